/** Quizzes and question banks: QTI 1.2 files, read by the QTI reader. */
import { PackageError } from '../../../errors.js';
import { readQuizFields } from '../../qti/qti12/quiz-fields.js';
import { readQti12 } from '../../qti/qti12/read.js';
import type { Qti12Document, Qti12ReadOptions } from '../../qti/qti12/types.js';
import type { PackageSource } from '../../types.js';
import { createLinkFaults, linkNotices, noteFaults } from '../link-notices.js';
import type { ManifestResource } from '../manifest-types.js';
import type { Reading } from '../reading.js';
import { descriptorPath } from './descriptor.js';
import { inlineSource } from './inline-source.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';
import { mergedInto } from './shared.js';

export async function readQuizResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { source, path } = quizFile(resource, reading);
  const twin = twinOf(resource, path, reading);
  if (twin !== undefined) return twin;
  const faults = createLinkFaults();
  const rewriteHtml = (html: string) => noteFaults(faults, reading.links.read(html, path));
  const { context, questionIds: taken } = reading;
  const { documents, broken } = await readQti12(source, {
    path,
    owner: ownersOf(resource),
    rewriteHtml,
    context,
    taken,
  });
  const lost: string[] = [];
  for (const document of documents) lost.push(...(await emitDocument(document, resource, reading)));
  const [first] = documents;
  if (first === undefined)
    throw broken ?? new PackageError(`${path}: the file holds no assessment and no bank.`, { path });
  const target = first.owner;
  for (const notice of linkNotices({ path, target, field: 'questions' }, faults))
    await context.ledger.notice(notice);
  const object = { target, title: titleOf(first.title, resource, reading) };
  if (broken === undefined) return { object, lost };
  return { state: 'failed', code: 'broken_file', message: broken.message, because: broken.location, object };
}

function quizFile(resource: ManifestResource, reading: Reading): { source: PackageSource; path: string } {
  if (resource.inline === undefined)
    return { source: reading.source, path: descriptorPath(resource, reading) };
  const path = `${reading.manifest.path}#${resource.identifier}`;
  return { source: inlineSource(resource.inline, reading.source), path };
}

/** Two resources of one file are one quiz. */
function twinOf(resource: ManifestResource, path: string, reading: Reading): ResourceOutcome | undefined {
  const { plan, objects } = reading;
  const claim = plan.claims.get(path);
  if (claim === undefined || claim.by === resource.identifier) return undefined;
  const object = objects.get(claim.target.migrationId);
  return { ...mergedInto(claim.target, resource, reading), ...(object === undefined ? {} : { object }) };
}

/**
 * The first quiz or bank of a file has the identifier of the resource, further ones their own behind it. What the file
 * calls the first is not told: nothing in a cartridge goes by it, and programs give it a name of their own as a rule.
 */
function ownersOf({ identifier }: ManifestResource): Qti12ReadOptions['owner'] {
  let count = 0;
  return (document) => {
    count += 1;
    const kind = document.kind === 'bank' ? 'questionBank' : 'quiz';
    return { kind, migrationId: count === 1 ? identifier : `${identifier}_${document.identifier}` };
  };
}

/** Emits a quiz or bank; answers what of its metadata means nothing here. */
async function emitDocument(
  document: Qti12Document,
  resource: ManifestResource,
  reading: Reading,
): Promise<string[]> {
  const { kind, owner, html, entries, fields } = document;
  const title = titleOf(document.title, resource, reading);
  const common = { ...commonFields(resource), migrationId: owner.migrationId, title };
  const { quiz, unread } = readQuizFields(fields);
  const lost = unread.map((label) => `${label} "${fields.get(label) ?? ''}"`);
  if (kind === 'bank') {
    const description = html === undefined ? {} : { description: html };
    await reading.context.emit('questionBanks', { ...common, ...description });
    return lost;
  }
  await reading.context.emit('quizzes', {
    ...common,
    ...(html === undefined ? {} : { html }),
    published: isForLearners(resource),
    quizType: 'assignment',
    ...quiz,
    entries: [...entries],
  });
  return lost;
}
