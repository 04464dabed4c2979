/** Reads a package, and says of two readings what the second has otherwise. */

import type { CourseRecord } from '../../activities/course/collections.js';
import { createLedger } from '../../activities/course/create-ledger.js';
import type { FormatReader, PackageSource } from '../../activities/formats/types.js';

export interface Reading {
  readonly records: readonly CourseRecord[];
  /** By `collection.field`, what all records together say there. */
  readonly fields: ReadonlyMap<string, string>;
  /** What the ledger says is not in the course, as `code: where and what`. */
  readonly lost: ReadonlySet<string>;
  /** Codes of the files that are not read at all, by path. */
  readonly unread: ReadonlyMap<string, string>;
}

/** `undefined` when the package is refused as a whole. */
export async function readFields(reader: FormatReader, source: PackageSource): Promise<Reading | undefined> {
  const fields = new Map<string, string[]>();
  const records: CourseRecord[] = [];
  const lost = new Set<string>();
  const unread = new Map<string, string>();
  const ledger = createLedger({
    entry: async ({ path, element, lost: phrases = [], code = '', state, message = '' }) => {
      if (state === 'unsupported' && element === undefined) unread.set(path, code);
      for (const phrase of phrases) lost.add(`${code}: ${path} ${element}: ${phrase}`);
      if (state === 'unsupported' || state === 'failed') lost.add(`${code}: ${message}`);
    },
    notice: async ({ code, message }) => void lost.add(`${code}: ${message}`),
  });
  try {
    await reader.read(source, {
      ledger,
      signal: new AbortController().signal,
      progress: () => undefined,
      emit: async (collection, record) => {
        records.push({ collection, record } as unknown as CourseRecord);
        addValue(fields, collection, record);
      },
    });
    ledger.close();
  } catch {
    return undefined;
  }
  return {
    records,
    fields: new Map([...fields].map(([path, values]) => [path, values.join('\n')])),
    lost,
    unread,
  };
}

/** Where the bytes of files lie changes with everything that is in the package. */
const WHERE_BYTES_LIE = new Set(['files.location', 'files.size', 'files.sha256']);

function addValue(fields: Map<string, string[]>, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const one of value) addValue(fields, path, one);
    return;
  }
  const isObject = typeof value === 'object' && value !== null;
  const values = fields.get(path) ?? [];
  fields.set(path, values);
  values.push(isObject ? '{}' : JSON.stringify(value));
  if (!isObject) return;
  for (const [name, member] of Object.entries(value))
    if (member !== undefined && !WHERE_BYTES_LIE.has(`${path}.${name}`))
      addValue(fields, `${path}.${name}`, member);
}

/** The fields that are not as they were; of an object that came or went whole, the object. */
export function changedFields(before: Reading, after: Reading): string[] {
  const paths = new Set([...before.fields.keys(), ...after.fields.keys()]);
  const changed = [...paths].filter((path) => before.fields.get(path) !== after.fields.get(path));
  const all = new Set(changed);
  return changed.filter((path) => !ancestorsOf(path).some((ancestor) => all.has(ancestor))).sort();
}

function ancestorsOf(path: string): string[] {
  const steps = path.split('.');
  return steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('.'));
}

/** Whether a field of either reading holds an object. */
export function isObject({ fields }: Reading, path: string): boolean {
  return fields.get(path)?.startsWith('{}') ?? false;
}
