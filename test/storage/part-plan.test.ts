/** Where the parts of an upload begin and end. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPartBuffer } from '../../activities/storage/minio/part-buffer.js';
import { MINIMUM_PART, partSizeAt, planCopy } from '../../activities/storage/minio/part-plan.js';
import { chunksOf, content, digest, MIB } from './content.js';

const GIB = 1024 * MIB;

describe('part sizes', () => {
  it('double after every thousand parts', () => {
    expect([0, 999, 1000, 1999, 2000].map((parts) => partSizeAt(8 * MIB, parts) / MIB)).toEqual([
      8, 8, 16, 16, 32,
    ]);
  });

  it('let the 5 TiB an object may have fit into the 10,000 parts it may have', () => {
    let total = 0;
    for (let parts = 0; parts < 10_000; parts += 1) total += partSizeAt(8 * MIB, parts);
    expect(total).toBeGreaterThan(5 * 1024 * GIB);
  });
});

describe('the plan of a copied range', () => {
  it('tops up what is pending to a whole part', () => {
    expect(planCopy(100, 20 * MIB, 0)).toEqual({ topUp: 5 * MIB - 100, pieces: [15 * MIB + 100] });
    expect(planCopy(5 * MIB, 20 * MIB, 0)).toEqual({ topUp: 0, pieces: [20 * MIB] });
    expect(planCopy(0, 5 * MIB, 0)).toEqual({ topUp: 0, pieces: [5 * MIB] });
  });

  it('is none when too little would be left to copy', () => {
    expect(planCopy(0, 5 * MIB - 1, 0)).toBeUndefined();
    expect(planCopy(1, 10 * MIB - 2, 0)).toBeUndefined();
    expect(planCopy(1, 10 * MIB - 1, 0)).toBeDefined();
  });

  it('covers the range with parts S3 accepts', () => {
    const sizes = {
      pending: fc.integer({ min: 0, max: 8 * MIB }),
      length: fc.integer({ min: 1, max: 40 * GIB }),
    };
    fc.assert(
      fc.property(
        fc.record({ ...sizes, parts: fc.integer({ min: 0, max: 9_999 }) }),
        ({ pending, length, parts }) => {
          const plan = planCopy(pending, length, parts);
          if (!plan) return;
          const { topUp, pieces } = plan;
          expect(topUp + pieces.reduce((sum, piece) => sum + piece, 0)).toBe(length);
          if (pending > 0) expect(pending + topUp).toBeGreaterThanOrEqual(MINIMUM_PART);
          expect(Math.min(...pieces)).toBeGreaterThanOrEqual(MINIMUM_PART);
          expect(Math.max(...pieces)).toBeLessThanOrEqual(5 * GIB);
        },
      ),
    );
  });
});

describe('the buffer of a part', () => {
  it('gives back what was added, in order, whatever the chunks', () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 300_000 })));
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(20)), (lengths, takes) => {
        const buffer = createPartBuffer();
        const source = content(lengths.reduce((sum, length) => sum + length, 0));
        const taken: Uint8Array[] = [];
        let start = 0;
        for (const [index, length] of lengths.entries()) {
          buffer.add(source.subarray(start, start + length));
          start += length;
          if (takes.includes(index)) taken.push(...buffer.take());
        }
        taken.push(...buffer.take());
        expect(buffer.size).toBe(0);
        expect(digest(Buffer.concat(taken))).toBe(digest(source));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps large chunks as they are and gathers small ones', () => {
    const buffer = createPartBuffer();
    const large = content(MIB);
    for (const chunk of chunksOf(content(100_000), 100)) buffer.add(chunk);
    buffer.add(large);
    const [gathered, kept, ...rest] = buffer.take();
    expect(gathered?.byteLength).toBe(100_000);
    expect(kept).toBe(large);
    expect(rest).toEqual([]);
  });

  it('does not keep a long buffer for a short piece of it', () => {
    const buffer = createPartBuffer();
    buffer.add(content(8 * MIB).subarray(0, 20_000));
    const [piece] = buffer.take();
    expect(piece?.buffer.byteLength).toBeLessThan(MIB);
  });
});
