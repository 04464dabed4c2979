/** What people read of a ledger: every fault once, in a sentence, placed where it lies. */
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { issueOfEntry } from '../../activities/jobs/issues.js';
import { startIssuesFile } from '../../activities/jobs/report-files.js';
import { createMemoryStore } from '../../activities/storage/index.js';
import type { StoredIssue } from '../../workflows/contract.js';

async function issuesOf(...entries: readonly LedgerEntry[]): Promise<StoredIssue[]> {
  const store = createMemoryStore();
  const file = await startIssuesFile(store, 'issues', {});
  for (const entry of entries) await file.sink.entry(entry);
  const { count } = await file.complete();
  const { bytes } = await store.get('issues');
  const lines = Buffer.from(bytes).toString().split('\n').slice(0, -1);
  expect(lines).toHaveLength(count);
  return lines.map((line) => JSON.parse(line) as StoredIssue);
}

const MANIFEST = 'imsmanifest.xml';
const GONE = {
  state: 'failed',
  code: 'missing_file',
  message: 'imsmanifest.xml: resource "r" names "a.html", which the package does not contain.',
  because: { path: 'a.html' },
} as const;

describe('issues', () => {
  it('are made of what is not whole in the result', async () => {
    const entry = { type: 'resource', path: MANIFEST, message: 'Because.' } as const;
    const states = ['imported', 'merged', 'leftOut', 'changed', 'unsupported', 'failed'] as const;
    const issues = await issuesOf(...states.map((state) => ({ ...entry, element: state, state })));
    expect(issues.map(({ element, severity }) => [element, severity])).toEqual([
      ['changed', 'warning'],
      ['unsupported', 'warning'],
      ['failed', 'error'],
    ]);
  });

  it('tell a fault once, where it lies, however many elements it spoils', async () => {
    const issues = await issuesOf(
      { type: 'file reference', path: MANIFEST, element: 'resource "r", file "a.html"', ...GONE },
      { type: 'resource', path: MANIFEST, element: 'resource "r"', ...GONE },
      {
        type: 'item',
        path: MANIFEST,
        element: 'item "i"',
        state: 'changed',
        message: 'imsmanifest.xml: item "i" shows resource "r", of which nothing could be imported to show.',
        because: { path: 'a.html' },
      },
    );
    expect(issues).toEqual([
      { id: 1, severity: 'error', code: 'missing_file', message: GONE.message, path: 'a.html' },
    ]);
  });

  it('tell two faults of one file, and one fault of two files, as two', async () => {
    const one = { type: 'resource', path: MANIFEST, ...GONE };
    expect(await issuesOf(one, { ...one, because: { path: 'b.html' } })).toHaveLength(2);
    expect(await issuesOf(one, { ...one, because: { path: 'a.html', element: 'item "1"' } })).toHaveLength(2);
  });

  it('tell every entry that names no fault it comes of', async () => {
    const { because: _, ...own } = GONE;
    const entry = { type: 'resource', path: MANIFEST, ...own };
    expect(await issuesOf(entry, entry)).toHaveLength(2);
  });

  it('do not take a fault for told when what it spoilt was not selected', async () => {
    const left = { type: 'page', path: 'a.html', state: 'leftOut', because: { path: 'b.png' } } as const;
    const issues = await issuesOf(left, { ...left, state: 'changed', message: 'a.html: b.png is missing.' });
    expect(issues).toHaveLength(1);
  });

  it('name what was lost of an element that has no sentence of its own', () => {
    const entry = { type: 'resource', path: MANIFEST, element: 'resource "r"', state: 'changed' } as const;
    expect(issueOfEntry({ ...entry, lost: ['title "A"', 'the icon'] })?.message).toBe(
      'imsmanifest.xml: resource "r": not carried over: title "A"; the icon.',
    );
    expect(issueOfEntry({ type: 'zip entry', path: 'a.xml', state: 'changed', lost: ['b'] })?.message).toBe(
      'a.xml: not carried over: b.',
    );
  });
});
