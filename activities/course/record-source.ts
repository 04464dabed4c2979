/** Where the records of an import come from. */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { CourseIndex } from './course-index.js';

/** Records of a course or bundle, with its index. */
export interface RecordSource {
  readonly index: CourseIndex;
  records<Name extends CollectionName>(
    collection: Name,
    signal?: AbortSignal,
  ): AsyncIterable<CollectionRecord<Name>>;
}
