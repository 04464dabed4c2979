/** What the reader makes of archives cut off, joined, padded or damaged at their end. */
import { describe, expect, it } from 'vitest';
import { memorySource, openZip } from '../../activities/archive/index.js';
import { sound } from './between.js';
import { asZip64, type CraftedEntry, craft, endRecord } from './hostile.js';
import { noise, readWhole, refusal } from './memory.js';

describe('the end of the archive', () => {
  const entries: CraftedEntry[] = ['a', 'b', 'c'].map((name) => ({ name, content: `content ${name}` }));
  const all = entries.map(({ name, content }) => [name, content]);

  it.each([200, 65_535])('reads an archive with a comment of %d bytes', async (length) => {
    const { outcomes, directory, problems } = await readWhole(
      craft(entries, { comment: 'c'.repeat(length) }),
    );
    expect([outcomes, directory.comment.length, problems]).toEqual([all, length, []]);
  });

  it('is not fooled by the bytes of an end record inside the comment', async () => {
    const empty = endRecord(0, 0, 0);
    for (const comment of [empty, Buffer.concat([Buffer.from('see '), empty, Buffer.from(' above')])]) {
      const { outcomes, problems } = await readWhole(craft(entries, { comment }));
      expect([outcomes, problems]).toEqual([all, []]);
    }
  });

  it('is not fooled by an archive stored as its last entry', async () => {
    const inner = craft([{ name: 'inner', content: 'inner' }]);
    const { outcomes } = await readWhole(craft([...entries, { name: 'inner.zip', content: inner }]));
    expect(outcomes.map(([path]) => path)).toEqual(['a', 'b', 'c', 'inner.zip']);
  });

  it('does not take an archive stored inside for the whole when the end was cut off', async () => {
    const inner = craft([{ name: 'inner', content: 'inner' }]);
    const archive = craft([...entries, { name: 'inner.zip', content: inner }]);
    const innerEnd = archive.indexOf(inner) + inner.length;
    expect(await refusal(archive.subarray(0, innerEnd))).toBe('truncated');
    expect(await refusal(archive.subarray(0, innerEnd + 40))).toBe('truncated');
  });

  it.each([
    ['too small', 1],
    ['too large', 9],
  ])('reads all entries when their number is given %s, and reports it', async (_, count) => {
    const { outcomes, problems } = await readWhole(craft(entries, { count }));
    expect([outcomes, problems]).toEqual([all, ['count_mismatch']]);
  });

  it('refuses a part of a split archive', async () => {
    expect(await refusal(craft(entries, { disk: 3 }))).toBe('multi_disk');
  });

  it('passes over junk behind the end and reports it', async () => {
    const { outcomes, problems } = await readWhole(craft(entries, { suffix: Buffer.alloc(500, 'junk') }));
    expect([outcomes, problems]).toEqual([all, ['trailing_junk']]);
  });

  it('passes over junk in front and corrects the offsets', async () => {
    const { outcomes, problems } = await readWhole(craft(entries, { prefix: Buffer.alloc(777, 'junk') }));
    expect([outcomes, problems]).toEqual([all, ['prefix_junk']]);
  });

  it('passes over junk on both sides', async () => {
    const junk = Buffer.from('--boundary\r\n');
    const { outcomes, problems } = await readWhole(craft(entries, { prefix: junk, suffix: junk }));
    expect([outcomes, problems]).toEqual([all, ['prefix_junk', 'trailing_junk']]);
  });

  it('passes over junk in front of an archive larger than its tail', async () => {
    const large = [{ name: 'large', content: noise(200_000) }, ...entries];
    const { problems, outcomes } = await readWhole(craft(large, { prefix: Buffer.alloc(777, 'junk') }));
    expect([outcomes.slice(1), problems]).toEqual([all, ['prefix_junk']]);
  });

  it('finds the directory by its offset when its size is wrong', async () => {
    const { outcomes, problems } = await readWhole(craft(entries, { directorySize: 10 }));
    expect([outcomes, problems]).toEqual([all, []]);
  });

  it('accepts a signature record behind the directory, and nothing else', async () => {
    const signed = Buffer.concat([Buffer.from('PK\x05\x05'), Buffer.from([2, 0, 1, 1])]);
    const length = craft(entries).length - craft(entries).indexOf('PK\x01\x02') - 22;
    const archive = craft(entries, { afterDirectory: signed, directorySize: length + signed.length });
    expect((await readWhole(archive)).outcomes).toEqual(all);
    expect(await refusal(craft(entries, { afterDirectory: Buffer.from('something') }))).toBe(
      'directory_damaged',
    );
  });

  it('refuses two archives joined into one', async () => {
    const other = craft([{ name: 'other', content: 'other' }]);
    expect(await refusal(Buffer.concat([craft(entries), other]))).toBe('truncated');
  });

  it('refuses an archive without its tail', async () => {
    const archive = craft(entries);
    const error = await openZip(memorySource(archive.subarray(0, archive.length - 30))).catch((e) => e);
    expect(error.name).toBe('PackageError');
    expect(error.message).toBe('The ZIP archive was cut off: its list of contents is missing.');
  });

  it('refuses an archive cut in the middle', async () => {
    const archive = craft([{ name: 'large', content: noise(300_000) }]);
    expect(await refusal(archive.subarray(0, 150_000))).toBe('truncated');
  });

  it('reads what lies before a hole in the middle and refuses the rest by name', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({
      name: `n${index}`,
      content: noise(1_000, index),
    }));
    const archive = craft(many);
    const holed = Buffer.concat([archive.subarray(0, 4_500), archive.subarray(6_000)]);
    const { outcomes, problems } = await readWhole(holed);
    expect(problems).toEqual(['bytes_missing']);
    expect(outcomes.slice(0, 4).map(([, outcome]) => outcome)).toEqual(
      many.slice(0, 4).map(({ content }) => content.toString()),
    );
    expect(outcomes.slice(4).every(([, outcome]) => /^\[\w+\]$/.test(outcome))).toBe(true);
    expect(outcomes).toHaveLength(9);
  });

  it('refuses a directory that is damaged in its middle', async () => {
    const archive = craft(entries);
    archive[archive.lastIndexOf('PK\x01\x02')] = 0;
    const error = await openZip(memorySource(archive)).catch((e) => e);
    expect(error.message).toBe('The ZIP archive is damaged: its list of contents cannot be read behind b.');
  });

  it('refuses a directory said to lie outside the archive', async () => {
    const archive = craft(entries, { directoryOffset: 1e6, directorySize: 1e6 });
    expect(await refusal(archive)).toBe('directory_damaged');
  });

  it('refuses entries said to lie behind the end', async () => {
    const { outcomes } = await readWhole(
      craft([sound, { name: 'far', bodyless: true, listed: { offset: 1e6 } }]),
    );
    expect(outcomes).toEqual([
      ['sound.txt', 'sound'],
      ['far', '[out_of_bounds]'],
    ]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a short file', Buffer.from('PK')],
    ['a page of HTML', Buffer.from('<!DOCTYPE html>'.repeat(50))],
    ['a large file of something else', noise(200_000)],
  ])('refuses %s as no archive', async (_, bytes) => {
    expect(await refusal(bytes)).toBe('not_a_zip');
  });

  it('reads 64-bit end records that need not be, also behind junk', async () => {
    const wide = asZip64(craft(entries));
    expect((await readWhole(wide)).outcomes).toEqual(all);
    const { outcomes, problems } = await readWhole(Buffer.concat([Buffer.from('junk'), wide]));
    expect([outcomes, problems]).toEqual([all, ['prefix_junk']]);
  });

  it('reads an archive without entries', async () => {
    const { outcomes, problems } = await readWhole(craft([]));
    expect([outcomes, problems]).toEqual([[], []]);
  });

  it('does not read much more often for a comment stuffed with end records', async () => {
    const stuffed = Buffer.concat(new Array<Buffer>(2_900).fill(endRecord(3, 46, 1)));
    const { outcomes } = await readWhole(
      craft(entries, { comment: Buffer.concat([stuffed, Buffer.from('!')]) }),
    );
    expect(outcomes).toEqual(all);
  });
});
