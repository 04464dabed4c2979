/** A folder of an archive, seen as a package: enough of one to read its manifest. */
import type { PackageSource } from '../types.js';

export function folderView(source: PackageSource, root: string): PackageSource {
  if (root === '') return source;
  const entries = inside(source.entries, root, (entry, path) => ({ ...entry, path }));
  return {
    name: source.name,
    entries,
    refused: inside(source.refused, root, (reason) => reason),
    find: (path) => {
      const found = source.find(root + path)?.path ?? '';
      return found.startsWith(root) ? entries.get(found.slice(root.length)) : undefined;
    },
    open: (path, signal) => source.open(root + path, signal),
    read: (path, maxBytes, signal) => source.read(root + path, maxBytes, signal),
  };
}

function inside<Value>(
  files: ReadonlyMap<string, Value>,
  root: string,
  moved: (value: Value, path: string) => Value,
): Map<string, Value> {
  const below = [...files].filter(([path]) => path.startsWith(root));
  return new Map(
    below.map(([path, value]) => [path.slice(root.length), moved(value, path.slice(root.length))]),
  );
}
