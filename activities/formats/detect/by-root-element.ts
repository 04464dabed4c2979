/** Packages without a manifest: QTI files lie loose in some archives and are told by their root elements. */

import type { PackageSource } from '../types.js';
import { readHead } from './read-head.js';
import type { DetectedPackage } from './types.js';

const HEAD = 8192;
/** Files looked into, those nearest to the root first. */
const MOST_FILES = 50;

/** `undefined` when no file is of QTI. The whole archive is the package. */
export async function detectByRootElement(
  source: PackageSource,
  signal?: AbortSignal,
): Promise<DetectedPackage | undefined> {
  const depth = (path: string) => path.split('/').length;
  const paths = [...source.entries.keys()].filter((path) => /\.(xml|qti)$/i.test(path));
  const nearest = paths.sort((a, b) => depth(a) - depth(b)).slice(0, MOST_FILES);
  for (const path of nearest) {
    const version = versionOf(await readHead(source, path, HEAD, signal));
    if (version !== undefined) return { format: 'qti', version, root: '' };
  }
  return undefined;
}

const ROOT =
  /<(?:[\w.-]+:)?(questestinterop|assessmentItem|assessmentTest|qti-assessment-(?:item|test))[\s>]/;

function versionOf(head: string): string | undefined {
  const [, root] = ROOT.exec(head) ?? [];
  if (root === undefined) return undefined;
  if (root === 'questestinterop') return '1.2';
  if (root.startsWith('qti-')) return '3.0';
  const [, minor] = /imsqti(?:asi)?_v2p(\d)/i.exec(head) ?? [];
  return `2.${minor ?? 1}`;
}
