/** Keeps a ledger: spools every entry, remembers only what is open, and checks that the totals add up. */

import { readable } from '../readable.js';
import type { Room } from '../room.js';
import { createCompactSet } from './compact-set.js';
import {
  LEDGER_STATES,
  type Ledger,
  type LedgerElement,
  type LedgerEntry,
  type LedgerOutcome,
  type LedgerTotals,
  type Notice,
} from './ledger.js';
import { createOpenElements } from './open-elements.js';

/** Where entries go, one at a time. */
export interface LedgerSink {
  entry(entry: LedgerEntry): Room;
  notice(notice: Notice): Room;
}

export interface LedgerReport {
  readonly totals: LedgerTotals;
  /** The same by type of element. */
  readonly byType: Readonly<Record<string, LedgerTotals>>;
  /** Distinct notices. */
  readonly notices: Readonly<Record<Notice['severity'], number>>;
}

export interface LedgerBook extends Ledger {
  /** The totals so far. */
  report(): LedgerReport;
  /** The final totals. Throws `LedgerError` when an element was found and never settled. */
  close(): LedgerReport;
}

/** A reader or writer kept its ledger wrongly: a fault of the engine, never of the package. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/**
 * A ledger whose entries go to `sink`. Each element, told by its type, path and element name, is settled once;
 * settling it again is a `LedgerError`. A notice that was given before, word for word, is not given again.
 */
export function createLedger(sink: LedgerSink): LedgerBook {
  const open = createOpenElements();
  const settled = createCompactSet();
  const noticed = createCompactSet();
  const tally = createTally();

  const close = (): LedgerReport => {
    if (open.size === 0) return checked(tally.report());
    const unsettled = open.example();
    const name = unsettled === undefined ? 'An element' : describe(unsettled);
    const more = open.size > 1 ? ` (and ${open.size - 1} more)` : '';
    throw new LedgerError(`${name} was found and never settled${more}.`);
  };

  return {
    found(element) {
      const key = keyOf(element);
      if (settled.has(key))
        throw new LedgerError(`${describe(element)} was found again after it was settled.`);
      if (!open.add(key, element)) throw new LedgerError(`${describe(element)} was found twice.`);
      tally.found(element);
    },
    async settle(element, outcome) {
      checkOutcome(element, outcome);
      const key = keyOf(element);
      if (!settled.add(key)) throw new LedgerError(`${describe(element)} was settled twice.`);
      if (!open.settle(key)) tally.found(element);
      tally.settled(element, outcome);
      const room = sink.entry({ ...element, ...outcome, ...readableMessage(outcome) });
      if (room !== undefined) await room;
    },
    async notice(given) {
      const notice = { ...given, message: readable(given.message) };
      if (!noticed.add(JSON.stringify(notice))) return;
      tally.noticed(notice);
      await sink.notice(notice);
    },
    report: () => tally.report(),
    close,
  };
}

function readableMessage({ message }: LedgerOutcome): Pick<LedgerOutcome, 'message'> {
  return message === undefined ? {} : { message: readable(message) };
}

function keyOf({ type, path, element = '' }: LedgerElement): string {
  return `${type}\n${path}\n${element}`;
}

/** An element in a sentence: `zip entry "a.html"`, `imsmanifest.xml: resource "res-12" (resource)`. */
export function describe({ type, path, element }: LedgerElement): string {
  return element === undefined ? `${type} "${path}"` : `${path}: ${element} (${type})`;
}

/** A person must be able to tell from the entry alone what was not taken over and why. */
function checkOutcome(element: LedgerElement, { state, message = '', lost = [] }: LedgerOutcome): void {
  const explained = message !== '' || (state === 'changed' && lost.length > 0);
  if (explained || (state !== 'changed' && state !== 'unsupported' && state !== 'failed')) return;
  throw new LedgerError(`${describe(element)} was settled as ${state} without saying why.`);
}

type MutableTotals = Record<keyof LedgerTotals, number>;

function createTally() {
  const totals = emptyTotals();
  const byType = new Map<string, MutableTotals>();
  const notices = { todo: 0, warning: 0, error: 0 };
  const ofType = (type: string): MutableTotals => {
    const known = byType.get(type) ?? emptyTotals();
    byType.set(type, known);
    return known;
  };
  const count = (element: LedgerElement, state: keyof LedgerTotals) => {
    totals[state] += 1;
    ofType(element.type)[state] += 1;
  };
  return {
    found: (element: LedgerElement) => count(element, 'found'),
    settled: (element: LedgerElement, { state }: LedgerOutcome) => count(element, state),
    noticed: ({ severity }: Notice) => {
      notices[severity] += 1;
    },
    report: (): LedgerReport => ({
      totals: { ...totals },
      byType: Object.fromEntries([...byType].map(([type, sums]) => [type, { ...sums }])),
      notices: { ...notices },
    }),
  };
}

function emptyTotals(): MutableTotals {
  return { found: 0, imported: 0, merged: 0, changed: 0, leftOut: 0, unsupported: 0, failed: 0 };
}

function checked(report: LedgerReport): LedgerReport {
  for (const [type, totals] of [['all elements', report.totals] as const, ...Object.entries(report.byType)]) {
    const settled = LEDGER_STATES.reduce((sum, state) => sum + totals[state], 0);
    if (settled === totals.found) continue;
    throw new LedgerError(
      `The ledger does not add up for ${type}: ${totals.found} found, ${settled} settled.`,
    );
  }
  return report;
}
