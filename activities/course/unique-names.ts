/** Names that are given once: a second thing of a name gets a number behind it, whatever there is a million of. */
import { createCompactSet } from './compact-set.js';

export interface UniqueNames {
  /** The name as wanted, or with `-2`, `-3` and so on behind it. */
  claim(wanted: string): string;
}

export function createUniqueNames(): UniqueNames {
  const taken = createCompactSet();
  /** Of names that came again: the number to try next, so that the thousandth does not try all before it. */
  const numbers = new Map<string, number>();
  return {
    claim(wanted) {
      if (taken.add(wanted)) return wanted;
      let number = numbers.get(wanted) ?? 2;
      while (!taken.add(`${wanted}-${number}`)) number += 1;
      numbers.set(wanted, number + 1);
      return `${wanted}-${number}`;
    },
  };
}
