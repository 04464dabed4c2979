/** A workflow that is nothing but its activities: as many as a job had, on the same queues, with the same options. */
import { convertActivities, metaActivities } from '../../workflows/activities.js';

export interface BareStep {
  /** Whether it goes to the queue for conversions. */
  readonly isConversion: boolean;
  /** Bytes of what the activity returns. */
  readonly resultBytes: number;
}

/** The only activity of a bare worker. */
export interface BareActivities {
  nothing(resultBytes: number): Promise<string>;
}

export async function bare(steps: readonly BareStep[]): Promise<void> {
  for (const { isConversion, resultBytes } of steps) {
    const withOptions: unknown = isConversion ? convertActivities('Nothing') : metaActivities();
    await (withOptions as BareActivities).nothing(resultBytes);
  }
}
