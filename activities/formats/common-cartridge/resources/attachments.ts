/** Files that a descriptor attaches to its object. */
import type { Reference } from '../../../course/model/common.js';
import type { Reading } from '../reading.js';

export interface Attachments<Attached> {
  readonly found: readonly (Attached & { readonly target: Reference })[];
  /** Those that are no files of the course, as authored. */
  readonly missing: readonly Missing<Attached>[];
}

type Missing<Attached> = Attached & {
  /** What their file became, where it is there: a page, or the object they are attached to (its fallback). */
  readonly partOf?: Reference;
};

/** Looks attachments up from the folder of `path`. */
export function findAttachments<Attached extends { readonly href: string }>(
  attached: readonly Attached[],
  path: string,
  { links, plan }: Pick<Reading, 'links' | 'plan'>,
): Attachments<Attached> {
  const found: (Attached & { target: Reference })[] = [];
  const missing: Missing<Attached>[] = [];
  for (const one of attached) {
    const entry = links.findFile(one.href, path);
    const target = entry === undefined ? undefined : plan.claims.get(entry.path)?.target;
    if (target?.kind === 'file') found.push({ ...one, target });
    else missing.push({ ...one, ...(target === undefined ? {} : { partOf: target }) });
  }
  return { found, missing };
}

/** What the ledger says of attachments that are no files of the course. */
export function lostAttachments({
  missing,
}: Pick<Attachments<{ readonly href: string; readonly role?: string }>, 'missing'>): string[] {
  return missing.map(({ href, role, partOf }) => {
    const audience = role === undefined ? '' : ` for "${role}"`;
    const reason =
      partOf === undefined
        ? 'which the package does not contain'
        : `whose file became part of the ${partOf.kind} "${partOf.migrationId}"`;
    return `attachment "${href}"${audience}, ${reason}`;
  });
}
