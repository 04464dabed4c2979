/** Response processing as data: what each condition tests, scores and shows. */

import { attribute, child, children, elements, plainText, type XmlElement } from '../../xml/tree.js';
import { lookup } from './lookup.js';

/** A comparison of one response with a value. */
export interface Comparison {
  readonly op: 'equal' | 'substring' | 'less' | 'atMost' | 'greater' | 'atLeast' | 'inside';
  /** The response (or label, or variable) it is about; empty where the file names none. */
  readonly response: string;
  /** As written, white space included. */
  readonly value: string;
  readonly caseSensitive?: boolean;
  readonly element: XmlElement;
}

export type Test =
  | Comparison
  | { readonly op: 'all' | 'any' | 'none'; readonly tests: readonly Test[] }
  | { readonly op: 'other' | 'unknown' };

export interface Score {
  readonly variable: string;
  readonly action: string;
  /** As written: a number, `SCORE.max` or the name of a variable. */
  readonly value: string;
}

export interface Condition {
  readonly element: XmlElement;
  readonly title: string;
  readonly test: Test;
  readonly scores: readonly Score[];
  /** The itemfeedback it shows. */
  readonly feedback: readonly string[];
}

const COMPARISONS: Readonly<Record<string, Comparison['op']>> = {
  varequal: 'equal',
  varsubstring: 'substring',
  varsubset: 'equal',
  varlt: 'less',
  varlte: 'atMost',
  vargt: 'greater',
  vargte: 'atLeast',
  varinside: 'inside',
};

const GROUPS: Readonly<Record<string, 'all' | 'any' | 'none'>> = { and: 'all', or: 'any', not: 'none' };

/** The conditions of an item in order. None counts as read before `use`. */
export function readConditions(item: XmlElement): Condition[] {
  const found: Condition[] = [];
  for (const processing of elements(item, 'resprocessing')) {
    processing.taken.self = true;
    for (const variable of children(child(processing, 'outcomes'), 'decvar')) takeVariable(variable);
    for (const element of elements(processing, 'respcondition')) found.push(readCondition(element));
  }
  return found;
}

/** Attributes that name a variable or say what everybody assumes of it. */
const VARIABLE: Readonly<Record<string, RegExp>> = {
  varname: /^/,
  vartype: /^(?:integer|decimal|scientific)?$/i,
  minvalue: /^(?:0(?:\.0*)?)?$/,
  maxvalue: /^/,
  defaultval: /^(?:0(?:\.0*)?)?$/,
};

/** A score that is all there is to earn at once is no limit of its own. */
function takeVariable(element: XmlElement): void {
  const { attributes } = element;
  for (const [name, usual] of Object.entries(VARIABLE))
    if (usual.test(attributes.get(name)?.trim() ?? '')) attribute(element, name);
  if (Number(attributes.get('cutvalue')) === Number(attributes.get('maxvalue')))
    attribute(element, 'cutvalue');
}

/** Every comparison of a test. */
export function comparisonsOf(test: Test): Comparison[] {
  if ('tests' in test) return test.tests.flatMap(comparisonsOf);
  return 'response' in test ? [test] : [];
}

/**
 * Marks a condition as taken over, with those of its comparisons that were understood; what else it tests, scores
 * or shows stays unread.
 */
export function use(
  { element, test, scores }: Condition,
  understood: readonly Comparison[] = comparisonsOf(test),
): void {
  takeAttributes(element, 'title', 'continue', 'correctanswer');
  const taken = new Set(understood.map((comparison) => comparison.element));
  const [tested] = elements(element, 'conditionvar');
  if (tested !== undefined) takeTests(tested, taken);
  for (const [index, part] of elements(element, 'setvar').entries()) {
    const score = scores[index];
    if (score === undefined || !isCounted(score, scores)) continue;
    takeAttributes(part, 'varname', 'variablename', 'action');
    part.taken.text = true;
  }
  for (const part of elements(element, 'displayfeedback')) takeAttributes(part, 'feedbacktype', 'linkrefid');
}

/** Scores of other variables than the first are counted nowhere. */
function isCounted({ variable, value }: Score, [first]: readonly Score[]): boolean {
  if (Number(value) === 0) return true;
  return variable === first?.variable && (Number.isFinite(Number(value)) || /\.max$/i.test(value));
}

function takeTests(element: XmlElement, taken: ReadonlySet<XmlElement>): void {
  element.taken.self = true;
  for (const part of elements(element)) {
    if (lookup(GROUPS, part.name) !== undefined) takeTests(part, taken);
    else if (part.name === 'other') part.taken.self = true;
    else if (taken.has(part)) {
      takeAttributes(part, 'respident', 'case', 'scoring_algorithm', 'pattern', 'ignore_case');
      part.taken.text = true;
    }
  }
}

function takeAttributes(element: XmlElement, ...names: readonly string[]): void {
  element.taken.self = true;
  for (const name of names) attribute(element, name);
}

function readCondition(element: XmlElement): Condition {
  const [tested] = elements(element, 'conditionvar');
  return {
    element,
    title: element.attributes.get('title') ?? '',
    test: { op: 'all', tests: tested === undefined ? [] : elements(tested).map(readTest) },
    scores: elements(element, 'setvar').map(readScore),
    feedback: elements(element, 'displayfeedback').map((shown) => shown.attributes.get('linkrefid') ?? ''),
  };
}

function readTest(element: XmlElement): Test {
  const group = lookup(GROUPS, element.name);
  if (group !== undefined) return { op: group, tests: elements(element).map(readTest) };
  const op = lookup(COMPARISONS, element.name);
  if (op === undefined) return { op: element.name === 'other' ? 'other' : 'unknown' };
  const isCaseSensitive = element.attributes.get('case')?.toLowerCase();
  return {
    op,
    response: element.attributes.get('respident') ?? '',
    value: plainText(element),
    element,
    ...(isCaseSensitive === undefined ? {} : { caseSensitive: isCaseSensitive === 'yes' }),
  };
}

/** Blackboard writes `variablename`, Brightspace no name at all. */
function readScore({ attributes, children }: XmlElement): Score {
  return {
    variable: attributes.get('varname') ?? attributes.get('variablename') ?? 'SCORE',
    action: attributes.get('action') ?? 'Set',
    value: children
      .map((node) => (typeof node === 'string' ? node : ''))
      .join('')
      .trim(),
  };
}

/** The comparisons that must hold (`not` turns them round), in order. */
export function positives(test: Test): Comparison[] {
  return leaves(test, false)
    .filter(({ isNegated }) => !isNegated)
    .map(({ comparison }) => comparison);
}

/** The comparisons that must not hold. */
export function negatives(test: Test): Comparison[] {
  return leaves(test, false)
    .filter(({ isNegated }) => isNegated)
    .map(({ comparison }) => comparison);
}

function leaves(test: Test, isNegated: boolean): { comparison: Comparison; isNegated: boolean }[] {
  if ('tests' in test)
    return test.tests.flatMap((inner) => leaves(inner, isNegated !== (test.op === 'none')));
  return 'response' in test ? [{ comparison: test, isNegated }] : [];
}

/**
 * Whether a test asks for several things at once by an `and`. Values side by side in a condition do not: exporters
 * list alternatives so.
 */
export function needsSeveral({ test }: Condition): boolean {
  const groups = (inner: Test): Test[] => ('tests' in inner ? [inner, ...inner.tests.flatMap(groups)] : []);
  const [, ...nested] = groups(test);
  return nested.some((group) => group.op === 'all' && positives(group).length > 1);
}

/** The alternatives of a test that has several by an `or`. */
export function alternativesOf(test: Test): readonly Test[] {
  if (!('tests' in test) || test.op === 'none') return [];
  return test.op === 'any' && test.tests.length > 1 ? test.tests : test.tests.flatMap(alternativesOf);
}

/** Whether a condition holds for everything no other one caught. */
export function isOther({ test }: Condition): boolean {
  return 'tests' in test && test.tests.length === 1 && test.tests[0]?.op === 'other';
}

/** Whether a test holds something that is understood nowhere. */
export function hasUnknown(test: Test): boolean {
  return 'tests' in test ? test.tests.some(hasUnknown) : test.op === 'unknown';
}
