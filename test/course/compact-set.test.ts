/** The compact set behaves as a set. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCompactSet } from '../../activities/course/compact-set.js';

describe('a compact set', () => {
  it('answers as a set of strings does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 3 })),
        fc.array(fc.string({ maxLength: 3 })),
        (added, asked) => {
          const compact = createCompactSet();
          const real = new Set<string>();
          for (const text of added) {
            expect(compact.add(text)).toBe(!real.has(text));
            real.add(text);
          }
          expect(compact.size).toBe(real.size);
          for (const text of [...added, ...asked]) expect(compact.has(text)).toBe(real.has(text));
        },
      ),
    );
  });

  it('keeps a hundred thousand similar names apart', () => {
    const set = createCompactSet();
    const names = Array.from({ length: 100_000 }, (_, at) => `files/image-${at}.png`);
    expect(names.filter((name) => set.add(name))).toHaveLength(100_000);
    expect(names.filter((name) => set.add(name))).toHaveLength(0);
    expect(set.size).toBe(100_000);
  });
});
