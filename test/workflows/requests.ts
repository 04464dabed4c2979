/** Requests and results for workflow tests. */
import { ApplicationFailure } from '@temporalio/common';
import type {
  ContentExportInput,
  ContentMigrationInput,
  ConvertResult,
  ExportResult,
  ImportResult,
  JobRecord,
  StoredObject,
} from '../../workflows/contract.js';

const HOUR = 3_600_000;

const job = {
  id: 1234,
  tenant: 'north',
  context: { type: 'course', id: '7' },
  userId: 3,
  createdAt: '2026-01-01T00:00:00Z',
} as const;

export function migration(changes: Partial<ContentMigrationInput> = {}): ContentMigrationInput {
  return {
    job: { ...job, kind: 'content_migration' },
    migrationType: 'common_cartridge_importer',
    source: { type: 'upload', key: 'uploads/1234', fileName: 'course.imscc' },
    selectiveImport: false,
    settings: {},
    uploadTimeout: HOUR,
    selectTimeout: 30 * 24 * HOUR,
    ...changes,
  };
}

export function contentExport(): ContentExportInput {
  return { job: { ...job, kind: 'content_export' }, exportType: 'common_cartridge', options: {} };
}

export const upload: StoredObject = { key: 'uploads/1234', etag: 'e1', size: 1000 };
const issues = { key: 'issues', etag: 'e2', size: 10, count: 2 };
const ledger = { found: 3, imported: 3, merged: 0, changed: 0, leftOut: 0, unsupported: 0, failed: 0 };

export const converted: ConvertResult = {
  bundle: { key: 'bundle', etag: 'e3', size: 500 },
  package: { key: 'packs/p.zip', etag: 'e0', size: 1000, fileName: 'course.imscc' },
  format: 'common_cartridge',
  formatVersion: '1.3.0',
  counts: { page: 2, module: 1 },
  ledger,
  issues,
  seconds: 1,
};

export const imported: ImportResult = {
  version: 1,
  counts: {},
  ledger,
  ledgerObject: { key: 'ledger', etag: 'e4', size: 10 },
  issues,
  idMap: { key: 'ids', etag: 'e5', size: 10 },
  seconds: 1,
};

export const exported: ExportResult = {
  file: { key: 'file', etag: 'e6', size: 9, fileName: 'c.imscc', mediaType: 'application/zip' },
  ledger,
  ledgerObject: { key: 'ledger', etag: 'e4', size: 10 },
  issues,
  seconds: 1,
};

/** Activities that all succeed at once, and a list of what was recorded. */
export function activities() {
  const states: string[] = [];
  const records: JobRecord[] = [];
  const removed: { keep: readonly string[]; upload?: string }[] = [];
  return {
    states,
    records,
    removed,
    mocks: {
      saveRecord: async (record: JobRecord) => {
        states.push(record.status.state);
        records.push(record);
      },
      findUpload: async () => upload,
      findExport: async () => ({ ...upload, fileName: 'export.imscc' }),
      planExport: async () => ({ version: 4, title: 'Tides', counts: { page: 2 } }),
      convertPackage: async () => converted,
      importBundle: async () => imported,
      exportCourse: async () => exported,
      removeLeftovers: async (input: { keep: readonly string[]; upload?: string }) => {
        removed.push(input);
      },
    },
  };
}

export function packageError(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, 'PackageError');
}
