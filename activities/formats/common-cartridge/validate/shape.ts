/** Checks elements against a shape: which children and attributes they may have. What XSDs say, as tables. */
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import { type Complain, complainAbout, type ReportProblem } from './problem.js';

/** A check of a text; gives what is wrong with it, as the rest of "... is". */
export type TextRule = (text: string) => string | undefined;

export interface AttributeRule {
  readonly required?: true;
  readonly rule?: TextRule;
}

export interface ChildRule {
  /** Absent: none is needed. */
  readonly min?: number;
  /** Absent: one at most. */
  readonly max?: number;
  /** Lazy, because shapes nest. Absent: anything may be below it. */
  readonly shape?: () => Shape;
}

export interface Shape {
  readonly attributes?: Readonly<Record<string, AttributeRule>>;
  /** In the order they must stand in, where `ordered`. Absent: it has no child elements. */
  readonly children?: Readonly<Record<string, ChildRule>>;
  readonly ordered?: true;
  /** How many child elements it must have in all. */
  readonly atLeast?: number;
  /** Whether elements of other namespaces may stand in it. */
  readonly open?: true;
  /** What its text must be; absent where it has child elements and no text. */
  readonly text?: TextRule;
}

export const anyText: TextRule = () => undefined;

export const nonEmpty: TextRule = (text) => (text.trim() === '' ? 'empty' : undefined);

export function oneOf(...words: readonly string[]): TextRule {
  const allowed = new Set(words);
  return (text) => (allowed.has(text) ? undefined : `"${text}" instead of ${listOf(words)}`);
}

export function matching(pattern: RegExp, description: string): TextRule {
  return (text) => (pattern.test(text) ? undefined : `"${text}", which is not ${description}`);
}

export const MANY = Number.POSITIVE_INFINITY;

interface ShapeContext {
  readonly report: ReportProblem;
  readonly path: string;
  /** How elements of the record are introduced: `resource "res-12"`. */
  readonly owner?: string;
}

/** Checks an element and all below it. */
export function checkShape(element: XmlElement, shape: Shape, context: ShapeContext): void {
  const place = `<${element.name}> in line ${element.line}`;
  const name = context.owner === undefined ? place : `${context.owner}: ${place}`;
  const complain = complainAbout(context.report, context.path, name);
  checkAttributes(element, shape, complain);
  checkText(element, shape, complain);
  checkChildren(element, shape, complain);
  for (const child of elements(element)) {
    const below = shape.children?.[child.name]?.shape?.();
    if (below !== undefined && !isForeign(child, element, shape)) checkShape(child, below, context);
  }
}

function checkAttributes(element: XmlElement, { attributes = {} }: Shape, complain: Complain): void {
  for (const [name, { required, rule }] of Object.entries(attributes)) {
    const value = element.attributes.get(name);
    if (value === undefined && required) complain('attribute_missing', `lacks the attribute "${name}".`);
    const problem = value === undefined ? undefined : rule?.(value);
    if (problem !== undefined) complain('attribute_value', `has an attribute "${name}" that is ${problem}.`);
  }
  for (const name of element.attributes.keys())
    if (!(name in attributes))
      complain('attribute_unknown', `has an attribute "${name}", which it may not have.`);
}

function checkText(element: XmlElement, { text }: Shape, complain: Complain): void {
  if (text === undefined) {
    const stray = element.children.find((node) => typeof node === 'string' && node.trim() !== '');
    if (stray !== undefined) complain('text_unexpected', 'holds text, which it may not.');
    return;
  }
  const problem = text(plainText(element));
  if (problem !== undefined) complain('text_value', `is ${problem}.`);
}

function checkChildren(element: XmlElement, shape: Shape, complain: Complain): void {
  const rules = shape.children ?? {};
  const own = elements(element).filter((child) => !isForeign(child, element, shape));
  const counts = new Map<string, number>();
  for (const { name } of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of counts.keys())
    if (!(name in rules)) complain('element_unexpected', `holds <${name}>, which may not stand there.`);
  for (const [name, { min = 0, max = 1 }] of Object.entries(rules)) {
    const count = counts.get(name) ?? 0;
    if (count < min) complain('element_missing', `lacks <${name}>.`);
    if (count > max) complain('element_repeated', `holds <${name}> ${count} times; ${max} is allowed.`);
  }
  if (own.length < (shape.atLeast ?? 0)) complain('element_missing', `holds none of ${tagsOf(rules)}.`);
  if (shape.ordered) checkOrder(own, Object.keys(rules), complain);
}

function checkOrder(children: readonly XmlElement[], names: readonly string[], complain: Complain): void {
  let last = -1;
  for (const { name } of children) {
    const place = names.indexOf(name);
    if (place === -1) continue;
    if (place < last) {
      complain('element_order', `holds <${name}> after <${names[last]}>; it must come before.`);
      return;
    }
    last = place;
  }
}

function isForeign(child: XmlElement, parent: XmlElement, { open }: Shape): boolean {
  return open === true && child.namespace !== parent.namespace;
}

function tagsOf(rules: Readonly<Record<string, ChildRule>>): string {
  return listOf(Object.keys(rules).map((name) => `<${name}>`));
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
