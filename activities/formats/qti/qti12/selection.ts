/** How a section draws questions: a number of its own items, of a bank, or of questions named one by one. */
import {
  attribute,
  child,
  children,
  childValue,
  elements,
  plainText,
  textOf,
  type XmlElement,
} from '../../xml/tree.js';

/** Our own word that the number is that of all questions there were. */
export const ALL_QUESTIONS = 'all_questions';

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
  const all = childValue(extension, ALL_QUESTIONS) === 'true';
  const pick = numberIn(selection, 'selection_number', Number.isSafeInteger);
  const found: Selection = {
    ...number('pick', all ? undefined : pick),
    ...number('pointsPerItem', numberIn(extension, 'points_per_item', Number.isFinite)),
    ...text('bank', childValue(selection, 'sourcebank_ref')),
    isExternal: isExternal(selection) || isExternal(extension),
    ...text('context', either(selection, extension, 'sourcebank_context')),
    ...text('exportId', either(selection, extension, 'sourcebank_export_id')),
    questions: namedQuestions(selection),
    ...(shuffle === undefined ? {} : { shuffle }),
  };
  const says = pick ?? found.pointsPerItem ?? found.bank ?? found.questions[0];
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

/** Any other word stays unread. */
function isExternal(parent: XmlElement | undefined): boolean {
  const [element] = parent === undefined ? [] : elements(parent, 'sourcebank_is_external');
  const word = element === undefined ? '' : plainText(element).trim();
  if (element !== undefined && /^(?:true|false)$/.test(word)) textOf(element);
  return word === 'true';
}

/** What is no number of the kind stays unread. */
function numberIn(
  parent: XmlElement | undefined,
  name: string,
  isFit: (value: number) => boolean,
): number | undefined {
  const [element] = parent === undefined ? [] : elements(parent, name);
  const value = element === undefined ? '' : plainText(element).trim();
  if (element === undefined || value === '' || !isFit(Number(value))) return undefined;
  textOf(element);
  return Number(value);
}

function number<Name extends string>(name: Name, value: number | undefined): { [Key in Name]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: number };
}

function text<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
