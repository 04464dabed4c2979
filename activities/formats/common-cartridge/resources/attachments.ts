/** Files that a descriptor attaches to its object. */
import type { CompactSet } from '../../../course/compact-set.js';
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import type { PackageEntry, ReadContext } from '../../types.js';
import type { LinkTargets } from '../link-types.js';
import type { LinkReader } from '../links-in.js';
import { fileByPath } from '../plan.js';
import { fileFields } from './files.js';

export interface Attachments<Attached> {
  readonly found: readonly (Attached & { readonly target: Reference })[];
  /** Those that the package does not contain, as authored. */
  readonly missing: readonly Attached[];
  /** Files of the package that another object was made of: attached, they are files of the course besides. */
  readonly copies: readonly PackageEntry[];
}

interface Lookup {
  readonly links: Pick<LinkReader, 'findFile'>;
  readonly targets: Pick<LinkTargets, 'byPath'>;
}

/** Looks attachments up from the folder of `path`. */
export function findAttachments<Attached extends { readonly href: string }>(
  attached: readonly Attached[],
  path: string,
  { links, targets }: Lookup,
): Attachments<Attached> {
  const found: (Attached & { target: Reference })[] = [];
  const missing: Attached[] = [];
  const copies: PackageEntry[] = [];
  for (const one of attached) {
    const entry = links.findFile(one.href, path);
    const target = entry === undefined ? undefined : targets.byPath(entry.path);
    if (entry === undefined) missing.push(one);
    else if (target?.kind === 'file') found.push({ ...one, target });
    else {
      found.push({ ...one, target: fileByPath(entry.path) });
      copies.push(entry);
    }
  }
  return { found, missing, copies };
}

interface CopyTarget {
  readonly context: Pick<ReadContext, 'emit'>;
  /** Paths of the copies that were emitted. */
  readonly copied: CompactSet;
}

/** Emits copies as files of the course, each once for a package. `pathOf` gives their paths there. */
export async function emitCopies(
  copies: readonly PackageEntry[],
  { context, copied }: CopyTarget,
  pathOf = (path: string) => path,
): Promise<void> {
  for (const entry of copies) {
    if (!copied.add(entry.path)) continue;
    const file = fileFields(entry, fileByPath(entry.path).migrationId);
    await context.emit('files', { ...file, path: pathOf(entry.path) });
  }
}

/** What the ledger says of attachments that are no files of the course. */
export function lostAttachments({
  missing,
}: Pick<Attachments<{ readonly href: string; readonly role?: string }>, 'missing'>): string[] {
  return missing.map(({ href, role }) => {
    const audience = role === undefined ? '' : ` for "${role}"`;
    return `attachment "${href}"${audience}, which the package does not contain`;
  });
}

/** The fields of an assignment that its attachments are in. */
export function attachmentFields({
  found,
  missing,
}: Pick<Attachments<{ href: string; role?: string }>, 'found' | 'missing'>): Partial<Assignment> {
  return {
    ...(found.length === 0
      ? {}
      : {
          attachments: found.map(({ target, role }) => ({
            file: target,
            ...(role === undefined ? {} : { role }),
          })),
        }),
    ...(missing.length === 0 ? {} : { missingAttachments: missing.map(({ href }) => href) }),
  };
}
