/** Pages of lists: how many items they hold and where they begin. */
import { InvalidRequestError } from './errors.js';
import type { PageRequest } from './types.js';

const USUAL = 10;
const LARGEST = 100;

/** 1 to 100; what is no number is as if it were not given. */
export function pageSize({ perPage = USUAL }: PageRequest): number {
  return Math.min(LARGEST, Math.max(1, Math.floor(perPage) || USUAL));
}

/** Where to begin: what an earlier page gave as `next`. Throws `InvalidRequestError` for anything else. */
export function pageStart({ after }: PageRequest, shape: RegExp): string | undefined {
  if (after === undefined || shape.test(after)) return after;
  throw new InvalidRequestError('invalid page: hand back the `next` of the page before as it is');
}
