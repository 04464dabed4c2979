/** A folder of an archive, seen as a package: enough of one to read its manifest. */
import type { PackageSource } from '../types.js';

export function folderView(source: PackageSource, root: string): PackageSource {
  if (root === '') return source;
  const entries = new Map(
    [...source.entries.values()]
      .filter(({ path }) => path.startsWith(root))
      .map((entry) => [entry.path.slice(root.length), { ...entry, path: entry.path.slice(root.length) }]),
  );
  return {
    name: source.name,
    entries,
    find: (path) => {
      const found = source.find(root + path)?.path ?? '';
      return found.startsWith(root) ? entries.get(found.slice(root.length)) : undefined;
    },
    open: (path, signal) => source.open(root + path, signal),
    read: (path, maxBytes, signal) => source.read(root + path, maxBytes, signal),
  };
}
