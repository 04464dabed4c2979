/** What can be selected of a converted package, in the documented tree. */

import type { CourseIndex } from '../activities/course/course-index.js';
import { selectionNodes, selectionTree } from '../activities/course/selection-tree.js';
import { openBundle } from '../activities/course/stored-bundle.js';
import { lifecycleOf } from '../workflows/lifecycle.js';
import { ConflictError, InvalidRequestError } from './errors.js';
import { removedFailure } from './files.js';
import type { Job } from './jobs.js';
import { apiAddress, type ClientSettings } from './settings.js';
import type { SelectiveNode } from './types.js';

/** Indexes of bundles that were asked for lately: a tree is opened type by type. Bundles never change. */
const CACHED = 4;
const caches = new WeakMap<ClientSettings, Map<string, Promise<CourseIndex>>>();

/**
 * The top level, or the nodes of one type. Throws `ConflictError` before the package was converted, `NotFoundError` when
 * what it was converted to has been removed, and `InvalidRequestError` for a type that does not exist.
 */
export async function selectiveData(
  settings: ClientSettings,
  { request, status, results }: Job,
  type: string | undefined,
): Promise<readonly SelectiveNode[]> {
  if (results.converted === undefined) {
    throw new ConflictError(
      `The package has not been converted yet; the migration's state is ${lifecycleOf(status.state).wire}.`,
    );
  }
  const index = await bundleIndex(settings, results.converted.bundle.key);
  const { context, id } = request.job;
  const base = apiAddress(settings, context, `content_migrations/${id}/selective_data`);
  const options = {
    source: 'package',
    urlOf: (of: string) => `${base}?type=${encodeURIComponent(of)}`,
  } as const;
  if (type === undefined) return selectionTree(index, options);
  const nodes = selectionNodes(index, type, options);
  if (nodes === undefined) throw new InvalidRequestError('unsupported migration type');
  return nodes;
}

/** Those that were asked for least lately make room. One that could not be read is not kept. */
function bundleIndex(settings: ClientSettings, key: string): Promise<CourseIndex> {
  const cache = caches.get(settings) ?? new Map<string, Promise<CourseIndex>>();
  caches.set(settings, cache);
  const index = cache.get(key) ?? readIndex(settings, key);
  cache.delete(key);
  cache.set(key, index);
  index.catch(() => cache.get(key) === index && cache.delete(key));
  const [oldest] = cache.keys();
  if (cache.size > CACHED && oldest !== undefined) cache.delete(oldest);
  return index;
}

async function readIndex({ store }: ClientSettings, key: string): Promise<CourseIndex> {
  try {
    const bundle = await openBundle(store, { key });
    return await bundle.index();
  } catch (error) {
    throw removedFailure(error);
  }
}
