/** Converted packages in a store, for trees of what can be selected. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBundleWriter } from '../../activities/course/bundle-writer.js';
import type { CourseRecord } from '../../activities/course/collections.js';
import { storeBundle } from '../../activities/course/stored-bundle.js';
import type { ObjectStore } from '../../activities/storage/index.js';
import type { JobRecord } from '../../workflows/contract.js';
import { converted } from '../workflows/requests.js';
import { migrationIn } from './jobs-in-memory.js';

/** Writes a course as a bundle, and answers with a migration that waits for a selection from it. */
export async function convertedMigration(
  store: ObjectStore,
  course: readonly CourseRecord[],
  key = 'bundle.zip',
): Promise<JobRecord> {
  const spoolFolder = await mkdtemp(join(tmpdir(), 'client-test-'));
  const writer = createBundleWriter({ spoolFolder });
  try {
    for (const { collection, record } of course) await writer.write(collection, record as never);
    const { object } = await storeBundle(store, key, writer);
    const bundle = { key, etag: object.etag, size: object.size };
    return migrationIn('waiting_for_select', {}, { converted: { ...converted, bundle } });
  } finally {
    await writer.dispose();
    await rm(spoolFolder, { recursive: true, force: true });
  }
}
