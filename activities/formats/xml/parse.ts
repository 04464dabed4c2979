/** Reads XML strictly: whole small documents as a tree, large ones as a stream of small trees. */
import { SaxesParser } from 'saxes';
import { PackageError } from '../../errors.js';
import { decodeText } from './encoding.js';
import { ownText } from './own-text.js';
import type { XmlElement, XmlNode } from './tree.js';

const MAX_DEPTH = 500;
/** Bytes that are parsed before what is in them is handed on. */
const PIECE = 16 * 1024;
const HINTS = new Set(['http://www.w3.org/2001/XMLSchema-instance', 'http://www.w3.org/2000/xmlns/']);

/** The five of XML come by themselves; files written as HTML bring these. */
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
  ndash: '\u2013',
  mdash: '\u2014',
  hellip: '\u2026',
};

const NO_ELEMENTS: readonly XmlElement[] = [];

interface OpenElement extends XmlElement {
  readonly children: XmlNode[];
}

/** What a stream of records hears, in document order. */
export type XmlEvent =
  | { readonly type: 'open'; readonly element: XmlElement; readonly ancestors: readonly XmlElement[] }
  | { readonly type: 'record'; readonly element: XmlElement; readonly ancestors: readonly XmlElement[] }
  | { readonly type: 'close'; readonly element: XmlElement; readonly ancestors: readonly XmlElement[] };

/**
 * Parses a whole document. Throws `PackageError` with file, line and column when it is not well-formed, declares
 * entities or nests deeper than 500 levels.
 */
export function parseXml(bytes: Uint8Array, path: string): XmlElement {
  return parseXmlText(decode(bytes, path), path);
}

/** As `parseXml`, of text already decoded. */
export function parseXmlText(text: string, path: string): XmlElement {
  let root: XmlElement | undefined;
  const parser = createTreeParser(
    path,
    () => false,
    (event) => {
      if (event.type === 'close' && event.ancestors.length === 0) root = event.element;
    },
  );
  parser.write(text);
  parser.close();
  if (root === undefined) throw new PackageError(`${path}: the file holds no XML element.`, { path });
  return root;
}

/**
 * Streams a document: elements that `isRecord` accepts arrive whole and are forgotten, the elements around them are
 * announced when they open (attributes only) and when they close (with their small children, records left out).
 * An element that `isForgotten` accepts closes like any other, and its parent keeps nothing of it but its name.
 * Bytes are decoded as UTF-8 unless a byte order mark or declaration in the first chunk says otherwise.
 *
 * Events come in lists, one for each piece of a chunk: waiting for every single one takes longer than parsing it, and
 * the trees of a whole chunk are many megabytes, which the engine would move to where it keeps what lives long.
 */
export async function* streamXml(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  isRecord: (element: XmlElement, ancestors: readonly XmlElement[]) => boolean,
  isForgotten?: (element: XmlElement, ancestors: readonly XmlElement[]) => boolean,
): AsyncGenerator<readonly XmlEvent[]> {
  const events: XmlEvent[] = [];
  const parser = createTreeParser(path, isRecord, (event) => events.push(event), isForgotten);
  const decoder = createChunkDecoder(path);
  for await (const chunk of chunks) {
    for (const piece of piecesOf(chunk)) yield* eventsOf(events, () => parser.write(decoder.write(piece)));
  }
  yield* eventsOf(events, () => {
    parser.write(decoder.end());
    parser.close();
  });
}

function* piecesOf(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
}

/** What comes before a fault is announced before it, so that nothing depends on where chunks end. */
function* eventsOf(events: XmlEvent[], parse: () => void): Generator<readonly XmlEvent[]> {
  try {
    parse();
  } finally {
    if (events.length > 0) yield events.splice(0);
  }
}

function createTreeParser(
  path: string,
  isRecord: (element: XmlElement, ancestors: readonly XmlElement[]) => boolean,
  emit: (event: XmlEvent) => void,
  isForgotten: (element: XmlElement, ancestors: readonly XmlElement[]) => boolean = () => false,
): { write(text: string): void; close(): void } {
  const parser = new SaxesParser({ xmlns: true, position: true });
  Object.assign(parser.ENTITIES, ENTITIES);
  const open: OpenElement[] = [];
  const forget = createForgetting();
  let recordDepth: number | undefined;
  const fail = (problem: string): never => {
    throw new PackageError(`${path}: line ${parser.line}, column ${parser.column}: ${problem}`, { path });
  };
  parser.on('error', (error) => fail(sentence(error.message)));
  parser.on('doctype', (text) => {
    if (text.includes('[')) fail('the document declares entities of its own, which are not read.');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) fail(`elements nest deeper than ${MAX_DEPTH} levels.`);
    const element = openElement(tag, parser.line);
    const ancestors = recordDepth === undefined ? open.slice() : NO_ELEMENTS;
    open.push(element);
    if (recordDepth !== undefined) return;
    if (isRecord(element, ancestors)) recordDepth = ancestors.length;
    else emit({ type: 'open', element, ancestors });
  });
  const addText = (text: string) => open.at(-1)?.children.push(ownText(text));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element === undefined) return;
    const isWholeRecord = recordDepth === open.length;
    if (isWholeRecord) recordDepth = undefined;
    if (!isWholeRecord) open.at(-1)?.children.push(isForgotten(element, open) ? forget(element) : element);
    if (recordDepth === undefined)
      emit({ type: isWholeRecord ? 'record' : 'close', element, ancestors: open.slice() });
  });
  return { write: (text) => void parser.write(text), close: () => void parser.close() };
}

/** Leaves the name of elements and nothing else: the same object for every element of a name. */
function createForgetting(): (element: XmlElement) => XmlElement {
  const names = new Map<string, XmlElement>();
  return ({ name, namespace, line }) => {
    const key = `${namespace} ${name}`;
    const taken = { whole: true, self: true, text: true, attributes: [] };
    const left = names.get(key) ?? { name, namespace, line, attributes: new Map(), children: [], taken };
    names.set(key, left);
    return left;
  };
}

interface SaxesTag {
  readonly local: string;
  readonly uri: string;
  readonly attributes: Readonly<
    Record<
      string,
      { readonly local: string; readonly uri: string; readonly prefix: string; readonly value: string }
    >
  >;
}

function openElement(tag: SaxesTag, line: number): OpenElement {
  return {
    name: tag.local,
    namespace: tag.uri,
    attributes: attributesOf(tag),
    children: [],
    line,
    taken: { whole: false, self: false, text: false, attributes: [] },
  };
}

/** An element's own attribute has its local name; one of another namespace keeps its prefix where that is taken. */
function attributesOf(tag: SaxesTag): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const others: SaxesTag['attributes'][string][] = [];
  for (const name in tag.attributes) {
    const said = tag.attributes[name];
    if (said === undefined || said.prefix === 'xmlns' || said.local === 'xmlns' || HINTS.has(said.uri))
      continue;
    if (said.prefix === '') attributes.set(said.local, said.value);
    else others.push(said);
  }
  for (const { local, prefix, value } of others)
    attributes.set(attributes.has(local) ? `${prefix}:${local}` : local, value);
  return attributes;
}

/** saxes says `file:1:2: unclosed tag: a`; the place is already in our own words. */
function sentence(message: string): string {
  const text = message
    .replace(/^(?:[^:]*:)?\d+:\d+:\s*/, '')
    .replace(/^undefined entity/, 'an entity is used that has no meaning');
  return text.endsWith('.') ? text : `${text}.`;
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return decodeText(bytes).text.replace(/^\ufeff/, '');
  } catch (error) {
    throw new PackageError(
      `${path}: the bytes of the file are not valid text in the encoding it declares.`,
      { path },
      { cause: error },
    );
  }
}

function createChunkDecoder(path: string): { write(chunk: Uint8Array): string; end(): string } {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const run = (chunk: Uint8Array | undefined): string => {
    try {
      decoder ??= new TextDecoder(chunk === undefined ? 'utf-8' : headEncoding(chunk), { fatal: true });
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new PackageError(
        `${path}: the bytes of the file are not valid text in the encoding it declares.`,
        { path },
        { cause: error },
      );
    }
  };
  return { write: (chunk) => run(chunk), end: () => run(undefined) };
}

/** Judges by the first chunk, cut at a tag and an even byte (UTF-16) so that no character is halved. */
function headEncoding(chunk: Uint8Array): string {
  const tag = chunk.subarray(0, 4096).lastIndexOf(0x3e) + 1;
  const cut = tag + (tag % 2);
  try {
    return decodeText(cut > 0 ? chunk.subarray(0, cut) : chunk.subarray(0, 200)).encoding;
  } catch {
    return 'utf-8';
  }
}
