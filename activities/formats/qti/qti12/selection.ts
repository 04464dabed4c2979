/** How a section draws questions: a number of its own items, of a bank, or of questions named one by one. */
import { attribute, child, children, childValue, elements, textOf, type XmlElement } from '../../xml/tree.js';

export interface Selection {
  readonly pick?: number;
  readonly pointsPerItem?: number;
  /** `sourcebank_ref`. */
  readonly bank?: string;
  readonly isExternal: boolean;
  readonly context?: string;
  /** New Quizzes: the bank's id for exports. */
  readonly exportId?: string;
  /** Blackboard: questions named by their ids. */
  readonly questions: readonly string[];
  readonly shuffle?: boolean;
}

/** Reads `selection_ordering`; `undefined` for one that selects nothing (OpenOLAT writes those). */
export function readSelection(element: XmlElement): { selection?: Selection; shuffle?: boolean } {
  element.taken.self = true;
  const shuffle = readOrder(element);
  const selection = children(element, 'selection')[0];
  if (selection === undefined) return shuffle === undefined ? {} : { shuffle };
  for (const other of elements(element, 'selection')) attribute(other, 'seltype');
  const extension = child(selection, 'selection_extension');
  const found: Selection = {
    ...number('pick', wholeNumber(childValue(selection, 'selection_number'))),
    ...number('pointsPerItem', childValue(extension, 'points_per_item')),
    ...text('bank', childValue(selection, 'sourcebank_ref')),
    isExternal: either(selection, extension, 'sourcebank_is_external') === 'true',
    ...text('context', either(selection, extension, 'sourcebank_context')),
    ...text('exportId', either(selection, extension, 'sourcebank_export_id')),
    questions: namedQuestions(selection),
    ...(shuffle === undefined ? {} : { shuffle }),
  };
  const says = found.pick ?? found.pointsPerItem ?? found.bank ?? found.questions[0];
  return {
    ...(says === undefined ? {} : { selection: found }),
    ...(shuffle === undefined ? {} : { shuffle }),
  };
}

/** `Sequential` is what everybody assumes. */
function readOrder(element: XmlElement): boolean | undefined {
  const order = child(element, 'order');
  const type = attribute(order, 'order_type')?.toLowerCase() ?? '';
  return type.startsWith('random') ? true : undefined;
}

function either(selection: XmlElement, extension: XmlElement | undefined, name: string): string | undefined {
  return childValue(extension, name) ?? childValue(selection, name);
}

function namedQuestions(selection: XmlElement): string[] {
  return children(selection, 'or_selection').flatMap((choice) =>
    children(choice, 'selection_metadata')
      .filter(
        (part) => attribute(part, 'mdname') === 'bbmd_questionid' && attribute(part, 'mdoperator') !== 'NE',
      )
      .map((part) => textOf(part).trim()),
  );
}

function wholeNumber(value: string | undefined): string | undefined {
  return Number.isSafeInteger(Number(value ?? Number.NaN)) ? value : undefined;
}

function number<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: number } {
  const parsed = Number(value ?? Number.NaN);
  return (Number.isFinite(parsed) ? { [name]: parsed } : {}) as { [Key in Name]?: number };
}

function text<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
