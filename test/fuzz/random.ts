/** Numbers that look random and are the same for the same seed, on every machine. */

export interface Random {
  /** From 0 to below `limit`; 0 for an empty range. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** Throws for an empty list. */
  pick<Value>(values: readonly Value[]): Value;
  bytes(length: number): Buffer;
}

/** Two numbers name a sequence: the run's seed and the case's number. */
export function createRandom(seed: number, number: number): Random {
  let state = mixed(mixed(seed) ^ mixed(number + 0x9e3779b9));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * Math.max(0, limit));
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (values) => {
      if (values.length === 0) throw new Error('There is nothing to pick from.');
      return values[below(values.length)] as (typeof values)[number];
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

/** The finishing steps of mulberry32 (public domain, Tommy Ettinger). */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 15), value | 1);
  hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
  return (hash ^ (hash >>> 14)) >>> 0;
}
