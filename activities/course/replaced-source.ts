/** A source of records in which some collections are others than they were; its index tells of the new ones. */

import { COLLECTION_NAMES, type CollectionName, type CollectionRecord } from './collections.js';
import { collectionOfLine, createCourseIndex, type IndexLine, indexLines } from './course-index.js';
import type { RecordSource } from './record-source.js';

/** New records by collection. Each function may be called more than once, and must give the same every time. */
export type Replacements = {
  readonly [Name in CollectionName]?: (signal?: AbortSignal) => AsyncIterable<CollectionRecord<Name>>;
};

/** Reads the replaced collections once, for their index lines. */
export async function replacedSource(
  source: RecordSource,
  replacements: Replacements,
  signal: AbortSignal,
): Promise<RecordSource> {
  const replacementOf = <Name extends CollectionName>(name: Name) =>
    replacements[name] as ((signal?: AbortSignal) => AsyncIterable<CollectionRecord<Name>>) | undefined;
  const untouched = linesByCollection(source);
  const lines: IndexLine[] = [];
  for (const name of COLLECTION_NAMES) {
    const replacement = replacementOf(name);
    if (replacement === undefined) for (const line of untouched.get(name) ?? []) lines.push(line);
    else for await (const record of replacement(signal)) lines.push(...indexLines(name, record));
  }
  return {
    index: createCourseIndex(lines),
    records: (name, reading) => replacementOf(name)?.(reading) ?? source.records(name, reading),
  };
}

function linesByCollection({ index }: RecordSource): Map<CollectionName, IndexLine[]> {
  const groups = new Map<CollectionName, IndexLine[]>(COLLECTION_NAMES.map((name) => [name, []]));
  for (const line of index.lines()) groups.get(collectionOfLine(line))?.push(line);
  return groups;
}
