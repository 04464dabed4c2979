/** The files every job leaves behind: its ledger, and its issues, numbered. */
import type { StoredObject } from '../../workflows/contract.js';
import type { LedgerSink } from '../course/create-ledger.js';
import { type Room, roomInBoth } from '../room.js';
import type { CallOptions, ObjectStore } from '../storage/port.js';
import { createFaultFilter, issueOfEntry, issueOfNotice, type NewIssue } from './issues.js';
import { startNdjsonUpload } from './ndjson-upload.js';

export interface IssuesFile {
  issue(issue: NewIssue): Room;
  /** Turns entries and notices that are news to the user into issues. */
  readonly sink: LedgerSink;
  complete(): Promise<StoredObject & { readonly count: number }>;
  /** Does nothing after `complete`. */
  abort(): Promise<void>;
}

export async function startIssuesFile(
  store: ObjectStore,
  key: string,
  options: CallOptions,
): Promise<IssuesFile> {
  const lines = await startNdjsonUpload(store, key, options);
  let number = 0;
  const issue = (news: NewIssue) => {
    number += 1;
    return lines.line({ id: number, ...news });
  };
  const isNews = createFaultFilter();
  return {
    issue,
    sink: {
      entry: (entry) => {
        const news = issueOfEntry(entry);
        return news !== undefined && isNews(entry) ? issue(news) : undefined;
      },
      notice: (notice) => issue(issueOfNotice(notice)),
    },
    complete: () => lines.complete(),
    abort: () => lines.abort(),
  };
}

export interface ReportFiles {
  /** For `createLedger`. */
  readonly sink: LedgerSink;
  issue(issue: NewIssue): Room;
  complete(): Promise<{ ledger: StoredObject; issues: StoredObject & { readonly count: number } }>;
  /** Does nothing after `complete`. */
  abort(): Promise<void>;
}

/** `keyOf` gives the key of a file of this attempt. */
export async function startReportFiles(
  store: ObjectStore,
  keyOf: (name: string) => string,
  options: CallOptions,
): Promise<ReportFiles> {
  const ledger = await startNdjsonUpload(store, keyOf('ledger.ndjson'), options);
  const issues = await startIssuesFile(store, keyOf('issues.ndjson'), options);
  return {
    issue: issues.issue,
    sink: {
      entry: (entry) => roomInBoth(ledger.line(entry), issues.sink.entry(entry)),
      notice: issues.sink.notice,
    },
    complete: async () => {
      const { count: _, ...stored } = await ledger.complete();
      return { ledger: stored, issues: await issues.complete() };
    },
    abort: async () => {
      await Promise.allSettled([ledger.abort(), issues.abort()]);
    },
  };
}
