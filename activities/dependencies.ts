/** What the activities need from the process that runs them. */
import type { ArchiveLimits } from './archive/types.js';
import type { CourseStore } from './course/store.js';
import type { ObjectStore } from './storage/port.js';

export interface ActivityDependencies {
  readonly store: ObjectStore;
  /** Where courses live; by default bundles in `store`. */
  readonly courses?: CourseStore;
  /** Limits on packages from strangers; defaults are in archive/limits.ts. */
  readonly limits?: Partial<ArchiveLimits>;
  /** A folder for temporary files; by default the system's. Each attempt has a folder of its own in it. */
  readonly temporaryFolder?: string;
}

/** The same with every default filled in. */
export type ActivityEnvironment = Required<Omit<ActivityDependencies, 'limits'>> & {
  readonly limits: ArchiveLimits;
};
