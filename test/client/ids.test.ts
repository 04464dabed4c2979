/** Job ids: numbers that grow with time. */
import { describe, expect, it, vi } from 'vitest';

/** The module as it is in a process of its own. */
async function freshProcess() {
  vi.resetModules();
  const { newJobId } = await import('../../client/ids.js');
  return newJobId;
}

const NOW = Date.UTC(2026, 10, 21);

describe('job ids', () => {
  it('grow from call to call, however many there are in a millisecond', async () => {
    const newJobId = await freshProcess();
    const ids = Array.from({ length: 20_000 }, () => newJobId(NOW));
    expect(ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0))).toBe(true);
  });

  it('grow although the clock is set back', async () => {
    const newJobId = await freshProcess();
    const before = newJobId(NOW);
    expect(newJobId(NOW - 60_000)).toBeGreaterThan(before);
  });

  it('of a later millisecond are larger, also those of other processes', async () => {
    for (let round = 0; round < 200; round += 1) {
      const [one, other] = [await freshProcess(), await freshProcess()];
      expect(other(NOW + 1)).toBeGreaterThan(one(NOW));
    }
  });

  it('of two processes in one millisecond hardly ever are the same', async () => {
    const drawn = new Set<number>();
    for (let round = 0; round < 200; round += 1) drawn.add((await freshProcess())(NOW));
    expect(drawn.size).toBeGreaterThan(150);
  });

  it('are whole numbers below 2^53 until September 2095', async () => {
    const last = Date.UTC(2095, 8, 1);
    for (const now of [0, Date.UTC(2026, 0, 1), NOW, last]) {
      const newJobId = await freshProcess();
      const ids = Array.from({ length: 5000 }, () => newJobId(now));
      expect(ids.every((id) => Number.isSafeInteger(id) && id >= 0)).toBe(true);
    }
  });
});
