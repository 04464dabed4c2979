/** Assignments of the assignment extension, with Canvas's own settings where they stand inside. */
import type { Assignment } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import { saidByCanvas } from '../../canvas/records/assignment.js';
import { saidOtherwise } from '../../said-twice.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { type AssignmentDescriptor, readAssignmentDescriptor } from '../descriptors/assignment.js';
import type { DescriptorText } from '../descriptors/text.js';
import { lostOf } from '../manifest/lost.js';
import type { ManifestResource } from '../manifest-types.js';
import { type Reading, readText } from '../reading.js';
import { attachmentFields, emitCopies, findAttachments, lostAttachments } from './attachments.js';
import { joinDescriptor } from './beside-settings.js';
import { readDescriptor } from './descriptor.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';

export async function readAssignmentResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { root, path } = await readDescriptor(resource, reading);
  const descriptor = readAssignmentDescriptor(root);
  const target: Reference = { kind: 'assignment', migrationId: resource.identifier };
  const attachments = findAttachments(descriptor.attachments, path, reading);
  const settings = readSettings(descriptor, path, resource.identifier, reading);
  const described = {
    ...(descriptor.title === undefined ? {} : { title: descriptor.title }),
    ...gradingOf(descriptor),
    ...attachmentFields(attachments),
  };
  const joined = joinDescriptor(settings.fields, described, descriptor);
  const title = titleOf(joined.fields.title, resource, reading);
  const textOf = (text: DescriptorText | undefined, field: string) =>
    text === undefined ? undefined : readText(text.html, { path, target, field }, reading);
  const html = await textOf(descriptor.text, 'text');
  const instructorHtml = await textOf(descriptor.instructorText, 'instructor_text');
  await emitCopies(attachments.copies, reading);
  await reading.context.emit('assignments', {
    ...joined.fields,
    title,
    ...(html === undefined ? {} : { html }),
    ...(instructorHtml === undefined || instructorHtml === '' ? {} : { instructorHtml }),
    ...commonFields(resource),
    published: isForLearners(resource) && settings.fields.published !== false,
    path,
  });
  const lost = [
    ...saidOtherwise('@identifier', descriptor.identifier, [resource.identifier]),
    ...lostOf(root),
    ...settings.lost,
    ...lostAttachments(attachments),
    ...joined.otherwise,
  ];
  return { object: { target, title }, lost };
}

function gradingOf({ gradable, pointsPossible, submissionTypes }: AssignmentDescriptor): Partial<Assignment> {
  return {
    ...(gradable === undefined ? {} : { gradingType: gradable ? 'points' : 'notGraded' }),
    ...(pointsPossible === undefined ? {} : { pointsPossible }),
    ...(submissionTypes === undefined ? {} : { submissionTypes: [...submissionTypes] }),
  };
}

interface Settings {
  readonly fields: Partial<Assignment>;
  readonly lost: readonly string[];
}

/** Canvas's `assignment` inside `extensions`; other extensions stay unread. */
function readSettings(
  { extensions }: AssignmentDescriptor,
  path: string,
  fallback: string,
  reading: Reading,
): Settings {
  const element = extensions.flatMap((block) => elements(block, 'assignment'))[0];
  if (element === undefined) return { fields: {}, lost: [] };
  takePlatform(extensions, element);
  const scope = { rewriteHtml: (html: string) => reading.links.read(html, path).html };
  return withoutStrangers(saidByCanvas(element, scope, fallback), reading);
}

function takePlatform(extensions: readonly XmlElement[], element: XmlElement): void {
  for (const block of extensions)
    if (block.children.includes(element)) block.taken.attributes.push('platform');
}

/** Fields that name objects a plain cartridge may not have. */
const NAMING = ['group', 'gradingStandard', 'rubric', 'quiz', 'annotatedFile'] as const;

function withoutStrangers(said: Partial<Assignment>, { plan }: Reading): Settings {
  const fields = { ...said };
  const lost: string[] = [];
  for (const name of NAMING) {
    const value = fields[name];
    const target = value === undefined ? undefined : referenceIn(value);
    if (target === undefined || plan.target(target.migrationId)?.kind === target.kind) continue;
    delete fields[name];
    lost.push(`${name} "${target.migrationId}", which the package does not have`);
  }
  return { fields, lost };
}

function referenceIn(value: NonNullable<Assignment[(typeof NAMING)[number]]>): Reference | undefined {
  if ('migrationId' in value) return value;
  return 'rubric' in value && 'migrationId' in value.rubric ? value.rubric : undefined;
}
