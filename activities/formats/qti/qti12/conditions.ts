/** Response processing as data: what each condition tests, scores and shows. */

import { attribute, child, elements, plainText, takeWhole, type XmlElement } from '../../xml/tree.js';
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
    attribute(processing, 'scoremodel');
    const outcomes = child(processing, 'outcomes');
    if (outcomes !== undefined) takeWhole(outcomes);
    for (const element of elements(processing)) {
      if (element.name === 'qticomment') takeWhole(element);
      if (element.name === 'respcondition') found.push(readCondition(element));
    }
  }
  return found;
}

/** Marks a condition as taken over. */
export function use(condition: Condition): void {
  takeWhole(condition.element);
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

/** Whether a condition holds for everything no other one caught. */
export function isOther({ test }: Condition): boolean {
  return 'tests' in test && test.tests.length === 1 && test.tests[0]?.op === 'other';
}

/** Whether a test holds something that is understood nowhere. */
export function hasUnknown(test: Test): boolean {
  return 'tests' in test ? test.tests.some(hasUnknown) : test.op === 'unknown';
}
