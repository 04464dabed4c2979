/** Whole jobs over other people's packages: every one ends in words, none leaves a course half changed. */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBundleCourseStore } from '../../activities/course/bundle-store.js';
import { type Engine, startEngine } from '../support/engine.js';
import { allIssues, exportAll, recordOf, upload } from '../support/jobs.js';

const PACKAGES =
  process.env.CARTWRIGHT_PACKAGES ?? new URL('../../../shared/packages', import.meta.url).pathname;
const FOLDERS = ['cc', 'canvas', 'flat', 'malformed', 'detect'];

if (!existsSync(PACKAGES)) {
  it(`is not run: there is no folder ${PACKAGES} of packages (CARTWRIGHT_PACKAGES names one)`, () => {
    expect(existsSync(PACKAGES)).toBe(false);
  });
} else {
  await describePackages();
}

async function describePackages(): Promise<void> {
  const names = (
    await Promise.all(
      FOLDERS.map(async (folder) =>
        (await readdir(join(PACKAGES, folder))).map((name) => `${folder}/${name}`),
      ),
    )
  ).flat();
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  async function importPackage(name: string) {
    const context = { type: 'course', id: names.indexOf(name) + 1 } as const;
    const { id } = await upload(engine, await readFile(join(PACKAGES, name)), {}, context);
    for (;;) {
      const { workflow_state: state } = await engine.cartwright.contentMigrations.get(context, id);
      if (state === 'completed' || state === 'failed') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const record = await recordOf(engine, 'content_migration', id);
    const head = await createBundleCourseStore(engine.store).head({ type: 'course', id: String(context.id) });
    return { context, id, record, head };
  }

  describe.each(FOLDERS)('%s', (folder) => {
    it.each(names.filter((name) => name.startsWith(`${folder}/`)))(
      '%s ends in words, and its ledger adds up',
      async (name) => {
        const { context, id, record, head } = await importPackage(name);
        const issues = await allIssues(engine, id, context);
        for (const issue of issues) expect(issue).toMatch(/^\S.*[.!?)"]$/s);
        if (record.status.state === 'failed') {
          expect(record.status.failure?.code).toMatch(/^(PackageError|UnsupportedError)$/);
          expect(issues.at(-1)).toBe(record.status.failure?.message);
          expect(head).toBeUndefined();
          return;
        }
        const { found = 0, ...states } = record.results.imported?.ledger ?? {};
        expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(found);
        expect(head?.number).toBe(1);
        const { bytes } = await exportAll(engine, context);
        expect(bytes.length).toBeGreaterThan(0);
      },
    );
  });

  it.each(['cc', 'canvas', 'flat'])('every package of %s is imported', async (folder) => {
    const { items } = await engine.cartwright.contentMigrations.list({
      type: 'course',
      id: names.findIndex((name) => name.startsWith(`${folder}/`)) + 1,
    });
    expect(items[0]?.workflow_state).toBe('completed');
  });
}
