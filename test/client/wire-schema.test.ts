/** Every object the client shows is valid against the schemas of the documented API, in every state. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ContentMigrationsApi } from '../../client/content-migrations.js';
import { exportObject } from '../../client/export-object.js';
import { listIssues, setIssueState } from '../../client/issues.js';
import { migrationObject } from '../../client/migration-object.js';
import { progressObject } from '../../client/progress.js';
import { selectiveData } from '../../client/selective-data.js';
import type { SelectiveNode } from '../../client/types.js';
import { uploadTarget } from '../../client/upload-target.js';
import { sampleCourse } from '../support/courses.js';
import { convertedMigration } from './bundles.js';
import { CONTRACT, createValidator, HAS_CONTRACT, readContract } from './contract.js';
import {
  EXPORT_STATES,
  exportIn,
  MIGRATION_STATES,
  migrationIn,
  settingsInMemory,
  withIssues,
} from './jobs-in-memory.js';

if (HAS_CONTRACT) describeContract();
else {
  it(`is not checked: there is no contract in ${CONTRACT} (CARTWRIGHT_CONTRACT names a folder)`, () => {
    expect(existsSync(CONTRACT)).toBe(false);
  });
}

function describeContract(): void {
  const complaints = createValidator();
  const settings = settingsInMemory();
  const keysOf = (sample: string) => Object.keys(readContract<object>(`kstate-samples/${sample}.json`));

  it('refuses what it should', () => {
    expect(complaints('ContentMigration', { id: 1 })).not.toEqual([]);
    expect(complaints('Progress', { id: 1, url: 'nowhere' })).not.toEqual([]);
  });

  describe('ContentMigration', () => {
    it.each(MIGRATION_STATES)('is valid while the job is in the state %s', async (state) => {
      expect(complaints('ContentMigration', await migrationObject(settings, migrationIn(state)))).toEqual([]);
    });

    it('is valid with pre_attachment', async () => {
      const job = migrationIn('waiting_for_upload');
      const object = { ...(await migrationObject(settings, job)), ...(await uploadTarget(settings, job)) };
      expect(complaints('ContentMigration', object)).toEqual([]);
      expect(complaints('FileUploadTarget', object.pre_attachment)).toEqual([]);
      const { pre_attachment: recorded } = readContract<{ pre_attachment: object }>(
        'kstate-samples/CreateContentMigrationWithFile.json',
      );
      expect(Object.keys(object.pre_attachment ?? {})).toEqual(expect.arrayContaining(Object.keys(recorded)));
    });

    it('is valid with an attachment, which is a valid File', async () => {
      const { attachment } = await migrationObject(settings, migrationIn('completed'));
      expect(complaints('File', attachment)).toEqual([]);
    });

    it.each(['GetContentMigrationCompleted', 'CreateContentMigrationRunning'])(
      'has every key of the recorded answer %s but those of a course copy',
      async (sample) => {
        const keys = keysOf(sample).filter((key) => key !== 'settings');
        const object = await migrationObject(settings, migrationIn('completed'));
        expect(Object.keys(object)).toEqual(expect.arrayContaining(keys));
      },
    );
  });

  describe('MigrationIssue', () => {
    it('is valid: to do, warning, error, and the failure of the job', async () => {
      const failed = { ...(await withIssues(settings, 3)), status: migrationIn('failed').status };
      const { items } = await listIssues(settings, failed, {});
      expect(items).toHaveLength(4);
      for (const issue of items) expect(complaints('MigrationIssue', issue)).toEqual([]);
      const [recorded] = readContract<object[]>('kstate-samples/GetMigrationIssue.json');
      expect(Object.keys(items[0] ?? {})).toEqual(expect.arrayContaining(Object.keys(recorded ?? {})));
    });

    it('is valid when it was resolved', async () => {
      const job = await withIssues(settings, 3);
      expect(complaints('MigrationIssue', await setIssueState(settings, job, 1, 'resolved'))).toEqual([]);
    });
  });

  describe('ContentExport', () => {
    it.each(EXPORT_STATES)('is valid while the job is in the state %s', async (state) => {
      const object = await exportObject(settings, exportIn(state));
      expect(complaints('ContentExport', object)).toEqual([]);
      if (state === 'exported') expect(complaints('File', object.attachment)).toEqual([]);
    });
  });

  describe('Progress', () => {
    const jobs = [
      ...MIGRATION_STATES.map((state) => [state, migrationIn(state)] as const),
      ...EXPORT_STATES.map((state) => [state, exportIn(state)] as const),
    ];
    it.each(jobs)('is valid while the job is in the state %s', (_, job) => {
      expect(complaints('Progress', progressObject(settings, job))).toEqual([]);
    });
  });

  it('Migrator is valid', () => {
    const migrators = new ContentMigrationsApi(settings).migrators();
    expect(migrators.length).toBeGreaterThan(0);
    for (const migrator of migrators) expect(complaints('Migrator', migrator)).toEqual([]);
  });

  describe('SelectiveNode', () => {
    let top: readonly SelectiveNode[];
    const tree = settingsInMemory();
    let job: Awaited<ReturnType<typeof convertedMigration>>;
    beforeAll(async () => {
      job = await convertedMigration(tree.store, sampleCourse());
      top = await selectiveData(tree, job, undefined);
    });

    it('is valid at the top level', () => {
      expect(top.length).toBeGreaterThan(10);
      for (const node of top) expect(complaints('SelectiveNode', node)).toEqual([]);
    });

    it('is valid in the list of every type', async () => {
      for (const { type, sub_items_url: address } of top) {
        if (address === undefined) continue;
        const nodes = await selectiveData(tree, job, type);
        expect(nodes, type).not.toEqual([]);
        for (const node of nodes) expect(complaints('SelectiveNode', node), type).toEqual([]);
      }
    });

    it('has the keys of the recorded tree', () => {
      const recorded = readContract<{ type: string }[]>('kstate-samples/GetSelectiveData.json');
      for (const node of recorded) {
        const ours = top.find(({ type }) => type === node.type);
        expect(Object.keys(ours ?? {}).sort(), node.type).toEqual(Object.keys(node).sort());
      }
    });
  });
}
