/** What opening a package takes and gives. */
import type { StoredObject } from '../../workflows/contract.js';
import type { ArchiveLimits } from '../archive/index.js';
import type { Ledger } from '../course/ledger.js';
import type { DetectedPackage } from '../formats/detect.js';
import type { PackageSource } from '../formats/types.js';
import type { Spool } from './spool.js';

export interface OpenOptions {
  readonly limits: ArchiveLimits;
  readonly spool: Spool;
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
}

export interface OpenedPackage {
  readonly source: PackageSource;
  readonly detected: DetectedPackage;
  /** The bytes of the package, for as long as the course may need them. */
  readonly kept: StoredObject;
  /**
   * Settles what is no part of the package's content: refused files, junk, files beside its root folder. To be called
   * first: that a file was refused says more than that others miss it.
   */
  settleRest(ledger: Ledger): Promise<void>;
}
