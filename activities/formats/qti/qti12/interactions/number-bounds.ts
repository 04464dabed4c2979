/** Bounds of numerical answers: from comparisons to margins and digits, and back, without what floats add. */
import { attribute } from '../../../xml/tree.js';
import type { Comparison } from '../conditions.js';
import { lookup } from '../lookup.js';

export interface Bounds {
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  /** The bound itself is not accepted. */
  readonly isOpenBelow: boolean;
  readonly isOpenAbove: boolean;
  /** New Quizzes says the margin and the precision in so many words. */
  readonly margin?: number;
  readonly marginType?: 'percent' | 'absolute';
  readonly precision?: number;
  /** The comparisons that say so. */
  readonly comparisons: readonly Comparison[];
  /** A text where a number should be. */
  readonly unreadable?: string;
}

const MARGIN_TYPES: Readonly<Record<string, 'percent' | 'absolute'>> = {
  percent: 'percent',
  absolute: 'absolute',
};

/** `undefined` when the comparisons are not about one number. */
export function readBounds(comparisons: readonly Comparison[]): Bounds | undefined {
  if (comparisons.length === 0 || comparisons.some(({ op }) => op === 'substring' || op === 'inside'))
    return undefined;
  const find = (...ops: readonly Comparison['op'][]) => comparisons.find(({ op }) => ops.includes(op));
  const [equal, low, high] = [find('equal'), find('atLeast', 'greater'), find('atMost', 'less')];
  const unreadable = [equal, low, high].find((bound) => bound !== undefined && Number.isNaN(numberIn(bound)));
  return {
    ...optional('value', equal && numberIn(equal)),
    ...optional('low', low && numberIn(low)),
    ...optional('high', high && numberIn(high)),
    comparisons: [equal, low, high].filter((bound) => bound !== undefined),
    isOpenBelow: low?.op === 'greater',
    isOpenAbove: high?.op === 'less',
    ...optional('margin', equal && numericAttribute(equal, 'margin')),
    ...optional('marginType', lookup(MARGIN_TYPES, attribute(equal?.element, 'margintype'))),
    ...optional('precision', precisionIn(equal)),
    ...optional('unreadable', unreadable?.value.trim()),
  };
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

/** Numbers as `1.5`, `1,5`, `1e3`; a blank is no number. */
function numberIn({ value }: Comparison): number {
  const text = value.trim();
  const plain = /^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  const number = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : Number.NaN;
}

function numericAttribute({ element }: Comparison, name: string): number | undefined {
  const value = Number(attribute(element, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

/** Digits after the point (`precisiontype="decimals"`) are significant digits less those before it. */
function precisionIn(equal: Comparison | undefined): number | undefined {
  const digits = equal === undefined ? undefined : numericAttribute(equal, 'precision');
  if (equal === undefined || digits === undefined) return undefined;
  const isDecimals = attribute(equal.element, 'precisiontype') === 'decimals';
  const whole = isDecimals ? magnitude(numberIn(equal)) + 1 : 0;
  const precision = Math.max(1, Math.trunc(digits) + whole);
  return Number.isSafeInteger(precision) ? precision : undefined;
}

/** The power of ten of a number's first digit. */
function magnitude(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential().split('e')[1]);
}

/** Takes off what subtracting floats adds. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** The margin round an exact value; `undefined` when the bounds are not the same distance away. */
export function marginOf({
  value = 0,
  low,
  high,
  margin,
  marginType,
}: Omit<Bounds, 'isOpenBelow' | 'isOpenAbove' | 'comparisons'>):
  | { readonly margin: number; readonly marginType?: 'percent' | 'absolute' }
  | undefined {
  if (margin !== undefined) return { margin, ...(marginType === undefined ? {} : { marginType }) };
  if (low === undefined || high === undefined) return low === high ? { margin: 0 } : undefined;
  const [below, above] = [tidy(value - low), tidy(high - value)];
  return Math.abs(below - above) <= 1e-9 * Math.max(1, Math.abs(above)) && above >= 0
    ? { margin: above }
    : undefined;
}

/** Canvas writes a value of n digits with bounds of n + 1. */
export function precisionOf({ precision, low, high }: Pick<Bounds, 'precision' | 'low' | 'high'>): number {
  return precision ?? Math.max(1, Math.max(digitsOf(low), digitsOf(high)) - 1);
}

function digitsOf(value: number | undefined): number {
  const text = value === undefined ? '' : (value.toExponential().split('e')[0] ?? '');
  return text.replace(/[-.]/g, '').replace(/0+$/, '').length;
}

interface Spread {
  readonly low: number;
  readonly high: number;
  readonly attributes: Record<string, string>;
}

/** The bounds of an exact answer; attributes where they alone would not give the margin back. */
export function spread(answer: {
  value: number;
  margin: number;
  marginType?: 'percent' | 'absolute' | undefined;
}): Spread {
  const { value, margin, marginType } = answer;
  const distance = marginType === 'percent' ? Math.abs(value) * (margin / 100) : margin;
  const [low, high] = [tidy(value - distance), tidy(value + distance)];
  if (marginType !== undefined)
    return { low, high, attributes: { margintype: marginType, margin: String(margin) } };
  const again = marginOf({ value, low, high });
  return { low, high, attributes: again?.margin === margin ? {} : { margin: String(margin) } };
}

/** Half a unit of the last significant digit either way. */
export function spreadOfPrecision({ value, precision }: { value: number; precision: number }): Spread {
  const half = 5 * 10 ** (magnitude(value) - precision);
  const [low, high] = [tidy(value - half), tidy(value + half)];
  const again = precisionOf({ low, high });
  return { low, high, attributes: again === precision ? {} : { precision: String(precision) } };
}
