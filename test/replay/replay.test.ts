/** Recorded histories replay on the workflows as they are now. */
import { readdir, readFile } from 'node:fs/promises';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { expect, inject, it } from 'vitest';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
});

const folder = new URL('.', import.meta.url);
const histories = (await readdir(folder)).filter((name) => name.endsWith('.json'));
const workflowBundle = { codePath: inject('workflowBundle') };

async function readHistory(name: string) {
  return JSON.parse(await readFile(new URL(name, folder), 'utf8'));
}

it('has a history of every workflow', () => {
  const workflows = new Set(histories.map((name) => name.split('.')[0]));
  expect([...workflows].sort()).toEqual(['content-export', 'content-migration']);
});

it.each(histories)('%s replays on the workflows as they are now', async (name) => {
  await Worker.runReplayHistory({ workflowBundle }, await readHistory(name));
});

it('notices a history that the workflows would not have made', async () => {
  const history = await readHistory('content-export.exported.json');
  const text = JSON.stringify(history).replaceAll('"exportCourse"', '"anotherActivity"');
  await expect(Worker.runReplayHistory({ workflowBundle }, JSON.parse(text))).rejects.toThrow(
    /[Nn]ondeterminism/,
  );
});
