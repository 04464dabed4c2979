/** What a bundle is: a plain ZIP with these files in it. */
import type { CollectionName } from './collections.js';
import type { LedgerReport } from './create-ledger.js';

export const BUNDLE_FORMAT = 'cartwright-bundle';
export const BUNDLE_VERSION = 1;

/** What the bundle holds; the first entry. */
export const INFO_FILE = 'bundle.json';
/** The index, a line per object; the second entry. */
export const INDEX_FILE = 'index.ndjson';
/** The ledger of the conversion; bundles of course versions have none. */
export const LEDGER_FILE = 'ledger.ndjson';
export const NOTICES_FILE = 'notices.ndjson';

/** The file of a collection; absent when the collection is empty. */
export function collectionFile(name: CollectionName): string {
  return `${name}.ndjson`;
}

/** Where a bundle came from, for people and for choosing defaults: `{ format: 'moodle', version: '4.1' }`. */
export type BundleSource = Readonly<Record<string, string>>;

/** The content of `bundle.json`. Holds no date and no name of a machine: the same course gives the same bytes. */
export interface BundleInfo {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: number;
  /** Objects by kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** The packs that its files lie in, sorted. */
  readonly packs: readonly string[];
  readonly ledger?: LedgerReport;
  readonly source?: BundleSource;
}

/** What a bundle was made of was wrong, or a stored bundle cannot be read: a fault of the engine, never of a package. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}
