/** Keeps account of what a package is made of: every file, resource and organisation item is settled once. */
import type { Ledger, LedgerElement, LedgerOutcome } from '../../../course/ledger.js';
import type { PackageLocation } from '../../../errors.js';
import type { Manifest, OrganizationItem } from '../../common-cartridge/manifest-types.js';
import type { PackageSource, ReadContext } from '../../types.js';
import type { Pace } from './reading.js';

export interface Accounts {
  /** Settles a file of the package; what was settled before, or is not in the package, stays as it is. */
  entry(path: string, outcome: LedgerOutcome): Promise<void>;
  /** Settles a resource of the manifest, once. */
  resource(identifier: string, outcome: LedgerOutcome): Promise<void>;
  /** Settles an item of the organisation, once. */
  item(item: OrganizationItem, outcome: LedgerOutcome): Promise<void>;
  /** Files nobody has settled. */
  openEntries(): string[];
  openResources(): string[];
  /** Whether a file was found broken. */
  hasFailed(path: string): boolean;
  /** Why a resource could not be read: where the fault lies; `undefined` for one that could. */
  faultOf(identifier: string): PackageLocation | undefined;
}

/** Announces everything, so that what is forgotten cannot go unnoticed. Each file that is settled is progress. */
export async function openAccounts(
  context: ReadContext,
  source: PackageSource,
  manifest: Manifest,
  pace: Pace,
): Promise<Accounts> {
  const { ledger, signal } = context;
  const entries = await announce(ledger, pace, source.entries.keys(), (path) => ({
    type: 'zip entry',
    path,
  }));
  const resources = await announce(ledger, pace, manifest.resources.keys(), (identifier) => ({
    type: 'resource',
    path: manifest.path,
    element: `resource "${identifier}"`,
  }));
  const items = await announce(ledger, pace, manifest.items, ({ identifier }) => ({
    type: 'item',
    path: manifest.path,
    element: `item "${identifier}"`,
  }));
  const failed = new Set<string>();
  const faults = new Map<string, PackageLocation>();
  return {
    entry: async (path, outcome) => {
      signal.throwIfAborted();
      await pace();
      if (outcome.state === 'failed') failed.add(path);
      await entries.settle(path, outcome);
      context.progress(source.entries.size - entries.open.size, source.entries.size);
    },
    resource: async (identifier, outcome) => {
      if (outcome.state === 'failed') faults.set(identifier, outcome.because ?? { path: manifest.path });
      await resources.settle(identifier, outcome);
    },
    item: items.settle,
    openEntries: () => [...entries.open],
    openResources: () => [...resources.open],
    hasFailed: (path) => failed.has(path),
    faultOf: (identifier) => faults.get(identifier),
  };
}

async function announce<Thing>(
  ledger: Ledger,
  pace: Pace,
  things: Iterable<Thing>,
  name: (thing: Thing) => LedgerElement,
) {
  const open = new Set(things);
  for (const thing of open) {
    ledger.found(name(thing));
    await pace();
  }
  return {
    open,
    settle: async (thing: Thing, outcome: LedgerOutcome) => {
      if (open.delete(thing)) await ledger.settle(name(thing), outcome);
    },
  };
}
