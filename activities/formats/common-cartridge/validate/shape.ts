/** Checks elements against a shape: which children and attributes they may have. What XSDs say, as tables. */
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import { type Complain, complainAbout, type ReportProblem } from './problem.js';

/** A check of a text; gives what is wrong with it, as the rest of "... is". */
export type TextRule = (text: string) => string | undefined;

export interface AttributeRule {
  readonly required?: true;
  readonly rule?: TextRule;
  /** What no schema forbids, but readers stumble over. */
  readonly warning?: TextRule;
}

export const OWN = Symbol('own namespace');

export interface ChildRule {
  /** Absent: none is needed. */
  readonly min?: number;
  /** Absent: one at most. */
  readonly max?: number;
  /** Absent: that of the other children. `OWN`: that of the element it stands in. */
  readonly namespace?: string | typeof OWN;
  /** Whether it is checked by itself when it has passed, and only counted here. */
  readonly apart?: true;
  /** Lazy, because shapes nest. Absent: anything may be below it. */
  readonly shape?: () => Shape;
}

export interface Shape {
  readonly attributes?: Readonly<Record<string, AttributeRule>>;
  /** Whether it may have attributes of XML itself (`xml:lang` and so on). */
  readonly xmlAttributes?: true;
  /** In the order they must stand in, where `ordered`. Absent: it has no child elements. */
  readonly children?: Readonly<Record<string, ChildRule>>;
  /** The namespace of its child elements; absent: its own. */
  readonly childNamespace?: string;
  readonly ordered?: true;
  /** How many child elements it must have in all. */
  readonly atLeast?: number;
  /** Whether elements of other namespaces may stand in it: anywhere, or behind its own. */
  readonly open?: 'anywhere' | 'last';
  /** Those of other namespaces that are known, by local name. */
  readonly others?: Readonly<Record<string, () => Shape>>;
  /** What its text must be; absent where it has child elements and no text. */
  readonly text?: TextRule;
  /** Names of problems that Schematron or the text of the specification forbids, and no schema does. */
  readonly codes?: { readonly repeated?: string; readonly text?: string };
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
    const isOther = isForeign(child, element, shape);
    const rule = isOther ? undefined : shape.children?.[child.name];
    const below = isOther ? shape.others?.[child.name] : rule?.shape;
    if (below !== undefined && !rule?.apart) checkShape(child, below(), context);
  }
}

const XML_ATTRIBUTES = new Set(['lang', 'base', 'space']);

function checkAttributes(
  element: XmlElement,
  { attributes = {}, xmlAttributes }: Shape,
  complain: Complain,
): void {
  for (const [name, { required, rule, warning }] of Object.entries(attributes)) {
    const value = element.attributes.get(name);
    if (value === undefined && required) complain('attribute_missing', `lacks the attribute "${name}".`);
    const problem = value === undefined ? undefined : rule?.(value);
    if (problem !== undefined) complain('attribute_value', `has an attribute "${name}" that is ${problem}.`);
    const doubt = value === undefined ? undefined : warning?.(value);
    if (doubt !== undefined)
      complain.warn('attribute_doubtful', `has an attribute "${name}" that is ${doubt}.`);
  }
  for (const name of element.attributes.keys())
    if (!(name in attributes) && !(xmlAttributes && XML_ATTRIBUTES.has(name)))
      complain('attribute_unknown', `has an attribute "${name}", which it may not have.`);
}

function checkText(element: XmlElement, { text, codes }: Shape, complain: Complain): void {
  if (text === undefined) {
    const stray = element.children.find((node) => typeof node === 'string' && node.trim() !== '');
    if (stray !== undefined) complain('text_unexpected', 'holds text, which it may not.');
    return;
  }
  const problem = text(plainText(element));
  if (problem !== undefined) complain(codes?.text ?? 'text_value', `is ${problem}.`);
}

function checkChildren(element: XmlElement, shape: Shape, complain: Complain): void {
  const rules = shape.children ?? {};
  const own = elements(element).filter((child) => !isForeign(child, element, shape));
  const counts = new Map<string, number>();
  for (const { name } of own) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of counts.keys())
    if (!(name in rules)) complain('element_unexpected', `holds <${name}>, which may not stand there.`);
  for (const child of own) checkNamespace(child, element, shape, complain);
  for (const [name, { min = 0, max = 1 }] of Object.entries(rules)) {
    const count = counts.get(name) ?? 0;
    if (count < min) complain('element_missing', `lacks <${name}>.`);
    if (count > max)
      complain(
        shape.codes?.repeated ?? 'element_repeated',
        `holds <${name}> ${count} times; ${max === 0 ? 'none' : max} is allowed.`,
      );
  }
  if (own.length < (shape.atLeast ?? 0)) complain('element_missing', `holds none of ${tagsOf(rules)}.`);
  if (shape.ordered) checkOrder(own, Object.keys(rules), complain);
  if (shape.open === 'last') checkOthersLast(element, shape, complain);
}

function checkNamespace(child: XmlElement, parent: XmlElement, shape: Shape, complain: Complain): void {
  const rule = shape.children?.[child.name];
  const named = rule?.namespace ?? shape.childNamespace ?? OWN;
  if (rule !== undefined) expectNamespace(child, named === OWN ? parent.namespace : named, complain);
}

/** Complains of what stands in the right place under the wrong namespace. `complain` is about its parent. */
export function expectNamespace(child: XmlElement, expected: string, complain: Complain): void {
  if (child.namespace === expected) return;
  complain(
    'namespace_unexpected',
    `holds <${child.name}> of the namespace "${child.namespace}"; "${expected}" is expected.`,
  );
}

function checkOthersLast(element: XmlElement, shape: Shape, complain: Complain): void {
  const children = elements(element);
  const first = children.find((child) => isForeign(child, element, shape));
  const late = children.findLast((child) => !isForeign(child, element, shape));
  if (first === undefined || late === undefined || children.indexOf(first) > children.indexOf(late)) return;
  complain('element_order', `holds <${late.name}> after <${first.name}>; it must come before.`);
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
  return open !== undefined && child.namespace !== parent.namespace;
}

function tagsOf(rules: Readonly<Record<string, ChildRule>>): string {
  return listOf(Object.keys(rules).map((name) => `<${name}>`));
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
