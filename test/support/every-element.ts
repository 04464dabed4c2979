/** Documents with every element and attribute a schema allows, each with a value of its own, and a stranger at every level. */
import { escapeText, openTag } from '../../activities/formats/xml/write.js';

/** A value that stands nowhere else in the document. */
export const OWN = Symbol('own');

/** One of two values that the schema allows; reading must tell them apart. */
export interface Either {
  readonly either: readonly [first: string, second: string];
}

export function either(first: string, second: string): Either {
  return { either: [first, second] };
}

/** A value that says nothing by itself, with the reason why. */
export interface Idle {
  readonly idle: string;
  readonly because: string;
}

export function idle(value: string, because: string): Idle {
  return { idle: value, because };
}

type Value = typeof OWN | string | Either | Idle;

export interface Allowed {
  readonly name: string;
  readonly attributes: Readonly<Record<string, Value>>;
  readonly content: readonly (Allowed | Value)[];
}

/** An element of a schema. */
export function allowed(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...content: readonly (Allowed | Value)[]
): Allowed {
  return { name, attributes, content };
}

/** Something of a document that must not be dropped in silence. */
export interface Mark {
  /** As `topic/attachments/attachment/@href`, without prefixes. */
  readonly path: string;
  readonly value: string;
}

export interface EveryElement {
  readonly xml: string;
  readonly marks: readonly Mark[];
  /** The same document, once for each choice, with the second of its values. */
  readonly others: readonly { readonly path: string; readonly xml: string }[];
}

export interface RenderOptions {
  /** Every element below the root stands twice, each time with values of its own; there are no strangers then. */
  readonly twice?: boolean;
}

const STRANGE = 'urn:strange';

/** Writes the document. */
export function everyElement(root: Allowed, options: RenderOptions = {}): EveryElement {
  const written = writeDocument(root, options);
  const others = written.choices.map((path, at) => ({ path, xml: writeDocument(root, options, at).xml }));
  return { xml: written.xml, marks: written.marks, others };
}

interface Writing {
  readonly marks: Mark[];
  readonly choices: string[];
  readonly twice: boolean;
  /** The choice that takes its second value. */
  readonly second: number | undefined;
}

function writeDocument(root: Allowed, { twice = false }: RenderOptions, second?: number) {
  const writing: Writing = { marks: [], choices: [], twice, second };
  const document = writeElement(root, '', writing);
  return { xml: document.replace(`<${root.name}`, `<${root.name} xmlns:s="${STRANGE}"`), ...writing };
}

function writeElement({ name, attributes, content }: Allowed, around: string, writing: Writing): string {
  const path = `${around === '' ? '' : `${around}/`}${withoutPrefix(name)}`;
  const written: [string, string][] = Object.entries(attributes).map(([key, value]) => [
    key,
    textFor(value, `${path}/@${withoutPrefix(key)}`, writing),
  ]);
  if (!writing.twice) written.push(['s:strange', textFor(OWN, `${path}/@strange`, writing)]);
  const inner = content.flatMap((part) => {
    if (!isElement(part)) return escapeText(textFor(part, path, writing));
    const times = writing.twice ? [part, part] : [part];
    return times.map((one) => writeElement(one, path, writing));
  });
  const holdsText = content.some((part) => !isElement(part));
  if (!writing.twice && !holdsText)
    inner.push(`<s:stranger>${textFor(OWN, `${path}/stranger`, writing)}</s:stranger>`);
  return `${openTag(name, Object.fromEntries(written))}${inner.join('')}</${name}>`;
}

function isElement(part: Allowed | Value): part is Allowed {
  return typeof part === 'object' && 'name' in part;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textFor(value: Value, path: string, writing: Writing): string {
  if (typeof value === 'object' && 'idle' in value) return value.idle;
  if (typeof value === 'object') {
    const at = writing.choices.push(path) - 1;
    return value.either[at === writing.second ? 1 : 0];
  }
  const text =
    value === OWN ? `own-${writing.marks.length}-${path.replaceAll(/[^a-zA-Z]+/g, '').slice(-12)}` : value;
  writing.marks.push({ path, value: text });
  return text;
}

/** Every name of an element or attribute in a document. */
export function namesIn({ name, attributes, content }: Allowed): string[] {
  const inner = content.filter(isElement).flatMap(namesIn);
  return [name, ...Object.keys(attributes), ...inner].map(withoutPrefix);
}
