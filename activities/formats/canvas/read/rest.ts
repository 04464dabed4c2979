/** Settles what no step has understood: nothing of a package may go without a word. */
import { noteReferences } from '../../common-cartridge/resources/read-resource.js';
import type { Reading } from './reading.js';

export async function settleRest(reading: Reading): Promise<void> {
  await settleUnknown(reading);
  const { accounts, catalogue, manifest } = reading;
  for (const path of catalogue.unknownSettings) {
    const message = `${path}: no version of Canvas that is known here writes this file, so it was not read.`;
    await accounts.entry(path, { state: 'unsupported', code: 'unknown_settings', message });
  }
  for (const path of accounts.openEntries()) {
    const message = `${path}: nothing in the package says what this file is.`;
    await accounts.entry(path, { state: 'unsupported', code: 'unknown_file', message });
  }
  for (const resource of manifest.resources.values()) await noteReferences(resource, reading);
  for (const identifier of accounts.openResources()) {
    const message = `${manifest.path}: nothing is known of resource "${identifier}" that could be read.`;
    await accounts.resource(identifier, { state: 'unsupported', code: 'unknown_resource', message });
  }
}

/** The files of such a resource have become files of the course. */
async function settleUnknown({ accounts, catalogue, manifest }: Reading): Promise<void> {
  for (const { identifier, type } of catalogue.unknown) {
    const message = `${manifest.path}: resource "${identifier}" is of type "${type}", which is not read; its files are kept as files of the course.`;
    await accounts.resource(identifier, { state: 'unsupported', code: 'unknown_resource_type', message });
  }
}
