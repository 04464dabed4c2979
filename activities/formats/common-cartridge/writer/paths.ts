/** Paths of a cartridge: unique on every file system, safe to unpack, and how they are written in addresses. */
import { createHash } from 'node:crypto';

/** Windows and most readers stop well before this; archives are read up to 1024 bytes. */
const LONGEST_PATH = 900;
const DEEPEST = 60;

/** Control characters, half characters and what Windows takes for a folder. */
const UNSAFE = /[\p{Cc}\p{Cs}\\]/gu;

/**
 * A path that stays inside the folder it is unpacked to: no empty, `.` or `..` segments, no drive, no backslashes or
 * control characters, not longer than 900 bytes and not deeper than 60 folders. A safe path comes back unchanged.
 */
export function safePath(path: string): string {
  const segments = path
    .replace(UNSAFE, '_')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .map((segment) => (segment === '..' ? '__' : segment));
  const first = segments[0];
  if (first !== undefined && /^[A-Za-z]:$/.test(first)) segments[0] = `${first.slice(0, 1)}_`;
  const kept = segments.slice(0, DEEPEST);
  if (segments.length > DEEPEST) kept.push(segments.slice(DEEPEST).join('_'));
  return shorten(kept.join('/')) || '_';
}

function shorten(path: string): string {
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(path)?.[0] ?? '';
  const head = Buffer.from(path)
    .subarray(0, LONGEST_PATH - 40)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  return `${head}~${hash}${extension}`;
}

/** Hands out paths, no two of which are the same on any file system, none of which is a folder of another. */
export interface PathAllocator {
  /** The path to write to: the wanted one, or with `-2`, `-3` ... before the extension where that is taken. */
  claim(wanted: string): string;
  /** Says that files will lie below a folder, before any of them is claimed. */
  expectFolder(folder: string): void;
}

export function createPathAllocator(): PathAllocator {
  const files = new Set<string>();
  const folders = new Set<string>();
  const isFree = (path: string): boolean => !files.has(fold(path)) && !folders.has(fold(path));
  const expectFolder = (folder: string): void => {
    for (const parent of [...parentsOf(folder), folder]) folders.add(fold(parent));
  };
  return {
    expectFolder,
    claim(wanted) {
      const path = firstFree(
        clearParents(wanted, (parent) => files.has(fold(parent))),
        isFree,
      );
      files.add(fold(path));
      for (const parent of parentsOf(path)) folders.add(fold(parent));
      return path;
    },
  };
}

/** A folder that would have the name of a file gets another. */
function clearParents(wanted: string, isFile: (path: string) => boolean): string {
  const segments = wanted.split('/');
  const clear: string[] = [];
  for (const segment of segments.slice(0, -1)) {
    let name = segment;
    for (let number = 2; isFile([...clear, name].join('/')); number++) name = `${segment}-${number}`;
    clear.push(name);
  }
  return [...clear, ...segments.slice(-1)].join('/');
}

function firstFree(wanted: string, isFree: (path: string) => boolean): string {
  const name = wanted.lastIndexOf('/') + 1;
  const dot = wanted.indexOf('.', name + 1);
  const end = dot === -1 ? wanted.length : wanted.lastIndexOf('.');
  let path = wanted;
  for (let number = 2; !isFree(path); number++)
    path = `${wanted.slice(0, end)}-${number}${wanted.slice(end)}`;
  return path;
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    parents.push(path.slice(0, slash));
  return parents;
}

/** macOS and Windows take names for the same that differ in case or in how accents are composed. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** A path as a URI reference (RFC 3986): each segment percent-encoded as UTF-8. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

/** What `encodeURIComponent` leaves is safe; of what it encodes, these may stand in a segment. */
const ALLOWED: Readonly<Record<string, string>> = {
  '%24': '$',
  '%26': '&',
  '%2B': '+',
  '%2C': ',',
  '%3B': ';',
  '%3D': '=',
  '%40': '@',
};

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(UNSAFE, '_')).replace(
    /%(?:24|26|2B|2C|3B|3D|40)/g,
    (escaped) => ALLOWED[escaped] ?? escaped,
  );
}

/** What an href would not say, or say otherwise, or warn of; also the spaces that a schema takes out. */
const NOT_IN_HREF = /[%?#[\]\\^`{}|<>"\ufffe\uffff]|^ | $|(?<= ) /g;

/**
 * A path as an href of the manifest. Its type, xs:anyURI, lets spaces and letters of any script stand as they are, and
 * so they do: Moodle (entities11.class.php), Canvas (webcontent_converter.rb) and Open edX's cc2olx look for a file by
 * the href as it stands, and who decodes it finds the same file.
 */
export function encodeHref(path: string): string {
  return path.replace(UNSAFE, '_').replace(NOT_IN_HREF, encodeURIComponent);
}

/** A file name from a title: letters, digits and dashes, in any script; `untitled` when nothing is left. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/[-\p{Cs}]+$/u, '');
  return slug === '' ? 'untitled' : slug;
}
