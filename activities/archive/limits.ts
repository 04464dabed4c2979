/** How much of an archive is read before it is refused, and why these figures. */
import type { ArchiveLimits } from './types.js';

const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/**
 * - Entries: the largest course packages hold some tens of thousands of files; the list of 200,000 takes
 *   about 50 MB of memory.
 * - Sizes: a course with recorded lectures reaches tens of gigabytes; a single recording stays below 20.
 * - Ratio: deflate cannot do better than 1,032 to 1, and comes near it only for runs of one byte. What is
 *   above 1,000 is a bomb or a blank; what is below is bounded by the sizes. Small blanks are common (an
 *   empty bitmap, a padded database page), hence the floor.
 * - Names: 1,024 bytes is what object stores allow for a key and the longest path common systems allow.
 * - Depth: authoring tools nest a dozen folders; 64 keeps folder trees cheap to walk.
 */
export const DEFAULT_LIMITS: ArchiveLimits = {
  maxEntries: 200_000,
  maxTotalSize: 100 * GIBIBYTE,
  maxEntrySize: 20 * GIBIBYTE,
  maxRatio: 1_000,
  ratioFloor: 10 * MEBIBYTE,
  maxNameLength: 1_024,
  maxDepth: 64,
};
