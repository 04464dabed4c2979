/** Messages to jobs while no worker runs: what is sent stays sent. */
import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { type JobRecord, workflowIdOf } from '../../workflows/contract.js';
import { useClient } from './connected.js';
import { exportIn, migrationIn } from './jobs-in-memory.js';
import { refusalOf } from './refusal.js';

const client = useClient({ answerTimeout: 300 });
const course = { type: 'course', id: 7 } as const;
const caller = { userId: 3 };

/** The signals in a job's history: their names and inputs. */
async function signalsOf({ request }: JobRecord): Promise<[string, unknown][]> {
  const { kind, id } = request.job;
  const { events = [] } = await client().temporal.workflow.getHandle(workflowIdOf(kind, id)).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const [payload] = signal?.input?.payloads ?? [];
    const input = payload && defaultPayloadConverter.fromPayload(payload);
    return signal ? [[signal.signalName ?? '', input]] : [];
  });
}

const waiting = () => client().running(migrationIn('waiting_for_select'));

describe('with every worker down', () => {
  it('a selection is sent, and the migration is shown as running', async () => {
    const job = await waiting();
    const { id } = job.request.job;
    const copy = { wiki_pages: { id_a: '1' } };
    const { contentMigrations } = client().cartwright;
    expect(await contentMigrations.update(course, id, { copy })).toMatchObject({
      id,
      workflow_state: 'running',
    });
    expect(await signalsOf(job)).toEqual([['select', { copy }]]);
  });

  it('an update without a selection changes nothing, whatever else it says', async () => {
    const job = await waiting();
    const { contentMigrations } = client().cartwright;
    const { id } = job.request.job;
    const sent = { id: 1, user_id: 2, workflow_state: 'failed' } as object;
    expect(await contentMigrations.update(course, id, sent)).toEqual(await contentMigrations.get(course, id));
    expect(await signalsOf(job)).toEqual([]);
  });

  it.each(['everything', 5, ['a']])('a selection that is %j is refused', async (copy) => {
    const job = await waiting();
    const update = client().cartwright.contentMigrations.update(course, job.request.job.id, {
      copy: copy as never,
    });
    expect(await refusalOf(update)).toMatchObject({ status: 400 });
    expect(await signalsOf(job)).toEqual([]);
  });

  it('whoever waits for an answer learns in time that nobody gives one', async () => {
    const { id } = (await waiting()).request.job;
    const update = client().cartwright.contentMigrations.update(
      course,
      id,
      { copy: { everything: '1' } },
      { wait: true },
    );
    expect(await refusalOf(update)).toMatchObject({
      status: 503,
      message: expect.stringMatching(/^No worker answered/),
    });
  });

  it('a cancellation is sent, with who asked for it and why', async () => {
    const { cartwright, running } = client();
    const job = await waiting();
    await cartwright.contentMigrations.cancel(course, job.request.job.id, caller, 'wrong file');
    await cartwright.progress.cancel(job.request.job.id, caller);
    expect(await signalsOf(job)).toEqual([
      ['cancel', { by: 'user 3', reason: 'wrong file' }],
      ['cancel', { by: 'user 3' }],
    ]);
    const exporting = await running(exportIn('exporting'));
    await cartwright.contentExports.cancel(course, exporting.request.job.id, caller);
    expect(await signalsOf(exporting)).toEqual([['cancel', { by: 'user 3' }]]);
  });

  it('a job is told that its package was posted', async () => {
    const job = await client().running(migrationIn('waiting_for_upload'));
    const { contentMigrations } = client().cartwright;
    expect(await contentMigrations.uploaded(course, job.request.job.id)).toMatchObject({
      workflow_state: 'pre_processing',
    });
    expect(await signalsOf(job)).toEqual([['uploaded', undefined]]);
  });

  it('a migration that waits for no upload takes none', async () => {
    const { contentMigrations } = client().cartwright;
    const { id } = (await waiting()).request.job;
    const upload = contentMigrations.upload(
      await contentMigrations.get(course, id),
      (async function* () {})(),
      0,
    );
    expect(await refusalOf(upload)).toMatchObject({ status: 400 });
  });
});
