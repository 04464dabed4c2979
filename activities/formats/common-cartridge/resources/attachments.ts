/** Files that a descriptor attaches to its object. */
import type { Reference } from '../../../course/model/common.js';
import type { Reading } from '../reading.js';

export interface Attachments<Attached> {
  readonly found: readonly (Attached & { readonly target: Reference })[];
  /** Those whose files are not there, as authored. */
  readonly missing: readonly Attached[];
}

/** Looks attachments up from the folder of `path`; files that became part of the object itself are left out. */
export function findAttachments<Attached extends { readonly href: string }>(
  attached: readonly Attached[],
  path: string,
  own: Reference,
  { links, plan }: Pick<Reading, 'links' | 'plan'>,
): Attachments<Attached> {
  const found: (Attached & { target: Reference })[] = [];
  const missing: Attached[] = [];
  for (const one of attached) {
    const entry = links.findFile(one.href, path);
    const target = entry === undefined ? undefined : plan.claims.get(entry.path)?.target;
    const isOwn = target?.kind === own.kind && target.migrationId === own.migrationId;
    if (target === undefined || isOwn) missing.push(one);
    else found.push({ ...one, target });
  }
  return { found, missing };
}

/** What the ledger says of attachments that are not there. */
export function lostAttachments({
  missing,
}: Pick<Attachments<{ readonly href: string; readonly role?: string }>, 'missing'>): string[] {
  return missing.map(({ href, role }) => {
    const audience = role === undefined ? '' : ` for "${role}"`;
    return `attachment "${href}"${audience}, which the package does not contain`;
  });
}
