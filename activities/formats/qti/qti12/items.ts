/** Reads one item after the other: emits its question, settles it in the ledger, and lets a broken one fail alone. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import type { QuizEntry } from '../../../course/model/quiz.js';
import { PackageError } from '../../../errors.js';
import { attribute, type XmlElement } from '../../xml/tree.js';
import type { OpenDocument } from './documents.js';
import type { Identities } from './identities.js';
import { countMislabelled } from './material.js';
import { fieldValue, itemFields } from './metadata.js';
import { type ReadItem, readItem } from './read-item.js';
import type { Qti12ReadOptions } from './types.js';

/** Reads an item into its document; gives the quiz entry for it, or nothing when it is broken. */
export async function takeItem(
  element: XmlElement,
  document: OpenDocument,
  category: string,
  identities: Identities,
  options: Qti12ReadOptions,
): Promise<QuizEntry | undefined> {
  const { path, context, rewriteHtml } = options;
  const { count, owner, kind } = document;
  count.items += 1;
  const { migrationId, name } = identities.item(identOf(element) ?? `${path}#${identities.count + 1}`);
  const inBank = kind === 'bank' && category !== '' ? { category } : {};
  try {
    const found = readItem(element, {
      path,
      name,
      migrationId,
      owner,
      position: count.items,
      ...inBank,
      rewriteHtml,
    });
    await context.emit('questions', found.question);
    count.questions += 1;
    await context.ledger.settle({ type: 'item', path, element: name }, outcomeOf(found, name, path));
    await noteAnswer(found, name, options);
    await noteMislabelled(element, found, name, options);
    return { type: 'question', question: referenceTo(found), ...pageOf(element) };
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    const outcome: LedgerOutcome = { state: 'failed', code: 'broken_item', message: error.message };
    await context.ledger.settle({ type: 'item', path, element: name }, outcome);
    return undefined;
  }
}

/** Blackboard keeps an item's id in its metadata, Brightspace in its label. */
function identOf(item: XmlElement): string | undefined {
  const ident = attribute(item, 'ident')?.trim();
  return (
    ident ||
    fieldValue(itemFields(item), 'bbmd_asi_object_id') ||
    item.attributes.get('label')?.trim() ||
    undefined
  );
}

/** The page of its quiz an item is on (Brightspace). */
function pageOf(item: XmlElement): { page?: number } {
  const page = Number(item.attributes.get('page') ?? Number.NaN);
  return Number.isSafeInteger(page) ? { page } : {};
}

function referenceTo({ question }: ReadItem): Reference {
  return { kind: 'question', migrationId: question.migrationId };
}

function outcomeOf(found: ReadItem, name: string, path: string): LedgerOutcome {
  const { question, lost, sourceType } = found;
  const target = referenceTo(found);
  if (question.interaction !== 'unknown')
    return lost.length === 0 ? { state: 'imported', target } : { state: 'changed', lost, target };
  const type = sourceType === '' ? 'of a kind' : `of the type "${sourceType}", which is`;
  const message = `${path}: ${name} is ${type} not handled; it was kept word for word.`;
  return { state: 'unsupported', code: 'unknown_question_type', message, target };
}

async function noteAnswer(found: ReadItem, name: string, { path, context }: Qti12ReadOptions): Promise<void> {
  if (found.hasAnswer) return;
  await context.ledger.notice({
    severity: 'warning',
    code: 'no_correct_answer',
    message: `${path}: ${name}: the correct answer could not be determined.`,
    path,
    element: name,
    target: referenceTo(found),
  });
}

async function noteMislabelled(
  element: XmlElement,
  found: ReadItem,
  name: string,
  { path, context }: Qti12ReadOptions,
): Promise<void> {
  const count = countMislabelled(element);
  if (count === 0) return;
  const texts =
    count === 1
      ? '1 text says that it is plain, and shows'
      : `${count} texts say that they are plain, and show`;
  await context.ledger.notice({
    severity: 'warning',
    code: 'html_called_plain',
    message: `${path}: ${name}: ${texts} files of the package as HTML does; read as HTML.`,
    path,
    element: name,
    target: referenceTo(found),
  });
}
