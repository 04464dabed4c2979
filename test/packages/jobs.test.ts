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
const FOLDERS = ['cc', 'canvas', 'flat', 'qti12', 'malformed', 'detect'];

/** The one that is no QTI: an XML of Blackboard's own, before it wrote QTI. */
const REFUSED: Readonly<Record<string, string>> = {
  'qti12/blackboard5-pool.zip':
    'course.imscc: this is a Blackboard package. Cartwright imports Common Cartridges, Canvas course exports and packages of QTI 1.2 questions; export the course as one of these, and import that file.',
};

function endingOf(name: string): [name: string, state: string, message: string] {
  const message = REFUSED[name];
  return message === undefined ? [name, 'completed', ''] : [name, 'failed', message];
}

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

  /** How the job of each package of a folder ended. */
  async function endings(
    folder: string,
  ): Promise<[name: string, state: string | undefined, message: string][]> {
    const own = names.filter((name) => name.startsWith(`${folder}/`));
    return Promise.all(
      own.map(async (name) => {
        const context = { type: 'course', id: names.indexOf(name) + 1 } as const;
        const { items } = await engine.cartwright.contentMigrations.list(context);
        const id = items[0]?.id ?? 0;
        const { status } = await recordOf(engine, 'content_migration', id);
        return [name, items[0]?.workflow_state, status.failure?.message ?? ''];
      }),
    );
  }

  it.each(['cc', 'canvas', 'flat', 'qti12'])('every package of %s is imported', async (folder) => {
    const found = await endings(folder);
    expect(found.length).toBeGreaterThan(0);
    for (const [name, state, message] of found) expect([name, state, message]).toEqual(endingOf(name));
  });
}
