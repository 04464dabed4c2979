/** Files that a descriptor attaches to its object. */
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import type { LinkTargets } from '../link-types.js';
import type { LinkReader } from '../links-in.js';

export interface Attachments<Attached> {
  readonly found: readonly (Attached & { readonly target: Reference })[];
  /** Those that are no files of the course, as authored. */
  readonly missing: readonly Missing<Attached>[];
}

type Missing<Attached> = Attached & {
  /** Whether the package contains their file. */
  readonly isPresent: boolean;
  /** What their file became, where it is there: a page, or the object they are attached to (its fallback). */
  readonly partOf?: Reference;
};

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
  const missing: Missing<Attached>[] = [];
  for (const one of attached) {
    const entry = links.findFile(one.href, path);
    const target = entry === undefined ? undefined : targets.byPath(entry.path);
    if (target?.kind === 'file') found.push({ ...one, target });
    else
      missing.push({
        ...one,
        isPresent: entry !== undefined,
        ...(target === undefined ? {} : { partOf: target }),
      });
  }
  return { found, missing };
}

/** What the ledger says of attachments that are no files of the course. */
export function lostAttachments({
  missing,
}: Pick<Attachments<{ readonly href: string; readonly role?: string }>, 'missing'>): string[] {
  return missing.map((one) => {
    const audience = one.role === undefined ? '' : ` for "${one.role}"`;
    return `attachment "${one.href}"${audience}, ${reasonOf(one)}`;
  });
}

function reasonOf({ partOf, isPresent }: Missing<object>): string {
  if (partOf !== undefined) return `whose file became part of the ${partOf.kind} "${partOf.migrationId}"`;
  return isPresent ? 'whose file is no file of the course' : 'which the package does not contain';
}

/** The fields of an assignment that its attachments are in. */
export function attachmentFields({
  found,
  missing,
}: Attachments<{ href: string; role?: string }>): Partial<Assignment> {
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
