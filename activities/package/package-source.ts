/** A verified package as readers see it: below the folder that holds its manifest, with forgiving look-ups. */
import { PackageError } from '../errors.js';
import type { PackageEntry, PackageSource } from '../formats/types.js';

export interface PackageContents {
  readonly name: string;
  /** Sound files by their path in the archive, in its order. */
  readonly entries: readonly PackageEntry[];
  /** Files that could not be taken, by their path in the archive, with the reason. */
  readonly refused?: ReadonlyMap<string, string>;
  /** The folder that holds the manifest, ending in a slash, or empty. */
  readonly root: string;
  /** Streams a file: its path in the archive, and where it lies. */
  open(path: string, entry: PackageEntry, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

export function createPackageSource({
  name,
  entries,
  refused = new Map(),
  root,
  open,
}: PackageContents): PackageSource {
  const inside = entries.filter(({ path }) => path.startsWith(root));
  const refusedInside = [...refused].filter(([path]) => path.startsWith(root));
  const byPath = new Map(inside.map((entry) => [entry.path.slice(root.length), below(root, entry)]));
  let folded: Map<string, PackageEntry> | undefined;
  const byFoldedPath = (path: string) => {
    folded ??= foldPaths(byPath);
    return folded.get(fold(path));
  };

  const streamOf = (path: string, signal?: AbortSignal) => {
    const entry = byPath.get(path);
    if (entry === undefined) throw missing(path);
    return open(root + path, entry, signal);
  };
  return {
    name,
    entries: byPath,
    refused: new Map(refusedInside.map(([path, reason]) => [path.slice(root.length), reason])),
    find: (path) => {
      const exact = byPath.get(path);
      if (exact !== undefined) return exact;
      for (const spelling of spellings(path)) {
        const entry = byPath.get(spelling);
        if (entry !== undefined) return entry;
      }
      for (const spelling of spellings(path)) {
        const entry = byFoldedPath(spelling);
        if (entry !== undefined) return entry;
      }
      return undefined;
    },
    open: streamOf,
    read: async (path, maxBytes, signal) => {
      const entry = byPath.get(path);
      if (entry === undefined) throw missing(path);
      if (entry.size > maxBytes) {
        throw new PackageError(
          `${path}: the file has ${entry.size} bytes; at most ${maxBytes} are read of its kind.`,
          { path },
        );
      }
      const parts: Uint8Array[] = [];
      for await (const part of streamOf(path, signal)) parts.push(part);
      return Buffer.concat(parts);
    },
  };
}

function below(root: string, entry: PackageEntry): PackageEntry {
  return root === '' ? entry : { ...entry, path: entry.path.slice(root.length) };
}

function missing(path: string): PackageError {
  return new PackageError(`${path}: the package does not contain this file.`, { path });
}

/** As written, percent-decoded, and with slashes for backslashes: real packages have all of them. */
function spellings(path: string): string[] {
  const plain = path.replace(/^(\.\/)+/, '');
  const decoded = percentDecoded(plain);
  return [...new Set([path, plain, decoded, plain.replaceAll('\\', '/'), decoded.replaceAll('\\', '/')])];
}

function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function foldPaths(entries: ReadonlyMap<string, PackageEntry>): Map<string, PackageEntry> {
  const folded = new Map<string, PackageEntry>();
  for (const [path, entry] of entries) if (!folded.has(fold(path))) folded.set(fold(path), entry);
  return folded;
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
