/** What links lead to, and what becomes of them. */
import { formatLink } from '../../course/links.js';
import type { Reference } from '../../course/model/common.js';

/** What links can lead to. All is known before the first HTML is read: from the manifest and the list of files. */
export interface LinkTargets {
  /** The object that a file of the package became, or is part of; `path` is that of a file the package contains. */
  byPath(path: string): Reference | undefined;
  /**
   * The object of one of Canvas's types, as its tokens write them: `assignments`, `quizzes`, `discussion_topics`,
   * `attachments`, `modules`, `module_items`, `folders` (by path) ...
   */
  byCanvas(type: string, identifier: string): Reference | undefined;
  /** The page whose address ends in this. */
  byPageSlug(slug: string): Reference | undefined;
}

/** `link` in the model's scheme; `missing` leads to nothing; `other` is none of the package's business. */
export type Resolution =
  | { readonly type: 'link'; readonly link: string }
  | { readonly type: 'missing' }
  | { readonly type: 'other' };

export const MISSING: Resolution = { type: 'missing' };
export const OTHER: Resolution = { type: 'other' };

export function linkTo(target: Reference, suffix: string): Resolution {
  return { type: 'link', link: formatLink(target, suffix) };
}
