/** Files that a descriptor names as attachments. */
import type { Reference } from '../../../course/model/common.js';
import type { Reading } from './reading.js';

export interface Attachments {
  readonly files: readonly Reference[];
  /** Addresses of files that the package does not contain. */
  readonly missing: readonly string[];
}

/** The files at these addresses, as they stand in the file `from`. */
export function findAttachments(
  { linkReader, targets }: Reading,
  addresses: readonly string[],
  from: string,
): Attachments {
  const files: Reference[] = [];
  const missing: string[] = [];
  for (const address of addresses) {
    const entry = linkReader.findFile(address, from);
    const file = entry === undefined ? undefined : targets.byPath(entry.path);
    if (file?.kind === 'file') files.push(file);
    else missing.push(address);
  }
  return { files, missing };
}
