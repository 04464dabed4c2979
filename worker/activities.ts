/** The activities of a worker, made with what its configuration says. */
import { createActivities } from '../activities/index.js';
import type { ObjectStore } from '../activities/storage/index.js';
import type { Config } from './config.js';

export function activitiesFor(config: Config, store: ObjectStore): object {
  const { limits, temporaryFolder } = config;
  return createActivities({ store, limits, ...(temporaryFolder !== undefined && { temporaryFolder }) });
}
