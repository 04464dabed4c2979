/** From the ledger to what people read: every element that is not whole in the result, and every notice, is an issue. */
import type { StoredIssue } from '../../workflows/contract.js';
import { describe } from '../course/create-ledger.js';
import type { LedgerEntry, LedgerState, Notice } from '../course/ledger.js';
import { readable } from '../readable.js';

/** States that are news to the user, and how bad they are. What a selection left out is no news. */
const SEVERITIES: Readonly<Partial<Record<LedgerState, StoredIssue['severity']>>> = {
  changed: 'warning',
  unsupported: 'warning',
  failed: 'error',
};

export type NewIssue = Omit<StoredIssue, 'id'>;

/** The issue of a ledger entry; `undefined` when there is nothing to tell. */
export function issueOfEntry(entry: LedgerEntry): NewIssue | undefined {
  const severity = SEVERITIES[entry.state];
  if (severity === undefined) return undefined;
  const { path, element, target, code, message } = entry;
  return {
    severity,
    code: code ?? entry.state,
    message: message ?? readable(`${describe(entry)}: not carried over: ${(entry.lost ?? []).join(', ')}.`),
    path,
    ...(element === undefined ? {} : { element }),
    ...(target === undefined ? {} : { target }),
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
