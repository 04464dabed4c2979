/** Converts a package as the activity does, in memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS } from '../../activities/archive/index.js';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { type Bundle, openBundle } from '../../activities/course/stored-bundle.js';
import { convertPackage } from '../../activities/jobs/convert-package.js';
import { createMemoryStore } from '../../activities/storage/index.js';
import type { ObjectStore } from '../../activities/storage/port.js';
import type { ConvertResult, StoredIssue } from '../../workflows/contract.js';
import { putObject } from '../package/packages.js';

export interface Converted {
  readonly store: ObjectStore;
  readonly result: ConvertResult;
  readonly bundle: Bundle;
}

/** Limits that a case can reach in a second. */
export const LIMITS = { ...DEFAULT_LIMITS, maxEntries: 5_000, maxTotalSize: 2 ** 27, maxEntrySize: 2 ** 26 };

const JOB = {
  kind: 'content_migration',
  id: 1,
  tenant: 'fuzz',
  context: { type: 'course', id: '1' },
  userId: 1,
  createdAt: '2026-01-01T00:00:00Z',
} as const;

/** Throws as the activity does. */
export async function convert(bytes: Buffer, fileName = 'package.imscc'): Promise<Converted> {
  const store = createMemoryStore();
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-fuzz-'));
  try {
    const result = await run(store, bytes, fileName, folder);
    return { store, result, bundle: await openBundle(store, result.bundle) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function entriesOf(bundle: Bundle): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of bundle.ledger()) entries.push(entry);
  return entries;
}

export async function issuesOf({ store, result }: Converted): Promise<StoredIssue[]> {
  const { bytes } = await store.get(result.issues.key, { maxBytes: 2 ** 28 });
  const lines = Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as StoredIssue);
}

async function run(
  store: ObjectStore,
  bytes: Buffer,
  fileName: string,
  folder: string,
): Promise<ConvertResult> {
  const upload = await putObject(store, 'uploads/1', bytes);
  const environment = {
    store,
    courses: createBundleCourseStore(store),
    limits: LIMITS,
    temporaryFolder: folder,
  };
  return convertPackage(
    environment,
    { job: JOB, upload, fileName, migrationType: 'common_cartridge_importer' },
    {
      signal: new AbortController().signal,
      attempt: { runId: 'run', activityId: 'activity', attempt: 1 },
      progress: () => undefined,
      folder: async () => folder,
    },
  );
}
