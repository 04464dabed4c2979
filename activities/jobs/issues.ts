/**
 * From the ledger to what people read: every element that is not whole in the result, and every notice, is an issue;
 * elements that one fault has spoilt are one issue.
 */
import type { StoredIssue } from '../../workflows/contract.js';
import type { LedgerEntry, LedgerState, Notice } from '../course/ledger.js';
import { readable } from '../readable.js';

/** States that are news to the user, and how bad they are. What a selection left out is no news. */
const SEVERITIES: Readonly<Partial<Record<LedgerState, StoredIssue['severity']>>> = {
  changed: 'warning',
  unsupported: 'warning',
  failed: 'error',
};

export type NewIssue = Omit<StoredIssue, 'id'>;

/** The issue of a ledger entry, placed where its fault lies; `undefined` when there is nothing to tell. */
export function issueOfEntry(entry: LedgerEntry): NewIssue | undefined {
  const severity = SEVERITIES[entry.state];
  if (severity === undefined) return undefined;
  const { target, code, message, because } = entry;
  const { path, element } = because ?? entry;
  return {
    severity,
    code: code ?? entry.state,
    message: message ?? readable(lossesOf(entry)),
    ...(path === undefined ? {} : { path }),
    ...(element === undefined ? {} : { element }),
    ...(target === undefined ? {} : { target }),
  };
}

/** An element that came in, but not with all it has. */
function lossesOf({ path, element, lost = [] }: LedgerEntry): string {
  const place = element === undefined ? path : `${path}: ${element}`;
  return `${place}: not carried over: ${lost.join('; ')}.`;
}

/** Answers whether an entry tells of a fault that no entry before it has told of. Holds the place of each fault. */
export function createFaultFilter(): (entry: Pick<LedgerEntry, 'because'>) => boolean {
  const told = new Set<string>();
  return ({ because }) => {
    if (because === undefined) return true;
    const place = JSON.stringify([because.path, because.element]);
    const isNews = !told.has(place);
    told.add(place);
    return isNews;
  };
}

export function issueOfNotice({ severity, code, message, path, element, target }: Notice): NewIssue {
  return {
    severity,
    code,
    message,
    ...(path === undefined ? {} : { path }),
    ...(element === undefined ? {} : { element }),
    ...(target === undefined ? {} : { target }),
  };
}
