/** The public face of the archive code: ZIP archives read and written without servers, disks or trust. */
export { fitsEntry } from './copied-header.js';
export { DEFAULT_LIMITS } from './limits.js';
export { methodByType } from './media.js';
export { type OpenZipOptions, openZip } from './open-zip.js';
export { problemOf, ZipProblemError } from './problem.js';
export {
  type ReadableEntry,
  type ReadEntriesOptions,
  type ReadEntry,
  type RefusedEntry,
  readEntries,
} from './read-entries.js';
export {
  locateEntry,
  openEntry,
  type ReadOptions,
  readStored,
  type StoredContentOptions,
} from './read-entry.js';
export type { MethodChoice } from './small-entries.js';
export { memorySource, readBytes } from './source.js';
export type * from './types.js';
export type { FollowingEntry, RawEntry } from './write-raw.js';
export {
  type AddOptions,
  type AddStreamOptions,
  createZipWriter,
  type WrittenArchive,
  type ZipWriter,
  type ZipWriterOptions,
} from './zip-writer.js';
