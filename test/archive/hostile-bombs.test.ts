/** What the reader makes of archives that would unpack to far more than they are. */
import { describe, expect, it } from 'vitest';
import { memorySource, openZip, readEntries } from '../../activities/archive/index.js';
import { between, sound } from './between.js';
import { craft, deflatedZeros, extraField, quotedOverlap, sharedBody } from './hostile.js';
import { readWhole, refusal } from './memory.js';

describe('bombs', () => {
  it('refuses ten gigabytes in ten megabytes by the declared size', async () => {
    const data = deflatedZeros(10);
    const bomb = { name: 'bomb', data, method: 8, listed: { size: data.length * 1_020 } };
    expect(await between(bomb)).toBe('[ratio_limit]');
  });

  it('stops inflating at the declared size when there is more', async () => {
    const archive = craft([{ name: 'bomb', data: deflatedZeros(1_024), method: 8, listed: { size: 1_000 } }]);
    const directory = await openZip(memorySource(archive));
    let delivered = 0;
    for await (const { content } of readEntries(directory)) {
      const reading = async () => {
        for await (const chunk of content ?? []) delivered += chunk.length;
      };
      await expect(reading()).rejects.toThrow('is said to hold 1000 bytes, but holds more');
    }
    expect(delivered).toBe(0);
  });

  it('stops a streamed bomb within one chunk of the declared size', async () => {
    const size = 3 * 2 ** 20;
    const archive = craft([{ name: 'bomb', data: deflatedZeros(1_024), method: 8, listed: { size } }]);
    const directory = await openZip(memorySource(archive));
    let delivered = 0;
    for await (const { content } of readEntries(directory)) {
      const reading = async () => {
        for await (const chunk of content ?? []) delivered += chunk.length;
      };
      await expect(reading()).rejects.toThrow(
        'bomb: the entry is said to hold 3145728 bytes, but holds more.',
      );
    }
    expect(delivered).toBeLessThanOrEqual(size);
  });

  it('reads one of 2,000 entries that share one body and refuses the others', async () => {
    const { outcomes } = await readWhole(sharedBody(2_000, Buffer.from('body')));
    expect(outcomes[0]).toEqual(['entry-0', 'body']);
    expect(new Set(outcomes.slice(1).map(([, outcome]) => outcome))).toEqual(new Set(['[overlap]']));
    expect(outcomes).toHaveLength(2_000);
  });

  it('reads one of the entries of a quoted overlap and refuses the others', async () => {
    const { outcomes } = await readWhole(quotedOverlap(20, Buffer.from('kernel')));
    expect(outcomes[0]?.[1]).toMatch(/^PK.*kernel$/s);
    expect(outcomes.slice(1).map(([, outcome]) => outcome)).toEqual(new Array(19).fill('[overlap]'));
  });

  it('refuses an entry whose long local header pushes its data into the next entry', async () => {
    const extra = extraField(0x4242, Buffer.alloc(100));
    const pushed = { name: 'pushed', content: 'x'.repeat(80), local: { extra } };
    const inside = { name: 'inside', bodyless: true, listed: { offset: 150 } };
    const { outcomes } = await readWhole(craft([pushed, inside, sound]));
    expect(outcomes).toEqual([
      ['pushed', '[overlap]'],
      ['inside', '[local_header_mismatch]'],
      ['sound.txt', 'sound'],
    ]);
  });

  it('refuses archives with more entries, or more content, than the limits allow', async () => {
    const three = craft(['a', 'b', 'c'].map((name) => ({ name, content: '12345' })));
    expect(await refusal(three, { limits: { maxEntries: 2 } })).toBe('too_many_entries');
    expect(await refusal(three, { limits: { maxTotalSize: 14 } })).toBe('total_size_limit');
    expect(await refusal(three, { limits: { maxEntries: 3, maxTotalSize: 15 } })).toBe('opened');
  });

  it('refuses single entries above the limit of one', async () => {
    const archive = craft([sound, { name: 'large', content: '123456' }]);
    const { outcomes } = await readWhole(archive, { limits: { maxEntrySize: 5 } });
    expect(outcomes).toEqual([
      ['sound.txt', 'sound'],
      ['large', '[entry_size_limit]'],
    ]);
  });
});
