/** A field ties elements of a Canvas file to keys of the model; a table of fields reads and writes a whole record. */
import type { Extensions } from '../../../course/model/common.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import type { XmlContent } from '../../xml/write.js';
import type { ReadScope, WriteScope } from './codec.js';
import { canKeep, isPlain, type KeptJson, keep, writeKept } from './kept.js';

/** A record in the making. */
export type Draft<Model> = { -readonly [Key in keyof Model]?: Model[Key] | undefined };

/** What was kept word for word, by element name. */
export type KeptElements = Record<string, KeptJson>;

export interface Reading {
  readonly scope: ReadScope;
  /** Keeps an element that the model has no place for; absent where the record has no extensions. */
  readonly kept?: KeptElements;
}

export interface Writing {
  readonly scope: WriteScope;
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Field<Model> {
  /** The child elements it answers for. */
  readonly elements: readonly string[];
  /** The keys of the model it answers for. */
  readonly keys: readonly (keyof Model & string)[];
  read(parent: XmlElement, draft: Draft<Model>, reading: Reading): void;
  write(model: Model, writing: Writing): XmlContent;
  /** Attributes of the record's own element, where the field is one. */
  attributes?(model: Model, writing: Writing): Record<string, string | undefined>;
}

export type Table<Model> = readonly Field<Model>[];

export interface ReadResult<Model> {
  readonly draft: Draft<Model>;
  readonly kept: KeptElements;
}

/**
 * Reads what a table says of an element. Every element that is to be kept word for word, and every plain one that no
 * field answers for, goes into `kept`; whatever else no field takes is left unread for the ledger.
 */
export function readTable<Model>(
  table: Table<Model>,
  element: XmlElement,
  scope: ReadScope,
): ReadResult<Model> {
  const kept: KeptElements = {};
  const draft: Draft<Model> = {};
  for (const field of table) field.read(element, draft, { scope, kept });
  keepUnknown(table, element, kept);
  return { draft, kept };
}

/** As `readTable`, of a part of a record, which has no extensions of its own. */
export function readPart<Model>(table: Table<Model>, element: XmlElement, scope: ReadScope): Draft<Model> {
  const draft: Draft<Model> = {};
  for (const field of table) field.read(element, draft, { scope });
  return draft;
}

/** What a record keeps under `extensions`, if anything. */
export function extensionsOf(kept: KeptElements): { extensions?: Extensions } {
  return Object.keys(kept).length === 0 ? {} : { extensions: { canvas: kept } as Extensions };
}

function keepUnknown<Model>(table: Table<Model>, element: XmlElement, kept: KeptElements): void {
  const known = elementNames(table);
  for (const name of new Set(elements(element).map((child) => child.name))) {
    const found = elements(element, name);
    if (!known.has(name) && canKeep(name) && found.every(isPlain) && found.some(hasText))
      kept[name] = keep(found);
  }
}

function hasText(element: XmlElement): boolean {
  return element.children.some((node) => typeof node === 'string' && node.trim() !== '');
}

const NAMES = new WeakMap<object, ReadonlySet<string>>();

/** Tables are read thousands of times and never change. */
function elementNames<Model>(table: Table<Model>): ReadonlySet<string> {
  const known = NAMES.get(table) ?? new Set(table.flatMap((field) => field.elements));
  NAMES.set(table, known);
  return known;
}

/** The content of a record's element, in the order of its table. */
export function writeTable<Model extends object>(
  table: Table<Model>,
  model: Model,
  scope: WriteScope,
): XmlContent[] {
  const writing = { scope, kept: keptBy(model) };
  return table.map((field) => field.write(model, writing));
}

/** The attributes of a record's element. */
export function writeAttributes<Model extends object>(
  table: Table<Model>,
  model: Model,
  scope: WriteScope,
): Record<string, string | undefined> {
  const writing = { scope, kept: keptBy(model) };
  return Object.assign({}, ...table.map((field) => field.attributes?.(model, writing) ?? {}));
}

/**
 * Closes a table: a place for whatever was kept and no field of it answers for. Canvas takes the first descendant of a
 * name, so scalars go before nested blocks.
 */
export function withOthers<Model>(scalars: Table<Model>, blocks: Table<Model> = []): Table<Model> {
  const known = new Set([...elementNames(scalars), ...elementNames(blocks)]);
  const others: Field<Model> = {
    elements: [],
    keys: [],
    read: () => undefined,
    write: (_, { kept }) =>
      Object.entries(kept)
        .filter(([name]) => !known.has(name))
        .flatMap(([name, value]) => writeKept(name, value)),
  };
  return [...scalars, others, ...blocks];
}

function keptBy(model: object): Readonly<Record<string, unknown>> {
  const { extensions } = model as { extensions?: { canvas?: Record<string, unknown> } };
  return extensions?.canvas ?? {};
}

/** The keys of a record that hold something and that no field answers for. `elsewhere` are written in other files. */
export function lostKeys<Model extends object>(
  table: Table<Model>,
  model: Model,
  elsewhere: readonly (keyof Model & string)[],
): string[] {
  const written = new Set<string>([...table.flatMap((field) => field.keys), ...elsewhere]);
  for (const key of ['migrationId', 'id', 'extensions']) written.add(key);
  return Object.entries(model)
    .filter(([key, value]) => value !== undefined && !written.has(key))
    .map(([key]) => key);
}
