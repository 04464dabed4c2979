/** A package to experiment with, each file of it that has places parsed. */
import type { FormatReader, PackageSource } from '../../activities/formats/types.js';
import { packageOf } from '../support/package-sink.js';
import { parseHtml, serializeHtml } from './html-document.js';
import { fileKind, keyOf, type Place, placeOf } from './places.js';
import {
  type Element,
  elementsOf,
  localName,
  parseElement,
  serialize,
  tellingAttributes,
  walk,
} from './xml-document.js';

/** Everything in a file that stands at one place. */
export interface Occurrences {
  readonly place: Place;
  readonly found: readonly Occurrence[];
}

export interface Occurrence {
  readonly element: Element;
  readonly parent: Element | undefined;
  /** Where the place is an attribute: its local name. */
  readonly attribute?: string;
}

export interface SampleFile {
  readonly path: string;
  readonly kind: string;
  readonly root: Element;
}

export interface Sample {
  readonly name: string;
  readonly reader: FormatReader;
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly files: readonly SampleFile[];
}

export function sampleOf(name: string, reader: FormatReader, contents: ReadonlyMap<string, Buffer>): Sample {
  const files = [...contents].flatMap(([path, bytes]): SampleFile[] => {
    const root = parse(path, bytes.toString('utf8'));
    const kind = root === undefined ? undefined : fileKind(path, root);
    return root === undefined || kind === undefined ? [] : [{ path, kind, root }];
  });
  return { name, reader, contents, files };
}

/** Files of the course may be called as they like and hold anything. */
function parse(path: string, text: string): Element | undefined {
  if (/\.html?$/.test(path)) return parseHtml(text);
  if (!/\.(xml|qti)$/.test(path) || !text.trimStart().startsWith('<')) return undefined;
  return parseElement(text);
}

/** The package with one of its files as its elements are now. */
export function sourceWith({ contents }: Sample, { path, root }: SampleFile): PackageSource {
  const text = root.local === 'html' ? serializeHtml(root) : serialize(root);
  return packageOf(new Map([...contents, [path, Buffer.from(text)]]));
}

export function sourceOf({ contents }: Sample): PackageSource {
  return packageOf(contents);
}

/** Elements that are one thing with what is in them. */
const ATOMS = new Set(['qtimetadatafield', 'meta']);

/** All places of a file: attributes, and elements that hold a text or nothing. */
export function placesIn({ kind, root }: SampleFile): Occurrences[] {
  const places = new Map<string, { place: Place; found: Occurrence[] }>();
  const add = (place: Place, occurrence: Occurrence): void => {
    const known = places.get(keyOf(place)) ?? { place, found: [] };
    places.set(keyOf(place), known);
    known.found.push(occurrence);
  };
  walk(root, (element, ancestors) => {
    if (ancestors.some(({ local }) => ATOMS.has(local))) return;
    const place = placeOf(kind, element, ancestors);
    const parent = ancestors.at(-1);
    if (isLeaf(element)) add(place, { element, parent });
    if (ATOMS.has(element.local)) return;
    for (const { name } of tellingAttributes(element)) {
      const attribute = localName(name);
      add({ ...place, path: `${place.path}/@${attribute}` }, { element, parent, attribute });
    }
  });
  return [...places.values()];
}

function isLeaf(element: Element): boolean {
  if (ATOMS.has(element.local)) return true;
  const hasText = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
  return hasText || (elementsOf(element).length === 0 && tellingAttributes(element).length === 0);
}

/** The keys of all places in a package. */
export function keysOf({ files }: Pick<Sample, 'files'>): Set<string> {
  return new Set(files.flatMap((file) => placesIn(file).map(({ place }) => keyOf(place))));
}
