/** An activity at work, without a worker: the test speaks to Temporal as a worker would, and says what it heartbeats. */
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { temporal as proto } from '@temporalio/proto';

/** Takes the next workflow task of a queue, schedules an activity, takes that too, and answers with its heartbeat. */
export function startActivity(client: Client, queue: string): Promise<(details: unknown) => Promise<void>> {
  // Temporal lets nobody wait for a task for ever.
  return client.withDeadline(Date.now() + 120_000, () => takeActivity(client, queue));
}

async function takeActivity({ workflowService, options: { namespace } }: Client, queue: string) {
  const taskQueue = { name: queue };
  const identity = 'test';
  const task = await workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity });
  await workflowService.respondWorkflowTaskCompleted({
    namespace,
    identity,
    taskToken: task.taskToken,
    commands: [
      {
        commandType: proto.api.enums.v1.CommandType.COMMAND_TYPE_SCHEDULE_ACTIVITY_TASK,
        scheduleActivityTaskCommandAttributes: {
          activityId: '1',
          activityType: { name: 'convertPackage' },
          taskQueue,
          startToCloseTimeout: { seconds: 600 as never },
        },
      },
    ],
  });
  const { taskToken } = await workflowService.pollActivityTaskQueue({ namespace, taskQueue, identity });
  return async (details: unknown) => {
    const payloads = [defaultPayloadConverter.toPayload(details)];
    await workflowService.recordActivityTaskHeartbeat({
      namespace,
      identity,
      taskToken,
      details: { payloads },
    });
  };
}
