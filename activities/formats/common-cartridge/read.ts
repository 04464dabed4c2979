/** Reads Common Cartridges 1.0 to 1.4, thin ones and the flat form, object by object. */
import { holdReferences } from '../qti/qti12/references.js';
import type { FormatReader, PackageSource, ReadContext } from '../types.js';
import { readCourse } from './course.js';
import { readManifest } from './manifest.js';
import { readModules } from './modules.js';
import { courseIdentifier, isOwnCartridge, withRestoredIdentities } from './own-cartridge.js';
import { beginReading, elementOf, type Reading } from './reading.js';
import { readUnnamedFiles } from './resources/files.js';
import { readResource } from './resources/read-resource.js';
import { inReadingOrder, settleSharedFiles } from './resources/shared.js';

/**
 * Throws `PackageError` when there is no manifest or it cannot be read; anything else that is broken fails alone, in
 * the ledger. In the ledger: the manifest, every item, every resource, every file a resource names, every file of
 * the package, and what the QTI reader finds in quizzes.
 */
export const commonCartridgeReader: FormatReader = { id: 'common_cartridge', read: readCommonCartridge };

async function readCommonCartridge(source: PackageSource, given: ReadContext): Promise<void> {
  const { signal } = given;
  const written = await readManifest(source, { signal });
  const isOwn = await isOwnCartridge(source, signal);
  const manifest = isOwn ? { ...written, identifier: courseIdentifier(written.identifier) } : written;
  const context = isOwn ? withRestoredIdentities(given, manifest.path) : given;
  const references = holdReferences(context);
  const reading = beginReading(source, manifest, references.context);
  await announce(reading);
  const total = manifest.resources.size + 2;
  let done = 0;
  for (const resource of inReadingOrder(reading)) {
    await reading.step();
    await readResource(resource, reading);
    done += 1;
    context.progress(done, total);
  }
  await settleSharedFiles(reading);
  await references.settle();
  await readUnnamedFiles(reading);
  context.progress(total - 1, total);
  await readModules(reading);
  await readCourse(reading);
  context.progress(total, total);
}

/** Announces all that must be settled, so that what is forgotten cannot go unnoticed. */
async function announce({ manifest, source, context }: Reading): Promise<void> {
  const { ledger } = context;
  ledger.found({ type: 'manifest', path: manifest.path });
  for (const resource of manifest.resources.values()) ledger.found(elementOf(manifest, 'resource', resource));
  for (const item of manifest.items) ledger.found(elementOf(manifest, 'item', item));
  for (const path of source.entries.keys()) ledger.found({ type: 'zip entry', path });
  for (const notice of manifest.notices) await ledger.notice(notice);
}
