/** What the reader makes of names that lie, climb, clash or come in old encodings. */
import { describe, expect, it } from 'vitest';
import { between, sound } from './between.js';
import { type CraftedEntry, craft, unicodePathField } from './hostile.js';
import { readWhole } from './memory.js';

describe('names', () => {
  const refused: [name: string | Buffer, code: string][] = [
    ['../../etc/passwd', 'path_escapes'],
    ['a/../../b', 'path_escapes'],
    ['a/../b', 'path_escapes'],
    ['..\\evil.dll', 'path_escapes'],
    ['/etc/passwd', 'path_absolute'],
    ['C:\\windows\\evil.dll', 'path_absolute'],
    ['\\\\server\\share', 'path_absolute'],
    ['a\0.html', 'name_with_nul'],
    ['', 'name_empty'],
    ['./', 'directory_with_content'],
    [`${'f/'.repeat(65)}file`, 'path_too_deep'],
    ['n'.repeat(1_025), 'name_too_long'],
  ];
  it.each(refused)('refuses %j by name as %s and reads the rest', async (name, code) => {
    expect(await between({ name, content: 'odd' })).toBe(`[${code}]`);
  });

  it('says which entry and why, with control characters made visible', async () => {
    const { directory } = await readWhole(craft([{ name: '../a\nb', content: 'odd' }]));
    expect(directory.entries[0]?.problem?.message).toBe(
      '../a\\u000ab: the name leads out of its folder with "..".',
    );
  });

  it('keeps the first of two entries with one path and refuses the later', async () => {
    const archive = craft([sound, { name: 'twice', content: 'one' }, { name: 'twice', content: 'two' }]);
    const { outcomes, directory } = await readWhole(archive);
    expect(outcomes.slice(1)).toEqual([
      ['twice', 'one'],
      ['twice', '[duplicate_name]'],
    ]);
    expect(directory.byPath('twice')).toBe(directory.entries[1]);
  });

  it('sees one path in names that differ only in slashes and idle segments', async () => {
    const { outcomes } = await readWhole(
      craft([
        { name: 'a/b.txt', content: '1' },
        { name: '.\\a\\b.txt', content: '2' },
        { name: 'a//./b.txt', content: '3' },
      ]),
    );
    expect(outcomes).toEqual([
      ['a/b.txt', '1'],
      ['a/b.txt', '[duplicate_name]'],
      ['a/b.txt', '[duplicate_name]'],
    ]);
  });

  it('keeps paths that differ in case or in accents only, and reports them', async () => {
    const names = ['Page.html', 'page.html', 'caf\u00e9', 'cafe\u0301'];
    const { outcomes, directory } = await readWhole(craft(names.map((name) => ({ name, content: name }))));
    expect(outcomes).toEqual(names.map((name) => [name, name]));
    expect(directory.problems.map(({ code, path }) => [code, path])).toEqual([
      ['case_clash', 'page.html'],
      ['case_clash', 'cafe\u0301'],
    ]);
  });

  const decoded: [what: string, entry: CraftedEntry, path: string][] = [
    ['UTF-8 with the flag', { name: 'Übung/日本.html' }, 'Übung/日本.html'],
    ['UTF-8 without the flag', { name: 'Übung.html', flags: 0 }, 'Übung.html'],
    ['code page 437', { name: Buffer.from('\x9abung \x84\x94.html', 'latin1'), flags: 0 }, 'Übung äö.html'],
    [
      'code page 437 under a false UTF-8 flag',
      { name: Buffer.from('\x9abung.html', 'latin1') },
      'Übung.html',
    ],
    [
      'a Unicode path field',
      { name: '??.html', flags: 0, extra: unicodePathField(Buffer.from('??.html'), '日本.html') },
      '日本.html',
    ],
    [
      'a Unicode path field that belongs to an earlier name',
      { name: 'renamed.html', flags: 0, extra: unicodePathField(Buffer.from('??.html'), '日本.html') },
      'renamed.html',
    ],
  ];
  it.each(decoded)('reads %s', async (_, entry, path) => {
    const { outcomes } = await readWhole(craft([{ ...entry, content: 'content' }]));
    expect(outcomes).toEqual([[path, 'content']]);
  });
});
