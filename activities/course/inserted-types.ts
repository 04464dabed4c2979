/** The types of content that can be put into a module, by the names of the Canvas API. */
import type { ObjectKind } from './model/common.js';

/** What `insert_into_module_type` may name, in the order objects are inserted without it. */
export const INSERTED_TYPES = {
  page: 'page',
  assignment: 'assignment',
  quiz: 'quiz',
  discussion_topic: 'discussionTopic',
  file: 'file',
} as const satisfies Record<string, ObjectKind>;
export type InsertedType = keyof typeof INSERTED_TYPES;
