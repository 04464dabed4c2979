/** Turns a directory record into an entry, or into an entry that is refused by name. */

import type { DirectoryRecord } from './directory-record.js';
import { readName } from './entry-name.js';
import { extendedTimestamp } from './extra-fields.js';
import { entryProblem } from './problem.js';
import { FLAG, METHOD } from './signatures.js';
import type { ArchiveLimits, CompressionMethod, ZipEntry, ZipProblem, ZipProblemCode } from './types.js';

/** An entry while the directory is still being read: its place is settled once all records are known. */
export type OpenZipEntry = { -readonly [Key in keyof ZipEntry]: ZipEntry[Key] };

const METHODS: Readonly<Record<number, CompressionMethod>> = {
  [METHOD.stored]: 'stored',
  [METHOD.deflated]: 'deflated',
};

/** APPNOTE 4.4.5. */
const METHOD_NAMES: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

const MADE_ON_UNIX = [3, 19];
const FILE_TYPE = { mask: 0o170000, none: 0, folder: 0o040000, file: 0o100000, link: 0o120000 } as const;

type Check = (
  record: DirectoryRecord,
  isDirectory: boolean,
  limits: ArchiveLimits,
) => [ZipProblemCode, string] | undefined;

/** In this order: the first that finds something names the problem. */
const CHECKS: readonly Check[] = [
  checkEncryption,
  checkMethod,
  checkFileType,
  checkFolderContent,
  checkStoredSize,
  checkEntrySize,
  checkRatio,
];

export function toEntry(record: DirectoryRecord, limits: ArchiveLimits): OpenZipEntry {
  const { path, isDirectory, problem } = readName(record.name, record.flags, record.extra, limits);
  return {
    path,
    isDirectory,
    method: METHODS[record.method] ?? 'unsupported',
    crc32: record.crc32,
    size: record.size,
    storedSize: record.storedSize,
    headerOffset: record.headerOffset,
    endOffset: record.headerOffset,
    modifiedAt: extendedTimestamp(record.extra) ?? dosTimestamp(record.dosDate, record.dosTime),
    rawName: rawNameUnlessPath(record.name, path),
    problem: problem ?? contentProblem(record, path, isDirectory, limits),
  };
}

function contentProblem(
  record: DirectoryRecord,
  path: string,
  isDirectory: boolean,
  limits: ArchiveLimits,
): ZipProblem | undefined {
  for (const check of CHECKS) {
    const found = check(record, isDirectory, limits);
    if (found) return entryProblem(found[0], path, found[1]);
  }
  return undefined;
}

function rawNameUnlessPath(raw: Buffer, path: string): string | undefined {
  return raw.equals(Buffer.from(path)) ? undefined : raw.toString('latin1');
}

function checkEncryption({ flags, method }: DirectoryRecord): ReturnType<Check> {
  const encrypted = flags & (FLAG.encrypted | FLAG.strongEncryption | FLAG.maskedHeaders);
  if (!encrypted && method !== METHOD.aes) return undefined;
  return ['encrypted', 'the entry is encrypted; make the archive again without a password'];
}

function checkMethod({ method }: DirectoryRecord): ReturnType<Check> {
  if (method in METHODS) return undefined;
  const name = METHOD_NAMES[method] ?? `method ${method}`;
  return ['unsupported_method', `the entry is compressed with ${name}; only Deflate and Store are read`];
}

function checkFileType({ system, externalAttributes }: DirectoryRecord): ReturnType<Check> {
  if (!MADE_ON_UNIX.includes(system)) return undefined;
  switch ((externalAttributes >>> 16) & FILE_TYPE.mask) {
    case FILE_TYPE.none:
    case FILE_TYPE.file:
    case FILE_TYPE.folder:
      return undefined;
    case FILE_TYPE.link:
      return ['symbolic_link', 'the entry is a symbolic link; links are not followed'];
    default:
      return ['special_file', 'the entry is a device, pipe or socket'];
  }
}

function checkFolderContent({ size }: DirectoryRecord, isDirectory: boolean): ReturnType<Check> {
  if (!isDirectory || size === 0) return undefined;
  return ['directory_with_content', `the entry is named as a folder, but holds ${size} bytes`];
}

function checkStoredSize({ method, size, storedSize }: DirectoryRecord): ReturnType<Check> {
  if (method !== METHOD.stored || size === storedSize) return undefined;
  return ['size_mismatch', `the entry is not compressed, yet ${size} bytes are said to lie in ${storedSize}`];
}

function checkEntrySize({ size }: DirectoryRecord, _: boolean, limits: ArchiveLimits): ReturnType<Check> {
  if (size <= limits.maxEntrySize) return undefined;
  return ['entry_size_limit', `the entry holds ${size} bytes; the limit is ${limits.maxEntrySize}`];
}

function checkRatio(
  { size, storedSize }: DirectoryRecord,
  _: boolean,
  limits: ArchiveLimits,
): ReturnType<Check> {
  if (size <= limits.ratioFloor || size <= storedSize * limits.maxRatio) return undefined;
  return [
    'ratio_limit',
    `${storedSize} bytes would become ${size}, more than ${limits.maxRatio} times as much`,
  ];
}

/** Milliseconds since 1970 of a DOS date and time; `undefined` when it names no day. */
function dosTimestamp(date: number, time: number): number | undefined {
  const month = (date >> 5) & 15;
  const day = date & 31;
  if (month < 1 || month > 12 || day < 1) return undefined;
  return Date.UTC(1980 + (date >> 9), month - 1, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}
