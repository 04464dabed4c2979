/** Resources that name a file another one has brought: they share its fate, once that is known. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import { mergedOutcome, type Reading } from './reading.js';
import { lostOfPart } from './said-by-resource.js';

export async function readTwins(reading: Reading): Promise<void> {
  const { catalogue, accounts } = reading;
  for (const [twin, owner] of catalogue.twins) {
    const outcome = twinOutcome(twin, owner, reading);
    if (outcome !== undefined) await accounts.resource(twin, outcome);
  }
}

function twinOutcome(
  twin: string,
  owner: string,
  { accounts, objects, manifest }: Reading,
): LedgerOutcome | undefined {
  const because = accounts.faultOf(owner);
  if (because !== undefined) {
    const message = `${manifest.path}: resource "${twin}" names a file of resource "${owner}", which could not be read.`;
    return { state: 'failed', code: 'broken_file', message, because };
  }
  const target = objects.get(owner);
  const resource = manifest.resources.get(twin);
  if (target === undefined || resource === undefined) return undefined;
  return mergedOutcome(target, lostOfPart(resource, manifest.resources.get(owner)));
}
