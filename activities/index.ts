/** The activities by name, bound to what they need. An LMS can mount them in a worker of its own. */
import { tmpdir } from 'node:os';
import { Context } from '@temporalio/activity';
import type { JobActivities } from '../workflows/activities.js';
import { DEFAULT_LIMITS } from './archive/index.js';
import { createBundleCourseStore } from './course/bundle-store.js';
import type { ActivityDependencies, ActivityEnvironment } from './dependencies.js';
import { convertPackage } from './jobs/convert-package.js';
import { exportCourse, planExport } from './jobs/export-course.js';
import { importBundle } from './jobs/import-bundle.js';
import { createMetaActivities } from './jobs/meta.js';
import { asFailure, type Running, running } from './jobs/running.js';

export type { ActivityDependencies } from './dependencies.js';
export { PackageError, UnsupportedError } from './errors.js';
export {
  type CartridgeProblem,
  type ReportProblem,
  validateCartridge,
} from './formats/common-cartridge/validate/validate.js';
export { validateFile } from './package/validate-file.js';

export function createActivities(dependencies: ActivityDependencies): JobActivities {
  const environment = environmentOf(dependencies);
  const heavy =
    <Input, Result>(
      work: (environment: ActivityEnvironment, input: Input, running: Running) => Promise<Result>,
    ) =>
    (input: Input) =>
      running(environment.temporaryFolder, (run) => work(environment, input, run));
  return {
    ...light(createMetaActivities(environment)),
    ...light({
      planExport: (input: Parameters<JobActivities['planExport']>[0]) =>
        planExport(environment, input, Context.current().cancellationSignal),
    }),
    convertPackage: heavy(convertPackage),
    importBundle: heavy(importBundle),
    exportCourse: heavy(exportCourse),
  };
}

function environmentOf({
  store,
  courses,
  limits,
  temporaryFolder,
}: ActivityDependencies): ActivityEnvironment {
  return {
    store,
    courses: courses ?? createBundleCourseStore(store),
    limits: { ...DEFAULT_LIMITS, ...limits },
    temporaryFolder: temporaryFolder ?? tmpdir(),
  };
}

/** Light activities have no heartbeat; their failures are told apart all the same. */
function light<Activities extends object>(activities: Activities): Activities {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...args: never[]) => {
      try {
        return await activity(...args);
      } catch (error) {
        Context.current().cancellationSignal.throwIfAborted();
        throw asFailure(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Activities;
}
