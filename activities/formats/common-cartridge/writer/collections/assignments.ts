/** Assignments: associated content with Canvas's settings in 1.1, the assignment extension with a fallback in 1.3. */
import type { Assignment } from '../../../../course/model/assignment.js';
import { assignmentExtension, writeAssignmentHtml, writeAssignmentSettings } from '../../../canvas/write.js';
import { noteSettings } from '../canvas-only/notes.js';
import { assignmentDescriptor, isAttachmentRole } from '../descriptors/assignment.js';
import { slugOf } from '../paths.js';
import { noteLost, noteShared } from '../shared-fields.js';
import { canvasOptions, fileDependencies, formOf, recordsOf, type Writing } from '../writing.js';

export async function writeAssignments(writing: Writing): Promise<void> {
  for await (const assignment of recordsOf(writing, 'assignments'))
    await writeAssignment(assignment, writing);
}

/** Writes an assignment with a resource of its own. */
export async function writeAssignment(assignment: Assignment, writing: Writing): Promise<void> {
  const { plan, sink, profile } = writing;
  const target = { kind: 'assignment', migrationId: assignment.migrationId } as const;
  const identifier = plan.identifiers.of(target);
  const page = plan.paths.claim(`${identifier}/${slugOf(assignment.title)}.html`);
  const place: Place = { target, identifier, page, dependencies: fileDependencies(writing, target) };
  await sink.add(page, writeAssignmentHtml(assignment, canvasOptions(writing, target, page)));
  const { assignment: type } = profile.types;
  if (type === undefined) await addAssociatedContent(assignment, place, writing);
  else {
    await addDescriptor(assignment, type, place, writing);
    noteSettings('assignment', assignment, writing.canvasOnly);
  }
  writing.done(target, page);
}

const WITHOUT_PLACE_WHEN_NESTED = [
  'metadata',
  'audience',
  'alignments',
  'attachments',
  'instructorHtml',
] as const;

/**
 * Notes an assignment that is part of the settings of a quiz or topic: it has no text and no metadata of its own
 * there.
 */
export function noteNested(
  assignment: Assignment | undefined,
  html: string | undefined,
  path: string,
  writing: Writing,
): void {
  if (assignment === undefined) return;
  const target = { kind: 'assignment', migrationId: assignment.migrationId } as const;
  if (assignment.html !== undefined && assignment.html !== html) writing.report.lost(target, 'html');
  noteLost(assignment, WITHOUT_PLACE_WHEN_NESTED, target, writing);
  noteShared('assignment', assignment, writing);
  writing.done(target, path);
}

interface Place {
  readonly target: { readonly kind: 'assignment'; readonly migrationId: string };
  readonly identifier: string;
  /** Path of its text. */
  readonly page: string;
  readonly dependencies: readonly string[];
}

async function addAssociatedContent(assignment: Assignment, place: Place, writing: Writing): Promise<void> {
  const { plan, sink, resources, profile } = writing;
  const settings = plan.paths.claim(`${place.identifier}/assignment_settings.xml`);
  await sink.add(settings, writeAssignmentSettings(assignment, canvasOptions(writing, place.target)));
  resources.add({
    identifier: place.identifier,
    type: profile.types.associatedContent,
    files: [place.page, settings],
    hasHref: true,
    described: assignment,
    dependencies: place.dependencies,
  });
}

async function addDescriptor(
  assignment: Assignment,
  type: string,
  place: Place,
  writing: Writing,
): Promise<void> {
  const { plan, sink, resources, profile, links } = writing;
  const { identifier, target, dependencies } = place;
  const path = plan.paths.claim(`${identifier}/assignment.xml`);
  const options = canvasOptions(writing, target, path);
  const extension = assignmentExtension(assignment, options);
  await sink.add(
    path,
    assignmentDescriptor(assignment, {
      ...options,
      identifier,
      extension,
      fileAddress: (file) => links.fileAddress(file, formOf(path, profile)),
    }),
  );
  resources.add({ identifier, type, files: [path], hasHref: false, described: assignment, dependencies });
  resources.add({
    identifier: plan.identifiers.derived(target, 'fallback'),
    type: profile.types.webcontent,
    files: [place.page],
    hasHref: true,
    described: { audience: assignment.audience },
    dependencies,
    variantOf: { identifier: plan.identifiers.derived(target, 'variant'), resource: identifier },
  });
  for (const attachment of assignment.attachments ?? []) reportAttachment(attachment, target, writing);
}

function reportAttachment(
  { file, role }: NonNullable<Assignment['attachments']>[number],
  target: Place['target'],
  { plan, report }: Writing,
): void {
  if (plan.filePath(file) === undefined) report.lost(target, `attachments "${file.migrationId}"`);
  if (role !== undefined && !isAttachmentRole(role)) report.lost(target, `attachments.role "${role}"`);
}
