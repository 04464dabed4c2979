/** Reads an odd entry in the company of sound ones, which must stay readable whatever the odd one is. */
import { expect } from 'vitest';
import { type CraftedEntry, craft } from './hostile.js';
import { readWhole } from './memory.js';

export const sound: CraftedEntry = { name: 'sound.txt', content: 'sound', method: 8 };

/** What became of the entry when it lay between two sound ones. */
export async function between(odd: CraftedEntry): Promise<string> {
  const before = { ...sound, name: 'before.txt' };
  const after = { ...sound, name: 'after.txt' };
  const { outcomes, problems } = await readWhole(craft([before, odd, after]));
  expect(problems).toEqual([]);
  expect(outcomes[0]).toEqual(['before.txt', 'sound']);
  expect(outcomes[2]).toEqual(['after.txt', 'sound']);
  return outcomes[1]?.[1] ?? 'missing';
}
