/** Quizzes and question banks: QTI 1.2 files, read by the QTI reader. */
import type { Reference } from '../../../course/model/common.js';
import { PackageError } from '../../../errors.js';
import { readQuizFields } from '../../qti/qti12/quiz-fields.js';
import { readQti12 } from '../../qti/qti12/read.js';
import type { Qti12Document } from '../../qti/qti12/types.js';
import type { PackageSource, ReadContext } from '../../types.js';
import { missingLinksNotice } from '../links-in.js';
import type { ManifestResource } from '../manifest-types.js';
import type { Reading } from '../reading.js';
import { descriptorPath } from './descriptor.js';
import { inlineSource } from './inline-source.js';
import { commonFields, isForLearners, type ResourceOutcome, titleOf } from './outcome.js';
import { mergedInto } from './shared.js';

/** A quiz or bank that the file has begun: known before its questions, complete when the file was read. */
interface OpenDocument {
  readonly described: Pick<Qti12Document, 'kind' | 'title'>;
  readonly target: Reference;
  /** Questions that were emitted for it. */
  readonly questions: Reference[];
  /** Whether the ledger says that a part of the file became part of it. */
  isMentioned: boolean;
}

export async function readQuizResource(
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const { source, path } = quizFile(resource, reading);
  const twin = twinOf(resource, path, reading);
  if (twin !== undefined) return twin;
  const documents = createDocuments(resource);
  const missing = new Set<string>();
  const rewriteHtml = (html: string) => {
    const read = reading.links.read(html, path);
    for (const address of read.missing) missing.add(address);
    return read.html;
  };
  const context = countQuestions(reading.context, documents);
  const options = { path, owner: documents.owner, rewriteHtml, context, taken: reading.questionIds };
  const lost: string[] = [];
  try {
    for (const document of await readQti12(source, options))
      lost.push(...(await emitDocument(document, documents.owner(document), resource, reading)));
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    return failedOutcome(error, documents.all(), resource, reading);
  }
  const [first] = documents.all();
  if (first === undefined)
    throw new PackageError(`${path}: the file holds no assessment and no bank.`, { path });
  const notice = missingLinksNotice({
    path,
    target: first.target,
    field: 'questions',
    missing: [...missing],
  });
  if (notice !== undefined) await reading.context.ledger.notice(notice);
  return { object: { target: first.target, title: titleOf(first.described.title, resource, reading) }, lost };
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

interface Documents {
  owner(document: Pick<Qti12Document, 'kind' | 'identifier' | 'title'>): Reference;
  all(): OpenDocument[];
  count(owner: Reference, question: Reference): void;
  mention(target: Reference): void;
}

/** The first quiz or bank of a file has the identifier of the resource, further ones their own behind it. */
function createDocuments({ identifier }: ManifestResource): Documents {
  const documents = new Map<string, OpenDocument>();
  return {
    owner(document) {
      const key = `${document.kind} ${document.identifier}`;
      const known = documents.get(key);
      if (known !== undefined) return known.target;
      const kind = document.kind === 'bank' ? 'questionBank' : 'quiz';
      const migrationId = documents.size === 0 ? identifier : `${identifier}_${document.identifier}`;
      const target = { kind, migrationId } as const;
      documents.set(key, { described: document, target, questions: [], isMentioned: false });
      return target;
    },
    all: () => [...documents.values()],
    count(owner, question) {
      for (const { target, questions } of documents.values()) {
        if (isSame(target, owner)) questions.push(question);
      }
    },
    mention(mentioned) {
      for (const document of documents.values()) {
        if (isSame(document.target, mentioned)) document.isMentioned = true;
      }
    },
  };
}

function isSame(one: Reference, other: Reference): boolean {
  return one.kind === other.kind && one.migrationId === other.migrationId;
}

function countQuestions(context: ReadContext, documents: Documents): ReadContext {
  const { ledger } = context;
  return {
    ...context,
    ledger: {
      found: (element) => ledger.found(element),
      notice: (notice) => ledger.notice(notice),
      settle: async (element, outcome) => {
        await ledger.settle(element, outcome);
        if (outcome.target !== undefined) documents.mention(outcome.target);
      },
    },
    emit: async (collection, record) => {
      await context.emit(collection, record);
      if (collection === 'questions' && 'owner' in record && record.owner !== undefined)
        documents.count(record.owner, { kind: 'question', migrationId: record.migrationId });
    },
  };
}

/** Emits a quiz or bank; answers what of its metadata means nothing here. */
async function emitDocument(
  document: Qti12Document,
  target: Reference,
  resource: ManifestResource,
  reading: Reading,
): Promise<string[]> {
  const { kind, html, entries, fields } = document;
  const title = titleOf(document.title, resource, reading);
  const common = { ...commonFields(resource), migrationId: target.migrationId, title };
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

/** What was read before the file broke off is kept, with its questions in their order. */
async function failedOutcome(
  error: PackageError,
  documents: readonly OpenDocument[],
  resource: ManifestResource,
  reading: Reading,
): Promise<ResourceOutcome> {
  const begun = documents.filter(({ questions, isMentioned }) => questions.length > 0 || isMentioned);
  for (const { described, target, questions } of begun) {
    const entries = questions.map((question) => ({ type: 'question', question }) as const);
    const document = {
      identifier: '',
      fields: new Map(),
      questions: questions.length,
      ...described,
      entries,
    };
    await emitDocument(document, target, resource, reading);
  }
  const [first] = begun;
  return {
    state: 'failed',
    code: 'broken_file',
    message: error.message,
    ...(first === undefined
      ? {}
      : { object: { target: first.target, title: titleOf(first.described.title, resource, reading) } }),
  };
}
