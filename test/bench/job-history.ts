/** What a workflow's history says of the time it took: how much of it activities worked. */
import type { WorkflowHandle } from '@temporalio/client';
import type { BareStep } from './bare-workflow.js';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

export interface HistoryFigures {
  /** The activities in the order they were asked for. */
  readonly steps: readonly BareStep[];
  readonly workflowTasks: number;
  /** Seconds between the start and the completion of activities, by the server's clock. */
  readonly secondsInActivities: number;
}

/** Reads the history of a workflow whose activities all succeeded, one after the other and at the first attempt. */
export function readHistory({ events }: History, taskQueue: string): HistoryFigures {
  const byId = new Map((events ?? []).map((event) => [Number(event.eventId), event]));
  const completed = [...byId.values()].filter((event) => event.activityTaskCompletedEventAttributes);
  const steps: BareStep[] = [];
  let secondsInActivities = 0;
  for (const event of completed) {
    const { scheduledEventId, startedEventId, result } = event.activityTaskCompletedEventAttributes ?? {};
    const scheduled = byId.get(Number(scheduledEventId))?.activityTaskScheduledEventAttributes;
    const bytes = (result?.payloads ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
    steps.push({ isConversion: scheduled?.taskQueue?.name !== taskQueue, resultBytes: bytes });
    secondsInActivities += secondsOf(event) - secondsOf(byId.get(Number(startedEventId)));
  }
  const workflowTasks = [...byId.values()].filter((event) => event.workflowTaskCompletedEventAttributes);
  return { steps, workflowTasks: workflowTasks.length, secondsInActivities };
}

function secondsOf(event: HistoryEvent | undefined): number {
  const { seconds = 0, nanos = 0 } = event?.eventTime ?? {};
  return Number(seconds) + (nanos ?? 0) / 1e9;
}
