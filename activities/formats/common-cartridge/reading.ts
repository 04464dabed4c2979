/** What every part of reading a cartridge has at hand. */
import { createPace } from '../../archive/pace.js';
import { type CompactSet, createCompactSet } from '../../course/compact-set.js';
import type { LedgerElement } from '../../course/ledger.js';
import type { Reference } from '../../course/model/common.js';
import type { Course } from '../../course/model/course.js';
import { createUniqueNames, type UniqueNames } from '../../course/unique-names.js';
import type { PackageLocation } from '../../errors.js';
import type { PackageSource, ReadContext } from '../types.js';
import { createLinkFaults, linkNotices, noteFaults } from './link-notices.js';
import { createLinkTargets } from './link-targets.js';
import type { LinkTargets } from './link-types.js';
import { createLinkReader, type LinkReader } from './links-in.js';
import type { Manifest, ManifestResource, OrganizationItem } from './manifest-types.js';
import { type CartridgePlan, planCartridge } from './plan.js';

/** What a resource became. */
export interface ReadObject {
  readonly target: Reference;
  readonly title: string;
}

export interface Reading {
  readonly source: PackageSource;
  readonly context: ReadContext;
  readonly manifest: Manifest;
  readonly plan: CartridgePlan;
  readonly links: LinkReader;
  readonly targets: LinkTargets;
  /** By identifier of the resource, once it was read. */
  readonly objects: Map<string, ReadObject>;
  /** Why a resource became nothing: where the fault lies, by identifier. */
  readonly faults: Map<string, PackageLocation>;
  /** Lets others have the event loop from time to time. Throws the signal's reason once it aborts. */
  step(): Promise<void> | undefined;
  /** The ids that questions have. */
  readonly questionIds: UniqueNames;
  /** Files that were emitted beside the object they are part of, by path. */
  readonly copied: CompactSet;
  /** Found on the way. */
  syllabus?: Course['syllabus'];
}

export function beginReading(source: PackageSource, manifest: Manifest, context: ReadContext): Reading {
  const plan = planCartridge(manifest, source);
  const targets = createLinkTargets(manifest, plan);
  const pace = createPace();
  return {
    source,
    context,
    manifest,
    plan,
    links: createLinkReader(source, targets),
    targets,
    objects: new Map(),
    faults: new Map(),
    step: () => {
      context.signal.throwIfAborted();
      return pace();
    },
    questionIds: createUniqueNames(),
    copied: createCompactSet(),
  };
}

/** The ledger's names of what a manifest holds. */
export function elementOf(
  { path }: Pick<Manifest, 'path'>,
  type: 'resource' | 'item',
  { identifier }: ManifestResource | OrganizationItem,
): LedgerElement {
  return { type, path, element: `${type} "${identifier}"` };
}

export interface TextPlace {
  /** The file the text stands in. */
  readonly path: string;
  /** The file its links are meant from, if that is another. */
  readonly from?: string;
  /** The object it belongs to. */
  readonly target: Reference;
  /** Which of its texts. */
  readonly field: string;
}

/** Translates the links of a text; those that lead to nothing become one notice. */
export async function readText(
  html: string,
  { from, ...place }: TextPlace,
  { links, context }: Reading,
): Promise<string> {
  const faults = createLinkFaults();
  const read = noteFaults(faults, links.read(html, from ?? place.path));
  for (const notice of linkNotices(place, faults)) await context.ledger.notice(notice);
  return read;
}
