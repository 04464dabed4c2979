/** What two manifests say, side by side: the organisation in order, the resources by type, the files by their bytes. */
import { readManifest } from '../../activities/formats/common-cartridge/manifest.js';
import type { Manifest, ResourceKind } from '../../activities/formats/common-cartridge/manifest-types.js';
import type { PackageSource } from '../../activities/formats/types.js';
import type { PackageRoundTrip } from './compare-packages.js';

/**
 * An item as people see it: how deep it is, its title, the kind of what it shows. Items outside of any folder are in a
 * module that is called as the course.
 */
export type OrganizationLine = string;

export interface ManifestSummary {
  readonly organization: readonly OrganizationLine[];
  /** By kind, as `webLink: 3`. */
  readonly resources: readonly string[];
}

/** Kinds that stand for one object each, in every cartridge; content may be a page, a file or a part of another. */
const OBJECT_KINDS: readonly ResourceKind[] = ['discussionTopic', 'basicLti', 'assignment', 'webLink'];

export async function summaryOf(source: PackageSource): Promise<ManifestSummary> {
  const manifest = await readManifest(source);
  return { organization: organizationOf(manifest), resources: countsOf(manifest) };
}

function organizationOf({ items, resources, metadata }: Manifest): OrganizationLine[] {
  const lines = items.map(({ depth, title = 'Untitled', identifierref }, at) => {
    const kind = identifierref === undefined ? undefined : resources.get(identifierref)?.kind;
    const shown = kind === undefined ? '' : ` (${shownAs(kind)})`;
    const isLoose = depth === 0 && identifierref !== undefined && items[at + 1]?.parent !== at;
    return { depth: isLoose ? 1 : depth, isLoose, text: `${title.replace(/\s+/g, ' ').trim()}${shown}` };
  });
  const firstLoose = lines.findIndex(({ isLoose }) => isLoose);
  const course = metadata?.titles?.[0]?.text ?? 'Course content';
  if (firstLoose !== -1) lines.splice(firstLoose, 0, { depth: 0, isLoose: false, text: course });
  return lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`);
}

/** Content that an item shows is content, whoever may see it. */
function shownAs(kind: ResourceKind): string {
  return kind === 'associatedcontent' ? 'webcontent' : kind;
}

function countsOf({ resources }: Manifest): ManifestSummary['resources'] {
  const counts: Partial<Record<ResourceKind, number>> = {};
  for (const { kind } of resources.values())
    if (OBJECT_KINDS.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  return Object.entries(counts)
    .map(([kind, count]) => `${kind}: ${count}`)
    .sort();
}

/** What is in one list and not in the other, each as often as it is so. */
export function changedLines(before: readonly string[], after: readonly string[]) {
  const left = [...after];
  const gone = before.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return { gone, added: left };
}

/** The bytes of the files of a course, which the export must hold, each under its path. */
export function filesOf({ course, exported }: PackageRoundTrip) {
  const entries = exported.sink.source().entries;
  const files = course.flatMap((each) => (each.collection === 'files' ? [each.record] : []));
  return files.map(({ path, sha256 }) => ({
    path,
    sha256,
    written: entries.get(`web_resources/${path}`)?.sha256,
  }));
}
