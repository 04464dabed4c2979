/** The ledger: every element in one state, nothing twice, nothing forgotten. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLedger, LedgerError } from '../../activities/course/create-ledger.js';
import { LEDGER_STATES, type LedgerEntry, type Notice } from '../../activities/course/ledger.js';

function openLedger() {
  const entries: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const ledger = createLedger({
    entry: async (entry) => void entries.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  return { ledger, entries, notices };
}

const page = { type: 'resource', path: 'imsmanifest.xml', element: 'resource "res-1"' };

describe('a ledger', () => {
  it('writes each settled element with its outcome', async () => {
    const { ledger, entries } = openLedger();
    ledger.found(page);
    await ledger.settle(page, { state: 'imported', target: { kind: 'page', migrationId: 'p1' } });
    expect(entries).toEqual([{ ...page, state: 'imported', target: { kind: 'page', migrationId: 'p1' } }]);
  });

  it('counts by state and by type', async () => {
    const { ledger } = openLedger();
    await ledger.settle(page, { state: 'imported' });
    await ledger.settle({ type: 'zip entry', path: 'a.txt' }, { state: 'merged' });
    ledger.found({ type: 'zip entry', path: 'b.exe' });
    await ledger.settle(
      { type: 'zip entry', path: 'b.exe' },
      { state: 'unsupported', message: 'Not known.' },
    );
    const { totals, byType } = ledger.close();
    expect(totals).toEqual({
      found: 3,
      imported: 1,
      merged: 1,
      changed: 0,
      leftOut: 0,
      unsupported: 1,
      failed: 0,
    });
    expect(byType['zip entry']).toMatchObject({ found: 2, merged: 1, unsupported: 1 });
  });

  it('refuses to close over an element that was never settled, and names it', async () => {
    const { ledger } = openLedger();
    ledger.found(page);
    ledger.found({ type: 'zip entry', path: 'a.txt' });
    expect(() => ledger.close()).toThrow(
      new LedgerError(
        'imsmanifest.xml: resource "res-1" (resource) was found and never settled (and 1 more).',
      ),
    );
  });

  it('counts every element that was never settled, also when they are too many to be named', async () => {
    const { ledger } = openLedger();
    const elements = Array.from({ length: 1_500 }, (_, at) => ({ type: 'zip entry', path: `${at}.txt` }));
    for (const element of elements) ledger.found(element);
    expect(() => ledger.close()).toThrow('zip entry "0.txt" was found and never settled (and 1499 more).');
    for (const element of elements.slice(0, 1_499)) await ledger.settle(element, { state: 'imported' });
    expect(() => ledger.close()).toThrow('An element was found and never settled.');
  });

  it('refuses to settle an element twice', async () => {
    const { ledger } = openLedger();
    await ledger.settle(page, { state: 'imported' });
    await expect(ledger.settle(page, { state: 'merged' })).rejects.toThrow(/"res-1" .* was settled twice/);
  });

  it('refuses to find an element twice, open or settled', async () => {
    const { ledger } = openLedger();
    ledger.found(page);
    expect(() => ledger.found(page)).toThrow(/was found twice/);
    await ledger.settle(page, { state: 'imported' });
    expect(() => ledger.found(page)).toThrow(/after it was settled/);
  });

  it.each(['unsupported', 'failed', 'changed'] as const)('asks why an element ended as %s', async (state) => {
    const { ledger } = openLedger();
    await expect(ledger.settle(page, { state })).rejects.toThrow(LedgerError);
    await ledger.settle(page, { state, message: 'The file is empty.' });
  });

  it('takes what was lost as the reason of a change', async () => {
    const { ledger } = openLedger();
    await ledger.settle(page, { state: 'changed', lost: ['the pattern of the answer'] });
    expect(ledger.close().totals.changed).toBe(1);
  });

  it('gives the same notice once', async () => {
    const { ledger, notices } = openLedger();
    const notice = { severity: 'warning', code: 'missing_file', message: 'a.png is missing.' } as const;
    await ledger.notice(notice);
    await ledger.notice({ ...notice });
    await ledger.notice({ ...notice, path: 'b.html' });
    expect(notices).toHaveLength(2);
    expect(ledger.report().notices).toEqual({ todo: 0, warning: 2, error: 0 });
  });

  it('passes on the failure of its sink', async () => {
    const ledger = createLedger({
      entry: () => Promise.reject(new Error('disk full')),
      notice: async () => {},
    });
    await expect(ledger.settle(page, { state: 'imported' })).rejects.toThrow('disk full');
  });

  it('adds up for any order of finding and settling', async () => {
    const elements = fc.uniqueArray(fc.record({ name: fc.string(), early: fc.boolean() }), {
      selector: ({ name }) => name,
    });
    await fc.assert(
      fc.asyncProperty(
        elements,
        fc.infiniteStream(fc.constantFrom(...LEDGER_STATES)),
        async (items, states) => {
          const { ledger, entries } = openLedger();
          const element = (path: string) => ({ type: 'item', path });
          for (const { name, early } of items) if (early) ledger.found(element(name));
          for (const { name } of [...items].reverse()) {
            await ledger.settle(element(name), { state: states.next().value, message: 'because' });
          }
          const { totals } = ledger.close();
          expect(totals.found).toBe(items.length);
          for (const state of LEDGER_STATES) {
            expect(totals[state]).toBe(entries.filter((entry) => entry.state === state).length);
          }
        },
      ),
    );
  });
});
