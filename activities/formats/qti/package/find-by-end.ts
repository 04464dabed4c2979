/** Finds the files that addresses in questions mean: programs write them from folders that the package lacks. */
import type { PackageEntry, PackageSource } from '../../types.js';

/** A token of the program that wrote the question, in place of a folder: `$REPLACEMENT_TOKEN$image.png`. */
const TOKEN = /(?:\$|%24)[\w-]+(?:\$|%24)\/?/;

/**
 * Looks as the package does, then without a token, then for the one file whose path ends as the address does:
 * `org0/images/image.png` is `exam1/my_files/org0/images/image.png` where no other file has such an end.
 */
export function findByEnd(source: PackageSource): Pick<PackageSource, 'find'> {
  let ends: ReadonlyMap<string, readonly PackageEntry[]> | undefined;
  const byEnd = (path: string): PackageEntry | undefined => {
    ends ??= byName(source);
    const fits = (ends.get(nameOf(path)) ?? []).filter((entry) =>
      fold(`/${entry.path}`).endsWith(fold(`/${path}`)),
    );
    return fits.length === 1 ? fits[0] : undefined;
  };
  return {
    find: (path) => {
      const plain = path.replace(TOKEN, '');
      return source.find(path) ?? source.find(plain) ?? byEnd(plain);
    },
  };
}

function byName({ entries }: PackageSource): ReadonlyMap<string, readonly PackageEntry[]> {
  const named = new Map<string, PackageEntry[]>();
  for (const entry of entries.values()) {
    const alike = named.get(nameOf(entry.path));
    if (alike === undefined) named.set(nameOf(entry.path), [entry]);
    else alike.push(entry);
  }
  return named;
}

function nameOf(path: string): string {
  return fold(path.slice(path.lastIndexOf('/') + 1));
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
