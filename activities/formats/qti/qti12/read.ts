/** Reads a QTI 1.2 file of any size: one item at a time, every container and item settled in the ledger. */
import { PackageError } from '../../../errors.js';
import type { PackageSource } from '../../types.js';
import { streamXml } from '../../xml/parse.js';
import type { XmlElement } from '../../xml/tree.js';
import { createFileReader } from './file-reader.js';
import type { Qti12File, Qti12ReadOptions } from './types.js';

/** Elements that hold items; everything directly inside one is read whole and forgotten. */
const CONTAINERS = new Set(['questestinterop', 'assessment', 'objectbank', 'section']);

/**
 * Reads `options.path`: every item becomes a question and is emitted at once, every assessment and bank comes back
 * as a document without its questions. Items outside of both are a bank named after the file.
 *
 * Every item, section, assessment and bank is settled in the ledger exactly once; an item that is broken fails
 * alone. Of a file that is not well-formed, or no QTI 1.2, what stands before the fault comes back with the reason;
 * what was open there is settled as failed.
 */
export async function readQti12(source: PackageSource, options: Qti12ReadOptions): Promise<Qti12File> {
  const { path, context } = options;
  const reader = createFileReader(options);
  try {
    for await (const events of streamXml(source.open(path, context.signal), path, isRecord)) {
      for (const event of events) {
        context.signal.throwIfAborted();
        checkRoot(event.element, event.ancestors, path);
        if (event.type === 'open') reader.open(event.element);
        else if (event.type === 'close') await reader.close(event.element);
        else await reader.record(event.element);
      }
    }
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    return { documents: await reader.fail(error), broken: error };
  }
  return { documents: await reader.finish() };
}

function isRecord(element: XmlElement): boolean {
  return !CONTAINERS.has(element.name);
}

function checkRoot({ name }: XmlElement, ancestors: readonly XmlElement[], path: string): void {
  if (ancestors.length > 0 || CONTAINERS.has(name) || name === 'item') return;
  throw new PackageError(`${path}: the root element is "${name}", not questestinterop.`, { path });
}
