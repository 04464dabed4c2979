/** Names that are given once. */
import { describe, expect, it } from 'vitest';
import { createUniqueNames } from '../../activities/course/unique-names.js';

describe('a name', () => {
  it('is as wanted the first time, and has a number behind it from then on', () => {
    const { claim } = createUniqueNames();
    expect(['q', 'q', 'p', 'q'].map(claim)).toEqual(['q', 'q-2', 'p', 'q-3']);
  });

  it('is none that was wanted for something else', () => {
    const { claim } = createUniqueNames();
    expect(['q-2', 'q', 'q', 'q-2'].map(claim)).toEqual(['q-2', 'q', 'q-3', 'q-2-2']);
  });

  it('is found at once for the hundred thousandth of that name: once each tried all numbers before its own', () => {
    const { claim } = createUniqueNames();
    let last = '';
    for (let count = 0; count < 100_000; count += 1) last = claim('q');
    expect(last).toBe('q-100000');
  });
});
