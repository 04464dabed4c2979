/**
 * What becomes of an element is found out by experiment: a package is read as it is, without the element, and with
 * another value in it. What differs in the course is where the element lands.
 */
import { changedFields, isObject, type Reading, readFields } from './reading.js';
import {
  type Occurrence,
  type Occurrences,
  type Sample,
  type SampleFile,
  sourceOf,
  sourceWith,
} from './sample.js';
import { type Element, elementsOf, localName } from './xml-document.js';

/** How much an experiment has found out: in a package an element may only repeat what others say. */
export function worth({ lands, lost, isRequired }: Finding): number {
  if (lands.length > 0 || isRequired) return 2;
  return lost.length > 0 ? 1 : 0;
}

export interface Finding {
  /** Fields of the model that hold it, as `assignments.pointsPossible`. */
  readonly lands: readonly string[];
  /** Codes of the ledger that say that it is not in the course. */
  readonly lost: readonly string[];
  /** Without it the package is refused. */
  readonly isRequired: boolean;
}

const BASELINES = new WeakMap<Sample, Reading>();

/** Reads the package as it is: what experiments are compared with. */
export async function baseline(sample: Sample): Promise<Reading> {
  const reading = BASELINES.get(sample) ?? (await readFields(sample.reader, sourceOf(sample)));
  if (reading === undefined) throw new Error(`${sample.name}: the reader refuses the package.`);
  BASELINES.set(sample, reading);
  return reading;
}

/** Takes out everything at a place, and changes it, and compares. */
export async function experiment(
  sample: Sample,
  file: SampleFile,
  { found }: Occurrences,
  before: Reading,
): Promise<Finding> {
  const unread = before.unread.get(file.path);
  if (unread !== undefined) return told([unread]);
  const without = await readChanged(sample, file, found.map(takeOut));
  if (without === undefined) return { lands: [], lost: [], isRequired: true };
  const lost = goneCodes(before.lost, without.lost);
  const lands = changedFields(before, without);
  // What only comes into being without the element does not hold it.
  const held = lands.filter((path) => before.fields.has(path));
  const isExact = held.length > 0 && held.every((path) => !isObject(before, path));
  if (isExact || lost.length > 0) return { lands, lost, isRequired: false };
  const other = await readChanged(sample, file, found.map(change));
  const changed = other === undefined ? [] : changedFields(before, other);
  const all = sharper(held, changed);
  return all.length > 0 ? { lands: all, lost, isRequired: false } : toldAsPart(sample, file, found, before);
}

const told = (lost: readonly string[]): Finding => ({ lands: [], lost, isRequired: false });

/** The ledger may name an element as a whole, and not what is in it. */
async function toldAsPart(
  sample: Sample,
  file: SampleFile,
  found: readonly Occurrence[],
  before: Reading,
): Promise<Finding> {
  if (before.lost.size === 0) return told([]);
  const around = await readChanged(sample, file, found.map(takeOutParent));
  if (around === undefined || changedFields(before, around).length > 0) return told([]);
  return told(goneCodes(before.lost, around.lost));
}

/** Puts something into a file, and compares. */
export async function insertion(
  sample: Sample,
  file: SampleFile,
  puts: readonly (() => () => void)[],
  before: Reading,
): Promise<Finding> {
  const after = await readWith(sample, file, puts);
  return { lands: changedFields(before, after), lost: goneCodes(after.lost, before.lost), isRequired: false };
}

/** Reads a package that has something in a file. */
export async function readWith(
  sample: Sample,
  file: SampleFile,
  puts: readonly (() => () => void)[],
): Promise<Reading> {
  const after = await readChanged(
    sample,
    file,
    puts.map((put) => put()),
  );
  if (after === undefined)
    throw new Error(`${sample.name}: the reader refuses ${file.path} for what was put into it.`);
  return after;
}

/** Codes of what the ledger no longer says; a code that now says something else was not about the element. */
function goneCodes(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  const codes = (some: Iterable<string>) => [...some].map((one) => one.slice(0, one.indexOf(': ')));
  const still = new Set(codes([...after].filter((one) => !before.has(one))));
  const gone = codes([...before].filter((one) => !after.has(one)));
  return [...new Set(gone.filter((one) => !still.has(one)))].sort();
}

/** Objects that come and go with an element say less than the field in them that follows its value. */
function sharper(lands: readonly string[], changed: readonly string[]): string[] {
  if (lands.length === 0) return [...changed];
  const inside = changed.filter((path) => lands.some((land) => path === land || path.startsWith(`${land}.`)));
  return inside.length === 0 ? [...lands] : inside;
}

/** Does something to the elements of a file, reads the package, and puts everything back. */
async function readChanged(
  sample: Sample,
  file: SampleFile,
  changes: readonly (() => void)[],
): Promise<Reading | undefined> {
  const source = sourceWith(sample, file);
  for (const undo of changes.toReversed()) undo();
  return readFields(sample.reader, source);
}

/** Each of these does its change at once, and gives what undoes it. */
function takeOut({ element, parent, attribute }: Occurrence): () => void {
  if (attribute === undefined) return removeFrom(parent?.children ?? [], element);
  return removeFrom(element.attributes, attributeNamed(element, attribute));
}

/** All that is in the element around it, which says as much as the element itself. */
function takeOutParent({ element, parent, attribute }: Occurrence): () => void {
  const emptied = attribute === undefined ? parent : element;
  const before = [...(emptied?.children ?? [])];
  emptied?.children.splice(0);
  return () => void emptied?.children.splice(0, emptied.children.length, ...before);
}

function removeFrom<Value>(list: Value[], value: Value | undefined): () => void {
  const at = value === undefined ? -1 : list.indexOf(value);
  if (value === undefined || at === -1) return () => undefined;
  list.splice(at, 1);
  return () => void list.splice(at, 0, value);
}

function change({ element, attribute }: Occurrence): () => void {
  if (attribute !== undefined) return changeAttribute(element, attribute);
  if (element.local === 'meta') return changeAttribute(element, 'content');
  const holder = element.local === 'qtimetadatafield' ? (elementsOf(element)[1] ?? element) : element;
  const before = [...holder.children];
  const text = before.find((child) => typeof child === 'string') ?? '';
  holder.children.splice(0, holder.children.length, otherText(String(text)), ...elementsOf(holder));
  return () => void holder.children.splice(0, holder.children.length, ...before);
}

function changeAttribute(element: Element, name: string): () => void {
  const found = attributeNamed(element, name);
  if (found === undefined) return () => undefined;
  const { value } = found;
  found.value = otherText(value);
  return () => {
    found.value = value;
  };
}

function attributeNamed({ attributes }: Element, local: string) {
  return attributes.find(({ name }) => localName(name) === local);
}

const OPPOSITES = new Map([
  ['true', 'false'],
  ['false', 'true'],
  ['Yes', 'No'],
  ['No', 'Yes'],
]);

/** A text that says something else in the same way. */
function otherText(text: string): string {
  const opposite = OPPOSITES.get(text.trim());
  if (opposite !== undefined) return opposite;
  if (/^\d{4}-\d\d-\d\d/.test(text.trim())) return text.replace(/\d{4}/, '2031');
  return /^-?[\d.]+$/.test(text.trim()) ? String(Number(text) + 1) : `${text}x`;
}
