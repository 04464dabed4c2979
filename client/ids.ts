/** Job ids: numbers that grow with time, so that a list sorted by id is a list sorted by age. */
import { randomInt } from 'node:crypto';

/** 2026-01-01T00:00:00Z. Ids count milliseconds from here: 41 bits last until 2095. */
const EPOCH = Date.UTC(2026, 0, 1);
/** Ids of one millisecond. */
const PER_MILLISECOND = 4096;

let last = 0;

/** A new id, below 2^53: larger than any this process has given, and unlikely to be given by another process. */
export function newJobId(now: number = Date.now()): number {
  const drawn = Math.max(0, now - EPOCH) * PER_MILLISECOND + randomInt(PER_MILLISECOND);
  last = Math.max(drawn, last + 1);
  return last;
}
