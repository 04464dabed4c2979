/** Fields every object may have: what of them has no place in a cartridge, told in one place for all of them. */
import type { Extensions, ObjectKind, Reference } from '../../../course/model/common.js';
import type { DescribedObject } from './metadata.js';
import type { ExportReport } from './report.js';
import type { CartridgeProfile } from './versions.js';

interface SharedFields extends DescribedObject {
  readonly migrationId: string;
  readonly extensions?: Extensions | undefined;
}

/** Kinds with a resource of their own in the manifest. */
const RESOURCE_KINDS: ReadonlySet<ObjectKind> = new Set([
  'page',
  'assignment',
  'quiz',
  'questionBank',
  'discussionTopic',
  'announcement',
  'file',
  'webLink',
  'externalTool',
  'resourceLink',
]);

/** Kinds that are written without Canvas's files, which hold Canvas's extensions word for word. */
const WITHOUT_CANVAS_FILE: ReadonlySet<ObjectKind> = new Set([
  'webLink',
  'externalTool',
  'resourceLink',
  'activity',
]);

/** Reports what of an object's shared fields the version has no place for. */
export function noteShared(kind: ObjectKind, object: SharedFields, { profile, report }: Noting): void {
  const target = { kind, migrationId: object.migrationId };
  const holdsCanvas = !WITHOUT_CANVAS_FILE.has(kind);
  for (const lost of foreignExtensions(object, '', holdsCanvas)) report.lost(target, lost);
  if (!RESOURCE_KINDS.has(kind)) return;
  if (object.metadata !== undefined && !profile.fullResourceMetadata) report.lost(target, 'metadata');
  if (object.alignments !== undefined && profile.namespaces.standards === undefined)
    report.lost(target, 'alignments');
  if (object.alignments?.some(({ caseItemUri }) => caseItemUri !== undefined))
    report.lost(target, 'alignments.caseItemUri');
}

interface Noting {
  readonly profile: CartridgeProfile;
  readonly report: ExportReport;
}

/** Objects inside a record that are noted by themselves. */
const NOTED_APART = new Set(['assignment', 'items']);

/** Settings of systems other than Canvas, wherever in a record they are: `extensions.moodle`. */
function* foreignExtensions(value: object, path: string, holdsCanvas: boolean): Generator<string> {
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== 'object' || member === null || NOTED_APART.has(key)) continue;
    const place = Array.isArray(value) ? path : `${path}${key}`;
    if (key !== 'extensions')
      yield* foreignExtensions(member, Array.isArray(value) ? path : `${place}.`, holdsCanvas);
    else
      for (const system of Object.keys(member))
        if (system !== 'canvas' || !holdsCanvas) yield `${place}.${system}`;
  }
}

/** Reports those of the named fields that an object has. */
export function noteLost<Model extends object>(
  object: Model,
  fields: readonly (keyof Model & string)[],
  target: Reference,
  { report }: Pick<Noting, 'report'>,
): void {
  for (const field of fields) if (object[field] !== undefined) report.lost(target, field);
}

/** Links and tools have no state of their own in a cartridge: they are there for everyone they are meant for. */
export function noteUnpublished(
  { published, audience = [] }: { readonly published?: boolean | undefined } & Pick<SharedFields, 'audience'>,
  target: Reference,
  { report }: Pick<Noting, 'report'>,
): void {
  const isForLearners = audience.length === 0 || audience.includes('Learner');
  if (published !== undefined && published !== isForLearners) report.lost(target, 'published');
}
