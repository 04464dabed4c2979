/** Converts a package as the activity does, and tells everything about the end of it that should not be. */
import { memorySource, openZip, readEntries, type ZipEntry } from '../../activities/archive/index.js';
import { COLLECTION_NAMES, COLLECTIONS } from '../../activities/course/collections.js';
import { indexLines } from '../../activities/course/course-index.js';
import { LEDGER_STATES, type LedgerEntry } from '../../activities/course/ledger.js';
import type { Bundle } from '../../activities/course/stored-bundle.js';
import { PackageError, UnsupportedError } from '../../activities/errors.js';
import { detectLoose } from '../../activities/formats/detect.js';
import { isJunk } from '../../activities/package/junk.js';
import type { ConvertResult } from '../../workflows/contract.js';
import { type Converted, convert, entriesOf, issuesOf, LIMITS } from './convert.js';
import { faultOf } from './sentences.js';

export type Ending = 'converted' | 'PackageError' | 'UnsupportedError' | 'failed';

export interface Verdict {
  readonly ending: Ending;
  /** The message of the error, when it ended in one. */
  readonly message?: string;
  /** What is wrong; empty when all is well. */
  readonly faults: readonly string[];
}

/** Never rejects. */
export async function checkConversion(bytes: Buffer): Promise<Verdict> {
  try {
    const converted = await convert(bytes);
    const faults: string[] = [];
    await collectFaults(converted, bytes, faults).catch((error) => faults.push(described(error)));
    return { ending: 'converted', faults };
  } catch (error) {
    return verdictOn(error);
  }
}

function verdictOn(error: unknown): Verdict {
  const ending =
    error instanceof PackageError
      ? 'PackageError'
      : error instanceof UnsupportedError
        ? 'UnsupportedError'
        : 'failed';
  if (!(error instanceof Error) || ending === 'failed')
    return { ending: 'failed', faults: [described(error)] };
  const fault = faultOf(error.message);
  const faults = fault === undefined ? [] : [`The message ${fault}: ${error.message}`];
  return { ending, message: error.message, faults };
}

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)).slice(0, 3_000) : `Thrown: ${String(error)}`;
}

async function collectFaults(converted: Converted, bytes: Buffer, faults: string[]): Promise<void> {
  const { result, bundle } = converted;
  await checkRecords(bundle, faults);
  const ledger = await entriesOf(bundle);
  checkTotals(ledger, result, faults);
  if (detectLoose(bytes.subarray(0, 4096), 'course.imscc') === undefined)
    await checkEntries(ledger, bytes, faults);
  await checkWords(converted, ledger, faults);
}

/** Every record keeps to its schema, and the index has each once. */
async function checkRecords(bundle: Bundle, faults: string[]): Promise<void> {
  const index = await bundle.index();
  const counted = new Map<string, number>();
  for (const { kind } of index.lines()) counted.set(kind, (counted.get(kind) ?? 0) + 1);
  for (const [kind, count] of Object.entries(bundle.info.counts)) {
    if ((counted.get(kind) ?? 0) !== count)
      faults.push(`The bundle says ${count} ${kind}, its index has ${counted.get(kind)}.`);
  }
  let lines = 0;
  for (const name of COLLECTION_NAMES) {
    for await (const record of bundle.records(name)) {
      lines += indexLines(name, record).length;
      if (COLLECTIONS[name].schema.safeParse(record).success) continue;
      faults.push(`${name} ${record.migrationId} breaks its schema.`);
    }
  }
  if (lines !== index.size) faults.push(`${lines} objects in the bundle, ${index.size} in its index.`);
}

function checkTotals(
  ledger: readonly LedgerEntry[],
  { ledger: totals }: ConvertResult,
  faults: string[],
): void {
  if (ledger.length !== totals.found)
    faults.push(`The ledger has ${ledger.length} lines for ${totals.found} elements.`);
  for (const state of LEDGER_STATES) {
    const count = ledger.filter((entry) => entry.state === state).length;
    if (count !== totals[state])
      faults.push(`The ledger has ${count} lines ${state} and says ${totals[state]}.`);
  }
}

/** What our reader finds in the archive is in the ledger, file by file. */
async function checkEntries(ledger: readonly LedgerEntry[], bytes: Buffer, faults: string[]): Promise<void> {
  const { sound, refused } = await filesIn(bytes);
  const settled = ledger
    .filter(({ type }) => type === 'zip entry' || type === 'outside entry')
    .map(({ path }) => path);
  const paths = new Set(settled);
  for (const path of sound) {
    const parts = path.split('/');
    const found = parts.some((_, at) => paths.has(parts.slice(at).join('/')));
    if (!found) faults.push(`The file ${JSON.stringify(path)} is not in the ledger.`);
  }
  if (settled.length !== sound.length)
    faults.push(`${sound.length} files, of which the ledger has ${settled.length}.`);
  const counted = ledger.filter(({ type }) => type === 'refused entry').length;
  if (counted !== refused) faults.push(`${refused} refused entries, of which the ledger has ${counted}.`);
}

async function filesIn(bytes: Buffer): Promise<{ sound: string[]; refused: number }> {
  const sound = new Set<string>();
  let refused = 0;
  const select = (entry: ZipEntry) => !entry.isDirectory || entry.problem !== undefined;
  const directory = await openZip(memorySource(bytes), { limits: LIMITS });
  for await (const read of readEntries(directory, { select })) {
    const { path, isDirectory } = read.entry;
    if (isJunk(path)) {
      if (!isDirectory) sound.add(path);
      continue;
    }
    if (read.problem !== undefined) {
      refused += 1;
    } else if (!isDirectory) {
      const whole = await drained(read.content);
      if (whole) sound.add(path);
      else refused += 1;
    }
  }
  return { sound: [...sound], refused };
}

async function drained(content: AsyncIterable<Uint8Array>): Promise<boolean> {
  try {
    for await (const _ of content);
    return true;
  } catch {
    return false;
  }
}

/** All that users read is fit to be read, and nothing is told them twice. */
async function checkWords(
  converted: Converted,
  ledger: readonly LedgerEntry[],
  faults: string[],
): Promise<void> {
  const messages = new Set(ledger.flatMap(({ message }) => (message === undefined ? [] : [message])));
  for await (const { message } of converted.bundle.notices()) messages.add(message);
  const issues = await issuesOf(converted);
  const { count } = converted.result.issues;
  if (issues.length !== count) faults.push(`${count} issues, ${issues.length} lines.`);
  const told = new Set<string>();
  for (const { message } of issues) {
    if (told.has(message)) faults.push(`Told twice: ${message.slice(0, 300)}`);
    told.add(message);
    messages.add(message);
  }
  for (const message of messages) {
    const fault = faultOf(message);
    if (fault !== undefined) faults.push(`A message ${fault}: ${message.slice(0, 300)}`);
  }
}
