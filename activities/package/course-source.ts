/** A version of a course as a writer sees it: only what was selected, records as streams, single ones by random access. */
import { COLLECTIONS, type CollectionName, type CollectionRecord } from '../course/collections.js';
import { createCourseIndex, type IndexLine, referenceKey } from '../course/course-index.js';
import type { KeySet } from '../course/select.js';
import type { CourseSnapshot } from '../course/store.js';
import type { CourseSource } from '../formats/types.js';
import { createSpool } from './spool.js';

export interface OpenCourseSource extends CourseSource {
  close(): Promise<void>;
}

export interface CourseSourceOptions {
  /** Keys of the selected objects (`kind/migrationId`); absent means everything. */
  readonly selected?: KeySet;
  /** For records that are asked for one by one; removed by its owner. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told how many records were handed out so far. */
  onRecord?(done: number): void;
}

export async function openCourseSource(
  snapshot: CourseSnapshot,
  { selected, folder, signal, onRecord }: CourseSourceOptions,
): Promise<OpenCourseSource> {
  const isSelected = (key: string) => selected === undefined || selected.has(key);
  const spool = await createSpool(folder);
  let handedOut = 0;
  const spooled = new Map<CollectionName, Promise<void>>();

  async function* records<Name extends CollectionName>(name: Name): AsyncGenerator<CollectionRecord<Name>> {
    for await (const record of snapshot.records(name, signal)) {
      if (isSelected(referenceKey({ kind: COLLECTIONS[name].kind, migrationId: record.migrationId }))) {
        handedOut += 1;
        onRecord?.(handedOut);
        yield withSelectedParts(name, record, isSelected);
      }
    }
  }

  async function spoolCollection(name: CollectionName): Promise<void> {
    for await (const record of records(name)) {
      for await (const _ of spool.keep(`${name}/${record.migrationId}`, once(record)));
    }
  }

  async function get<Name extends CollectionName>(name: Name, migrationId: string) {
    const ready = spooled.get(name) ?? spoolCollection(name);
    spooled.set(name, ready);
    await ready;
    const key = `${name}/${migrationId}`;
    return spool.has(key) ? ((await parse(spool.read(key))) as CollectionRecord<Name>) : undefined;
  }

  const index =
    selected === undefined
      ? snapshot.index
      : createCourseIndex(selectedLines(snapshot.index.lines(), isSelected));
  return {
    index,
    records,
    get,
    async *questionsOf(owner) {
      for (const line of questionsInOrder(index.children(owner))) {
        const question = await get('questions', line.migrationId);
        if (question !== undefined) yield question;
      }
    },
    close: () => spool.close(),
  };
}

function* selectedLines(
  lines: Iterable<IndexLine>,
  isSelected: (key: string) => boolean,
): Generator<IndexLine> {
  for (const line of lines) if (isSelected(referenceKey(line))) yield line;
}

/** By position, then as they come. */
function questionsInOrder(lines: readonly IndexLine[]): IndexLine[] {
  return lines
    .filter((line) => line.kind === 'question')
    .map((line, at) => ({ line, at }))
    .sort((a, b) => (a.line.position ?? 0) - (b.line.position ?? 0) || a.at - b.at)
    .map(({ line }) => line);
}

/** A module with the items that were selected; everything else is whole. */
function withSelectedParts<Name extends CollectionName>(
  name: Name,
  record: CollectionRecord<Name>,
  isSelected: (key: string) => boolean,
): CollectionRecord<Name> {
  if (!isModule(name, record)) return record;
  const items = record.items.filter(({ migrationId }) =>
    isSelected(referenceKey({ kind: 'moduleItem', migrationId })),
  );
  return items.length === record.items.length ? record : { ...record, items };
}

function isModule(name: CollectionName, _record: object): _record is CollectionRecord<'modules'> {
  return name === 'modules';
}

async function* once(record: unknown): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(JSON.stringify(record));
}

async function parse(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
