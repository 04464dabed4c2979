/**
 * Runs workflows in the SDK's real sandbox without a server: activities are functions of the test, timers fire when the
 * test says so. Uses modules inside the SDK, which is why `@temporalio/*` is pinned to one exact version.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  defaultFailureConverter,
  defaultPayloadConverter,
  TypedSearchAttributes,
  toPayloads,
} from '@temporalio/common';
import { coresdk, type temporal } from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { parseWorkflowCode } from '@temporalio/worker/lib/worker.js';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm.js';

type Job = coresdk.workflow_activation.IWorkflowActivationJob;
type Command = coresdk.workflow_commands.IWorkflowCommand;
type Payload = temporal.api.common.v1.IPayload;
type Activity = (...args: never[]) => Promise<unknown>;

export type Outcome =
  | { readonly completed: unknown }
  | { readonly failed: { readonly message: string; readonly type: string | undefined } }
  | { readonly cancelled: true };

const QUIET = new DefaultLogger('ERROR');
let creator: Promise<ReusableVMWorkflowCreator> | undefined;

/** Bundles the workflows once for all tests of a file. */
async function workflowCreator(): Promise<ReusableVMWorkflowCreator> {
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: QUIET });
  return ReusableVMWorkflowCreator.create(parseWorkflowCode(code), 5000, new Set());
}

/** Starts a workflow and runs it until it waits for something only the test can give. */
export async function startInSandbox(
  workflowType: string,
  input: unknown,
  activities: Record<string, Activity>,
) {
  creator ??= workflowCreator();
  const runId = randomUUID();
  let now = Date.UTC(2026, 0, 1);
  const workflow = await (await creator).createWorkflow({
    info: infoOf(workflowType, runId, now),
    randomnessSeed: [1, 2, 3, 4, 5, 6, 7, 8],
    now,
    showStackTraceSources: false,
  });
  const commands: Command[] = [];
  const timers = new Map<number, number>();
  const scheduled: string[] = [];
  const queue: Job[] = [];
  const open = new Set<number>();
  const searchAttributes: Record<string, unknown> = {};
  const memo: Record<string, unknown> = {};
  let outcome: Outcome | undefined;

  async function activate(jobs: Job[]): Promise<Command[]> {
    const activation = coresdk.workflow_activation.WorkflowActivation.fromObject({
      runId,
      timestamp: { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 },
      jobs: jobs as never,
      historyLength: 3,
    });
    const completion = await workflow.activate(activation);
    await workflow.getAndResetSinkCalls();
    if (completion.failed) throw new Error(`The workflow task failed: ${completion.failed.failure?.message}`);
    return completion.successful?.commands ?? [];
  }

  function runActivity(seq: number, type: string, args: Payload[]): void {
    const activity = activities[type];
    scheduled.push(type);
    open.add(seq);
    const settle = (result: coresdk.activity_result.IActivityResolution) => {
      if (open.delete(seq)) queue.push({ resolveActivity: { seq, result } });
    };
    const run = activity ?? (() => Promise.reject(new Error(`The test has no activity ${type}.`)));
    run(...(args.map(decode) as never[])).then(
      (value) => settle({ completed: { result: defaultPayloadConverter.toPayload(value) } }),
      (error: unknown) => settle({ failed: { failure: activityFailure(type, error) } }),
    );
  }

  const handlers: { readonly [Name in keyof Command]?: (command: never) => void } = {
    scheduleActivity: (c: coresdk.workflow_commands.IScheduleActivity) =>
      runActivity(c.seq ?? 0, c.activityType ?? '', c.arguments ?? []),
    requestCancelActivity: ({ seq }: coresdk.workflow_commands.IRequestCancelActivity) => {
      if (open.delete(seq ?? 0))
        queue.push({ resolveActivity: { seq: seq ?? 0, result: { cancelled: { failure: CANCELLED } } } });
    },
    startTimer: (c: coresdk.workflow_commands.IStartTimer) =>
      void timers.set(c.seq ?? 0, Number(c.startToFireTimeout?.seconds ?? 0) * 1000),
    cancelTimer: (c: coresdk.workflow_commands.ICancelTimer) => void timers.delete(c.seq ?? 0),
    upsertWorkflowSearchAttributes: (c: coresdk.workflow_commands.IUpsertWorkflowSearchAttributes) =>
      void Object.assign(searchAttributes, decodeAll(c.searchAttributes?.indexedFields ?? {})),
    modifyWorkflowProperties: (c: coresdk.workflow_commands.IModifyWorkflowProperties) =>
      void Object.assign(memo, decodeAll(c.upsertedMemo?.fields ?? {})),
    completeWorkflowExecution: (c: coresdk.workflow_commands.ICompleteWorkflowExecution) => {
      outcome = { completed: c.result ? decode(c.result) : undefined };
    },
    failWorkflowExecution: ({ failure }: coresdk.workflow_commands.IFailWorkflowExecution) => {
      outcome = {
        failed: { message: failure?.message ?? '', type: failure?.applicationFailureInfo?.type ?? undefined },
      };
    },
    cancelWorkflowExecution: () => {
      outcome = { cancelled: true };
    },
  };

  async function pump(jobs: Job[]): Promise<Command[]> {
    queue.push(...jobs);
    const seen: Command[] = [];
    for (let quiet = 0; quiet < 3; ) {
      if (queue.length === 0) {
        quiet += 1;
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      quiet = 0;
      for (const command of await activate(queue.splice(0))) {
        seen.push(command);
        commands.push(command);
        for (const [name, handle] of Object.entries(handlers)) {
          const body = command[name as keyof Command];
          if (body) (handle as (body: unknown) => void)(body);
        }
      }
    }
    return seen;
  }

  await pump([
    {
      initializeWorkflow: {
        workflowId: 'job',
        workflowType,
        arguments: toPayloads(defaultPayloadConverter, input) ?? [],
      },
    },
  ]);
  return {
    searchAttributes,
    memo,
    scheduled,
    /** Milliseconds of each timer that runs. */
    timers: () => [...timers.values()],
    outcome: () => outcome,
    signal: (signalName: string, ...args: unknown[]) =>
      pump([{ signalWorkflow: { signalName, input: toPayloads(defaultPayloadConverter, ...args) ?? [] } }]),
    cancel: () => pump([{ cancelWorkflow: { reason: 'test' } }]),
    /** The update's result, or the message it was rejected with. */
    async update(name: string, ...args: unknown[]): Promise<{ result: unknown } | { rejected: string }> {
      const input = toPayloads(defaultPayloadConverter, ...args) ?? [];
      const meta = { updateId: 'u', identity: 'test' };
      const seen = await pump([
        {
          doUpdate: { id: 'u', protocolInstanceId: 'u', name, input, headers: {}, meta, runValidator: true },
        },
      ]);
      const answers = seen.flatMap(({ updateResponse }) => (updateResponse ? [updateResponse] : []));
      const rejected = answers.find((answer) => answer.rejected)?.rejected;
      if (rejected) return { rejected: rejected.message ?? '' };
      const completed = answers.find((answer) => answer.completed)?.completed;
      return { result: completed ? decode(completed) : undefined };
    },
    async query(queryType: string): Promise<unknown> {
      const [answer] = await activate([{ queryWorkflow: { queryId: 'q', queryType, arguments: [] } }]);
      const payload = answer?.respondToQuery?.succeeded?.response;
      return payload ? decode(payload) : undefined;
    },
    /** Fires every running timer, the clock moved on by the longest. */
    fireTimers: () => {
      const due = [...timers];
      timers.clear();
      now += Math.max(0, ...due.map(([, after]) => after));
      return pump(due.map(([seq]) => ({ fireTimer: { seq } })));
    },
    /** Lets activities that the test has released come back. */
    settle: () => pump([]),
    dispose: () => workflow.dispose(),
  };
}

const CANCELLED = { message: 'cancelled', canceledFailureInfo: {} };

function activityFailure(type: string, error: unknown) {
  return {
    message: 'Activity task failed',
    activityFailureInfo: { activityType: { name: type }, activityId: '1' },
    cause: defaultFailureConverter.errorToFailure(error, defaultPayloadConverter),
  };
}

function decode(payload: Payload): unknown {
  return defaultPayloadConverter.fromPayload(payload as never);
}

function decodeAll(fields: Record<string, Payload>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, payload]) => [name, decode(payload)]));
}

function infoOf(workflowType: string, runId: string, now: number) {
  return {
    workflowId: 'job',
    runId,
    workflowType,
    searchAttributes: {},
    typedSearchAttributes: new TypedSearchAttributes(),
    historyLength: 3,
    historySize: 300,
    continueAsNewSuggested: false,
    targetWorkerDeploymentVersionChanged: false,
    taskQueue: 'jobs',
    namespace: 'default',
    firstExecutionRunId: runId,
    originalExecutionRunId: runId,
    attempt: 1,
    taskTimeoutMs: 10_000,
    startTime: new Date(now),
    runStartTime: new Date(now),
    unsafe: { now: () => now, isReplaying: false, isReplayingHistoryEvents: false },
  } as never;
}
