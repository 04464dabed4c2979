/** What the metadata of a manifest says otherwise in an export, who tells of it, and the rules by which it may. */
import type { LedgerEntry } from '../../activities/course/ledger.js';
import type { LeafDifference, Rule } from './package-differences.js';

const isAt =
  (pattern: RegExp) =>
  ({ document, place }: LeafDifference): boolean =>
    isOfManifest(document) && pattern.test(place);

export function isOfManifest(document: string): boolean {
  return document.startsWith('manifest ');
}

export const MANIFEST_RULES: readonly Rule[] = [
  {
    rule: 'An export is a full cartridge of version 1.1 or 1.3.',
    why: 'Thin cartridges and other versions are read, not written.',
    explains: isAt(/^manifest\/metadata\/schema(?:version)?$/),
  },
  {
    rule: 'A language is in the metadata.',
    why: 'Canvas keeps that of a course in its settings, and pages say their own; the manifest has a place for both.',
    explains: (difference) =>
      isAt(/\/lom\/general\/language$/)(difference) && difference.before === undefined,
  },
  {
    rule: 'A text without a word has no language.',
    why: 'There is nothing that it could be the language of.',
    explains: (difference) =>
      isAt(/\/string@language$/)(difference) &&
      difference.after === undefined &&
      !difference.old.has(difference.place.replace('@language', '')),
  },
  {
    rule: 'What stands in place of an assignment is for those whom that is for.',
    why: 'A reader that does not know assignments must not show it to others.',
    explains: (difference) =>
      isAt(/^manifest\/resource\[[^\]]*_fallback\]/)(difference) && difference.before === undefined,
  },
  {
    rule: 'The question bank that is for every program is for instructors.',
    why: 'The standard demands it; the package has its banks for Canvas, or its own.',
    explains: (difference) =>
      isAt(/^manifest\/resource\[[^\]]*_common\].*\/intendedEndUserRole\//)(difference) &&
      difference.before === undefined,
  },
  {
    rule: 'What a resource says of itself stands in its metadata, each standard for itself.',
    why: 'Thin cartridges say it in the resource or its descriptor as well, and put standards into sets.',
    explains: (difference) => isAt(/^manifest\/resource\[/)(difference) && isElsewhere(difference),
  },
];

/** Whether all that either side says the other says as well, of the same resource. */
function isElsewhere({ place, before, after, old, now }: LeafDifference): boolean {
  const [owner = ''] = ownerAt(place);
  const says = (leaves: LeafDifference['old'], value: string | undefined): boolean =>
    value === undefined ||
    [...leaves].some(
      ([key, other]) => other === value && key.startsWith(owner) && partAt(key) === partAt(place),
    );
  return says(now, before) && says(old, after);
}

function ownerAt(place: string): RegExpExecArray | [] {
  return /^manifest\/(item|resource)\[([^\]]*)\]/.exec(place) ?? [];
}

/** The last two elements and the attribute at a place, as `intendedEndUserRole/value`. */
function partAt(place: string): string {
  return place
    .replaceAll(/#\d+/g, '')
    .split('/')
    .slice(place.includes('@') ? -1 : -2)
    .join('/');
}

/** What the model calls what an element says. */
const FIELDS: Readonly<Record<string, string>> = {
  curriculumStandardsMetadataSet: 'alignments',
  intendedEndUserRole: 'audience',
};

/** Whether an entry is about the item, the resource or the course, and names what is not as it was. */
export function tellsOfMetadata(
  { type, element, target, state, lost = [] }: LedgerEntry,
  { place }: LeafDifference,
): boolean {
  const [, kind, identifier] = ownerAt(place);
  const isAbout =
    kind === undefined
      ? type === 'manifest' || type === 'course'
      : target?.migrationId === identifier || element?.replace(/-\d+"$/, '"') === `${kind} "${identifier}"`;
  if (!isAbout) return false;
  if (state === 'failed' || state === 'unsupported') return true;
  const steps = place.split(/[/@]/).map((step) => step.replace(/[[#].*$/s, ''));
  return steps
    .filter((step) => !FRAMES.has(step))
    .some((step) => lost.some((what) => what.includes(step) || what === FIELDS[step]));
}

/** Elements that say nothing of what is in them. */
const FRAMES = new Set([
  ...['manifest', 'item', 'resource', 'metadata', 'lom', 'general', 'lifeCycle', 'technical', 'educational'],
  ...['rights', 'relation', 'string', 'source', 'value', 'entry'],
]);
