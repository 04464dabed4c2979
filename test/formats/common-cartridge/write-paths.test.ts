/** Paths in a cartridge: safe, unique, and as close to the course's as can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPathAllocator,
  encodeHref,
  encodePath,
  safePath,
  slugOf,
} from '../../../activities/formats/common-cartridge/writer/paths.js';

const segment = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('..', '.', '', 'a', 'A', 'C:', 'a.txt', 'e\u0301', 'é', 'درس', '\ud800'),
);
const anyPath = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => segments.join('/'));

describe('paths of a cartridge', () => {
  it('keeps a safe path as it is', () => {
    for (const path of ['a.txt', 'Ünit 1/x y.pdf', 'درس/%41?.txt', '!@#$%^&*().txt', ' lead/trail .'])
      expect(safePath(path)).toBe(path);
  });

  it('never leads out of the folder it is unpacked to', () => {
    expect(safePath('../../etc/passwd')).toBe('__/__/etc/passwd');
    expect(safePath('/C:/x\\y\u0000z')).toBe('C_/x_y_z');
    fc.assert(
      fc.property(anyPath, (path) => {
        const segments = safePath(path).split('/');
        expect(segments.some((part) => part === '' || part === '.' || part === '..')).toBe(false);
        expect(/[\\\p{Cc}]/u.test(safePath(path))).toBe(false);
      }),
    );
  });

  it('shortens what no system unpacks, and keeps the extension', () => {
    const deep = `${'folder/'.repeat(200)}end.pdf`;
    expect(safePath(deep).split('/').length).toBeLessThanOrEqual(61);
    expect(Buffer.byteLength(safePath(`${'ü'.repeat(2000)}.pdf`))).toBeLessThan(1000);
    expect(safePath(`${'ü'.repeat(2000)}.pdf`)).toMatch(/~[0-9a-f]{16}\.pdf$/);
  });

  it('gives no two files one path on any file system, nor a file the path of a folder', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { maxLength: 12 }), (wanted) => {
        const paths = createPathAllocator();
        const given = wanted.map((path) => paths.claim(safePath(path)));
        const folded = given.map((path) => path.normalize('NFC').toLowerCase());
        expect(new Set(folded).size).toBe(folded.length);
        for (const path of folded) expect(folded.some((other) => other.startsWith(`${path}/`))).toBe(false);
      }),
    );
  });

  it('numbers the second of a name before its extension', () => {
    const paths = createPathAllocator();
    const wanted = ['a/x.tar.gz', 'a/X.tar.gz', 'a/x.tar.gz', '.env', '.env', 'a'];
    expect(wanted.map((path) => paths.claim(path))).toEqual([
      'a/x.tar.gz',
      'a/X.tar-2.gz',
      'a/x.tar-3.gz',
      '.env',
      '.env-2',
      'a-2',
    ]);
  });

  it('makes room for a folder that is known to come', () => {
    const paths = createPathAllocator();
    paths.expectFolder('web/notes');
    expect(paths.claim('web/notes')).toBe('web/notes-2');
    expect(paths.claim('web/notes/a.txt')).toBe('web/notes/a.txt');
  });

  it('leaves names in hrefs as they are, which Moodle looks for, but for what would be read otherwise', () => {
    expect(encodeHref('Ünit 1/درس (2) & é+.pdf')).toBe('Ünit 1/درس (2) & é+.pdf');
    expect(encodeHref('a/50%20 [x]#?{}|^`<>".pdf')).toBe(
      'a/50%2520 %5Bx%5D%23%3F%7B%7D%7C%5E%60%3C%3E%22.pdf',
    );
    expect(encodeHref(' a   b.txt ')).toBe('%20a %20%20b.txt%20');
    fc.assert(
      fc.property(anyPath, (path) => {
        const safe = safePath(path);
        expect(decodeURIComponent(encodeHref(safe))).toBe(safe);
      }),
    );
  });

  it('writes a link as a URI reference', () => {
    expect(encodePath('Ünit 1/50% & [x]#?.pdf')).toBe('%C3%9Cnit%201/50%25%20&%20%5Bx%5D%23%3F.pdf');
    fc.assert(
      fc.property(anyPath, (path) => {
        const safe = safePath(path);
        expect(decodeURIComponent(encodePath(safe))).toBe(safe);
      }),
    );
  });

  it('makes file names of titles in any script', () => {
    const titles = ['Week 1: “Tides”', "Don't", 'مقدمة في علم', '  ', '../x', 'a'.repeat(200)];
    expect(titles.map(slugOf)).toEqual([
      'week-1-tides',
      'dont',
      'مقدمة-في-علم',
      'untitled',
      'x',
      'a'.repeat(80),
    ]);
  });
});
