/** Opening archives: how few requests it takes, and what the directory tells. */
import { describe, expect, it } from 'vitest';
import { memorySource, openZip } from '../../activities/archive/index.js';
import { type CraftedEntry, craft, extraField } from './hostile.js';
import { prose, type Request, recordingSource } from './memory.js';

const _MEBIBYTE = 2 ** 20;

function pages(count: number, size = 2_000): CraftedEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `pages/${index}.html`,
    content: prose(size, index),
    method: 8,
  }));
}

const _bytesOf = (requests: readonly Request[]) => requests.reduce((total, { length }) => total + length, 0);

describe('opening', () => {
  it('reads a small archive once', async () => {
    const source = recordingSource(craft(pages(20)));
    const directory = await openZip(source);
    expect(directory.entries).toHaveLength(20);
    expect(source.requests).toEqual([{ offset: 0, length: source.size }]);
  });

  it('reads the tail and what is missing of the directory, and nothing twice', async () => {
    const archive = craft(pages(3_000, 200));
    const source = recordingSource(archive);
    const directory = await openZip(source);
    expect(directory.entries).toHaveLength(3_000);
    const tail = archive.length - 65_577;
    const list = archive.indexOf('PK\x01\x02');
    expect(source.requests).toEqual([
      { offset: tail, length: 65_577 },
      { offset: list, length: tail - list },
    ]);
  });

  it('gives paths, sizes, dates, folders and the comment', async () => {
    const stamp = Buffer.from([1, 0, 0, 0, 0]);
    stamp.writeInt32LE(1_700_000_000, 1);
    const archive = craft(
      [
        { name: 'folder/' },
        { name: 'folder/page.html', content: 'x'.repeat(100), method: 8 },
        { name: 'dated.txt', content: 'y', extra: extraField(0x5455, stamp) },
      ],
      { comment: 'Übung' },
    );
    const directory = await openZip(memorySource(archive));
    expect(directory.comment).toBe('Übung');
    expect(
      directory.entries.map(({ path, isDirectory, size, method }) => [path, isDirectory, size, method]),
    ).toEqual([
      ['folder', true, 0, 'stored'],
      ['folder/page.html', false, 100, 'deflated'],
      ['dated.txt', false, 1, 'stored'],
    ]);
    expect(directory.byPath('folder/page.html')?.modifiedAt).toBe(Date.UTC(1980, 0, 1));
    expect(directory.byPath('dated.txt')?.modifiedAt).toBe(1_700_000_000_000);
    expect(directory.byPath('missing')).toBeUndefined();
  });
});
