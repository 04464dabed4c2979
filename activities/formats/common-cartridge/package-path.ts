/** Paths inside a package, and the addresses that lead to them. */
import type { PackageEntry, PackageSource } from '../types.js';

/**
 * The path an address leads to from a folder: `.` and `..` resolved, `\` as `/`. Steps above the root stay at the
 * root, as in a browser; real cartridges rely on it.
 */
export function resolvePath(folder: string, address: string): string {
  const slashed = address.replaceAll('\\', '/');
  const start = slashed.startsWith('/') || folder === '' ? [] : folder.split('/');
  const steps = slashed.split('/').filter((step) => step !== '' && step !== '.');
  return [...start, ...steps]
    .reduce<string[]>((path, step) => {
      if (step === '..') path.pop();
      else path.push(step);
      return path;
    }, [])
    .join('/');
}

/** Whether an address names its own host or scheme. A single letter before the colon is a drive, not a scheme. */
export function isExternal(address: string): boolean {
  return /^([a-z][a-z\d+.-]+:|\/\/)/i.test(address.trim());
}

/** The base that one xml:base inside another makes: a folder of the package, or an address outside of it. */
export function joinBase(outer: string, inner: string): string {
  const given = inner.trim();
  if (isExternal(given)) return given;
  return isExternal(outer) ? joinAddress(outer, given) : resolvePath(outer, given);
}

/** An address from a base that lies outside the package. */
export function joinAddress(base: string, address: string): string {
  try {
    return new URL(address, base).href;
  } catch {
    return address;
  }
}

export interface SplitAddress {
  readonly path: string;
  /** Query and fragment with their `?` and `#`. */
  readonly suffix: string;
}

export function splitAddress(address: string): SplitAddress {
  const at = address.search(/[?#]/);
  return at === -1
    ? { path: address, suffix: '' }
    : { path: address.slice(0, at), suffix: address.slice(at) };
}

/** Percent-decoded; as it is when it is not percent-encoded text. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A file's name without its folders and extension. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

export interface FoundFile {
  readonly entry: PackageEntry;
  /** What of the address is not the path. */
  readonly suffix: string;
}

/**
 * The file an address names, looked for from each folder in turn: with its query cut off, then as part of the name,
 * then with `+` for a space.
 */
export function findFile(
  source: Pick<PackageSource, 'find'>,
  folders: readonly string[],
  address: string,
): FoundFile | undefined {
  const { path, suffix } = splitAddress(address);
  const spellings: (readonly [path: string, suffix: string])[] = [[path, suffix]];
  if (suffix !== '') spellings.push([address, '']);
  if (path.includes('+')) spellings.push([path.replaceAll('+', ' '), suffix]);
  for (const [spelling, rest] of spellings) {
    if (spelling === '') continue;
    for (const folder of folders) {
      const entry = source.find(resolvePath(folder, spelling));
      if (entry !== undefined) return { entry, suffix: rest };
    }
  }
  return undefined;
}
