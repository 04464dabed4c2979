/** The workflow bundle: what goes in, and what keeps it from being made. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, inject, it } from 'vitest';
import { writeWorkflowBundle } from '../../worker/workflow-bundle.js';

/** Inside the project, so that its packages are found. */
const folder = mkdtempSync(fileURLToPath(new URL('./bundle-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

function workflow(text: string): string {
  const path = join(folder, 'workflows.ts');
  writeFileSync(path, text);
  return path;
}

it('holds the workflows of the project', () => {
  const code = readFileSync(inject('workflowBundle'), 'utf8');
  expect(code).toContain('contentExport');
  expect(code).toContain('contentMigration');
});

it.each(['node:fs', '@temporalio/activity', 'node:crypto'])(
  'is not made from code that imports %s',
  async (name) => {
    const path = workflow(
      `import * as foreign from '${name}';\nexport async function w() { return foreign; }\n`,
    );
    const target = join(folder, 'bundle.js');
    await expect(writeWorkflowBundle(path, target)).rejects.toThrow(name);
    expect(readdirSync(folder)).toEqual(['workflows.ts']);
  },
);
