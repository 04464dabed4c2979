/** A set of strings of any length at about 16 bytes a member: each is kept as 64 bits of hash. */

export interface CompactSet {
  readonly size: number;
  /** False when it was there already. */
  add(text: string): boolean;
  has(text: string): boolean;
}

/**
 * Of a million members, two share a hash with a probability of 1 in 37 million: good enough to notice mistakes,
 * not to prove identity.
 */
export function createCompactSet(): CompactSet {
  let slots = new Uint32Array(2 * 1024);
  let size = 0;

  const grow = () => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (isUsed(old, at)) place(slots, old[at] ?? 0, old[at + 1] ?? 0);
    }
  };

  return {
    get size() {
      return size;
    },
    add(text) {
      const [high, low] = hash64(text);
      if (!place(slots, high, low)) return false;
      size += 1;
      if (size * 2 > slots.length * 0.6) grow();
      return true;
    },
    has(text) {
      const [high, low] = hash64(text);
      return isUsed(slots, slotOf(slots, high, low));
    },
  };
}

function place(slots: Uint32Array, high: number, low: number): boolean {
  const at = slotOf(slots, high, low);
  if (isUsed(slots, at)) return false;
  slots[at] = high;
  slots[at + 1] = low;
  return true;
}

/** Where the hash lies, or the free slot it would take. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  const mask = slots.length - 2;
  let at = (low << 1) & mask;
  while (isUsed(slots, at) && (slots[at] !== high || slots[at + 1] !== low)) at = (at + 2) & mask;
  return at;
}

function isUsed(slots: Uint32Array, at: number): boolean {
  return slots[at] !== 0 || slots[at + 1] !== 0;
}

/** Two multiplicative hashes over the code units, mixed into each other; never twice zero, which marks a free slot. */
function hash64(text: string): [high: number, low: number] {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return one === 0 && two === 0 ? [0, 1] : [one >>> 0, two >>> 0];
}
