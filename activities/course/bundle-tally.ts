/** Counts what a bundle holds: objects by kind, and the packs its files lie in. */
import type { BundleInfo } from './bundle-format.js';
import type { IndexLine } from './course-index.js';
import { OBJECT_KINDS, type ObjectKind } from './model/common.js';

export interface BundleTally {
  readonly size: number;
  count(lines: readonly IndexLine[]): void;
  result(): Pick<BundleInfo, 'counts' | 'packs'>;
}

export function createBundleTally(): BundleTally {
  const counts = new Map<ObjectKind, number>();
  const packs = new Set<string>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    count(lines) {
      size += lines.length;
      for (const { kind, file } of lines) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (file !== undefined) packs.add(file.location.pack);
      }
    },
    result: () => ({
      counts: Object.fromEntries(OBJECT_KINDS.flatMap((kind) => entryOf(kind, counts.get(kind)))),
      packs: [...packs].sort(),
    }),
  };
}

function entryOf(kind: ObjectKind, count: number | undefined): [ObjectKind, number][] {
  return count === undefined ? [] : [[kind, count]];
}
