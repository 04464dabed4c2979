/** From the bytes of a name to a path: decoding, slashes, and the shapes that are refused. */
import { isUtf8 } from 'node:buffer';
import { decodeCodePage437 } from './code-page-437.js';
import { unicodePath } from './extra-fields.js';
import { entryProblem, showName } from './problem.js';
import { FLAG } from './signatures.js';
import type { ArchiveLimits, ZipProblem } from './types.js';

export interface EntryName {
  /** With `/` between folders, without a leading `./` and without the slash that marks a folder. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly problem?: ZipProblem;
}

/**
 * Decodes a raw name: the UTF-8 flag, then a Unicode path field whose CRC fits, then bytes that happen to be
 * UTF-8 (macOS writes them without the flag), then code page 437. Bytes that break the flag's promise fall
 * through, so that two different names never become one.
 */
export function decodeName(raw: Buffer, flags: number, extra: Buffer): string {
  const valid = isUtf8(raw);
  if (flags & FLAG.utf8 && valid) return raw.toString('utf8');
  return unicodePath(extra, raw) ?? (valid ? raw.toString('utf8') : decodeCodePage437(raw));
}

/** The path a raw name stands for, with the problem that keeps it from being used, if there is one. */
export function readName(raw: Buffer, flags: number, extra: Buffer, limits: ArchiveLimits): EntryName {
  if (raw.length > limits.maxNameLength) return tooLong(raw, limits);
  const slashed = decodeName(raw, flags, extra).replaceAll('\\', '/');
  const isDirectory = slashed.endsWith('/');
  const problem = shapeProblem(slashed, limits);
  if (problem) return { path: slashed, isDirectory, problem };
  return { path: withoutIdleSegments(slashed), isDirectory };
}

function tooLong(raw: Buffer, limits: ArchiveLimits): EntryName {
  const path = showName(raw.toString('latin1'));
  const text = `the name is ${raw.length} bytes long; the limit is ${limits.maxNameLength}`;
  return { path, isDirectory: false, problem: entryProblem('name_too_long', path, text) };
}

type ShapeRule = readonly [
  code: ZipProblem['code'],
  applies: (name: string, limits: ArchiveLimits) => boolean,
  text: string,
];

const SHAPE_RULES: readonly ShapeRule[] = [
  ['name_with_nul', (name) => name.includes('\0'), 'the name contains a NUL character'],
  [
    'path_absolute',
    (name) => /^(\/|[A-Za-z]:\/)/.test(name),
    'the name is an absolute path; names must be relative to the archive',
  ],
  ['path_escapes', (name) => /(^|\/)\.\.(\/|$)/.test(name), 'the name leads out of its folder with ".."'],
  [
    'name_empty',
    (name) => !name.endsWith('/') && withoutIdleSegments(name) === '',
    'the archive holds an entry without a name',
  ],
  [
    'path_too_deep',
    (name, limits) => withoutIdleSegments(name).split('/').length - 1 > limits.maxDepth,
    'the name lies below more folders than the limit allows',
  ],
];

function shapeProblem(name: string, limits: ArchiveLimits): ZipProblem | undefined {
  const rule = SHAPE_RULES.find(([, applies]) => applies(name, limits));
  return rule && entryProblem(rule[0], name, rule[2]);
}

const IDLE_SEGMENT = /\/\/|(^|\/)\.(\/|$)|\/$/;

/** `./a//b/./c/` and `a/b/c` are one path. */
function withoutIdleSegments(name: string): string {
  if (!IDLE_SEGMENT.test(name)) return name;
  return name
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}
