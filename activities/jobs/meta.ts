/** The light activities: records, uploads, earlier exports, clean-up. */
import { Context } from '@temporalio/activity';
import type { CleanupActivities, MetaActivities } from '../../workflows/activities.js';
import type { JobRecord, StoredObject } from '../../workflows/contract.js';
import type { ActivityEnvironment } from '../dependencies.js';
import { PackageError } from '../errors.js';
import { jobPrefix } from '../storage/keys.js';
import type { ObjectStore } from '../storage/port.js';
import { markJob, readRecord, writeRecord } from './record.js';

type LightActivities = Omit<MetaActivities, 'planExport'> & CleanupActivities;

export function createMetaActivities({ store }: ActivityEnvironment): LightActivities {
  const options = () => ({ signal: Context.current().cancellationSignal });
  return {
    saveRecord: (record) => saveRecord(store, record, options()),
    findUpload: async ({ key }) => stored(await store.stat(key, options())),
    findExport: ({ tenant, exportId }) => findExport(store, tenant, exportId, options()),
    removeLeftovers: async ({ job, keep, upload }) => {
      const kept = new Set(keep);
      const leftovers: string[] = upload === undefined ? [] : [upload];
      for await (const { key } of store.list(`${jobPrefix(job)}runs/`, options())) {
        if (!kept.has(key)) leftovers.push(key);
      }
      if (leftovers.length > 0) await store.remove(leftovers, options());
    },
  };
}

/** Both at once: the mark says no more than that there is a job. */
async function saveRecord(
  store: ObjectStore,
  record: JobRecord,
  options: { signal: AbortSignal },
): Promise<void> {
  await Promise.all([writeRecord(store, record, options), markJob(store, record.request.job, options)]);
}

/** Another tenant's export is answered like one that does not exist: ids must not tell who has what. */
async function findExport(
  store: ObjectStore,
  tenant: string,
  exportId: number,
  options: { signal: AbortSignal },
): Promise<StoredObject & { fileName: string }> {
  const record = await readRecord(store, { kind: 'content_export', id: exportId }, options);
  if (record === undefined || record.request.job.tenant !== tenant) {
    throw new PackageError(`invalid content export: there is no export ${exportId}.`);
  }
  const file = record.results.exported?.file;
  if (file === undefined)
    throw new PackageError(`content export is incomplete: export ${exportId} has no file yet.`);
  const found = await store.stat(file.key, options);
  if (found === undefined) {
    throw new PackageError(`The file of content export ${exportId} has expired; export the course again.`);
  }
  return { key: file.key, etag: found.etag, size: found.size, fileName: file.fileName };
}

function stored(info: { key: string; etag: string; size: number } | undefined): StoredObject | undefined {
  return info === undefined ? undefined : { key: info.key, etag: info.etag, size: info.size };
}
