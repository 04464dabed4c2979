/** Damage to the bytes of an archive, wherever it falls. */
import { headersOf } from './archive.js';
import type { Random } from './random.js';

/** Changes bytes and says how. */
type Damage = (bytes: Buffer, random: Random) => { bytes: Buffer; said: string };

const LONGEST = 4096;

const DAMAGES: readonly Damage[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random.below(changed.length);
    if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    return { bytes: changed, said: `bit flipped at ${at}` };
  },
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = nearHeader(changed, random);
    const value = random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]);
    if (at < changed.length) changed[at] = value;
    return { bytes: changed, said: `byte ${at}, near a header, set to ${value}` };
  },
  (bytes, random) => {
    const at = random.below(bytes.length);
    return { bytes: bytes.subarray(0, at), said: `cut at ${at}` };
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const length = 1 + random.below(LONGEST);
    return { bytes: spliced(bytes, at, length, Buffer.alloc(0)), said: `${length} bytes removed at ${at}` };
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const inserted = random.bytes(1 + random.below(100));
    return { bytes: spliced(bytes, at, 0, inserted), said: `${inserted.length} bytes inserted at ${at}` };
  },
  (bytes, random) => {
    const from = random.below(bytes.length);
    const at = place(bytes, random);
    const piece = bytes.subarray(from, from + 1 + random.below(LONGEST));
    const over = random.chance(0.5) ? piece.length : 0;
    const said = `${piece.length} bytes of ${from} ${over > 0 ? 'written over' : 'inserted at'} ${at}`;
    return { bytes: spliced(bytes, at, over, piece), said };
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const length = 1 + random.below(LONGEST);
    const filled = Buffer.alloc(Math.min(length, bytes.length - at), random.pick([0, 0xff, 0x20]));
    return {
      bytes: spliced(bytes, at, filled.length, filled),
      said: `${filled.length} bytes blanked at ${at}`,
    };
  },
];

/** One damage to four. */
export function damageBytes(bytes: Buffer, random: Random): { bytes: Buffer; said: string } {
  let changed = bytes;
  const all: string[] = [];
  for (let left = random.pick([1, 1, 1, 2, 4]); left > 0; left -= 1) {
    const step = random.pick(DAMAGES)(changed, random);
    changed = step.bytes;
    all.push(step.said);
  }
  return { bytes: changed, said: all.join('; ') };
}

function place(bytes: Buffer, random: Random): number {
  return random.chance(0.5) ? random.below(bytes.length) : Math.min(bytes.length, nearHeader(bytes, random));
}

/** Headers are a small part of most archives, and the part where a byte means most. */
function nearHeader(bytes: Buffer, random: Random): number {
  const headers = headersOf(bytes);
  return headers.length === 0 ? random.below(bytes.length) : random.pick(headers) + random.below(50);
}

function spliced(bytes: Buffer, at: number, removed: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}
