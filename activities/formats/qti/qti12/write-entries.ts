/** The entries of a quiz as sections, items and pointers to items in banks. */
import type { Reference } from '../../../course/model/common.js';
import type { Question } from '../../../course/model/question.js';
import type { Quiz, QuizEntry } from '../../../course/model/quiz.js';
import { openTag, xml } from '../../xml/write.js';
import { line, missing, takeCopy, takeOwn, withPoints } from './entry-questions.js';
import type { QuestionFeed } from './question-feed.js';
import { ALL_QUESTIONS } from './selection.js';
import type { Qti12WriteOptions } from './types.js';
import { writeItem } from './write-item.js';

type Entry<Type extends QuizEntry['type']> = Extract<QuizEntry, { type: Type }>;

interface EntryContext {
  readonly quiz: Quiz;
  readonly feed: QuestionFeed;
  readonly options: Qti12WriteOptions;
}

/** Canvas's dialect: groups and headed runs of entries are sections of their own. Questions without an entry come last. */
export async function* writeEntries(
  quiz: Quiz,
  feed: QuestionFeed,
  options: Qti12WriteOptions,
): AsyncGenerator<string> {
  let sections = 0;
  let isInside = false;
  for (const entry of quiz.entries) {
    if (entry.type === 'section') {
      if (isInside) yield '</section>\n';
      isInside = Object.keys(entry).length > 1;
      sections += 1;
      if (isInside) yield openSection(entry, `section_${sections}`, options);
      continue;
    }
    noteUnheld(entry, options);
    if (entry.type === 'group') yield* writeGroup(entry, { quiz, feed, options });
    else yield* writeQuestion(entry, { quiz, feed, options });
  }
  if (isInside) yield '</section>\n';
  for await (const question of feed.rest()) yield* line(writeItem(question, options));
}

/** What Canvas says of an entry beside what the model knows: these are written, where the entry is a pointer. */
const KEPT_SETTINGS = new Set([
  'entry_type',
  'ident',
  'parent_stimulus_item_ident',
  'sourcebank_export_id',
  'sourcebank_ref',
]);

/** Canvas has no pages, and no tags of groups. */
function noteUnheld(entry: Entry<'question' | 'group'>, options: Qti12WriteOptions): void {
  const lose = (what: string) => options.onQuizLost?.(what, entry);
  if (entry.type === 'group' && (entry.tags?.length ?? 0) > 0) lose(`the tags of the group "${entry.title}"`);
  if (entry.type === 'group' && entry.externalBank !== undefined && outsideBank(entry) === undefined) {
    const reason = entry.bank === undefined ? 'it has no identifier' : 'it draws from one of the course';
    lose(`the bank outside of the course of the group "${entry.title}": ${reason}`);
  }
  if (entry.type === 'question' && entry.page !== undefined)
    lose(`the page of the question "${entry.question.migrationId}"`);
  for (const name of Object.keys(entry.extensions?.canvas ?? {}))
    if (!KEPT_SETTINGS.has(name)) lose(`the setting "${name}" of an entry`);
}

/** The bank outside of the course that a group draws from: one that can be named, where there is none of the course. */
export function outsideBank({ bank, externalBank }: Entry<'group'>): Entry<'group'>['externalBank'] {
  return bank === undefined && externalBank?.identifier.trim() !== '' ? externalBank : undefined;
}

function openSection(
  { title, html, shuffle }: Entry<'section'>,
  ident: string,
  options: Qti12WriteOptions,
): string {
  const rubric =
    html === undefined
      ? undefined
      : xml(
          'rubric',
          {},
          xml('material', {}, xml('mattext', { texttype: 'text/html' }, options.rewriteHtml(html))),
        );
  const order =
    shuffle === true ? xml('selection_ordering', {}, xml('order', { order_type: 'Random' })) : undefined;
  return `${openTag('section', { ident, title })}${rubric?.xml ?? ''}${order?.xml ?? ''}\n`;
}

async function* writeGroup(entry: Entry<'group'>, context: EntryContext): AsyncGenerator<string> {
  const { migrationId, title, bank } = entry;
  const { options } = context;
  const stimulus = setting(entry, 'parent_stimulus_item_ident');
  const attributes = { ident: migrationId, title, parent_stimulus_item_ident: stimulus };
  yield `${openTag('section', attributes)}${writeSelection(entry, context)}\n`;
  const isDrawn = (bank ?? outsideBank(entry)) !== undefined;
  for (const question of entry.questions) {
    const found = await inlineQuestion(question, entry, context);
    if (found !== undefined) yield* line(writeItem(found, options));
    else if (!isDrawn) yield* line(bankEntry(question, entry, options));
  }
  yield '</section>\n';
}

function writeSelection(entry: Entry<'group'>, context: EntryContext): string {
  const { options } = context;
  const { pick, pointsPerQuestion, bank, shuffle } = entry;
  const externalBank = outsideBank(entry);
  const all = pick === undefined ? allOf(entry, context) : undefined;
  const source = bank === undefined ? externalBank?.identifier : options.identifier(bank);
  return xml(
    'selection_ordering',
    {},
    xml(
      'selection',
      {},
      source === undefined ? undefined : xml('sourcebank_ref', {}, source),
      xml('selection_number', {}, pick ?? all),
      xml(
        'selection_extension',
        {},
        pointsPerQuestion === undefined ? undefined : xml('points_per_item', {}, pointsPerQuestion),
        externalBank?.context === undefined ? undefined : xml('sourcebank_context', {}, externalBank.context),
        externalBank === undefined ? undefined : xml('sourcebank_is_external', {}, 'true'),
        setting(entry, 'sourcebank_export_id') === undefined
          ? undefined
          : xml('sourcebank_export_id', {}, setting(entry, 'sourcebank_export_id')),
        all === undefined ? undefined : xml(ALL_QUESTIONS, {}, 'true'),
      ),
    ),
    shuffle === true ? xml('order', { order_type: 'Random' }) : undefined,
  ).xml;
}

/**
 * How many questions there are in a group of which all are asked. Canvas's importer takes a section without a number
 * for no group: what a bank has for it would be asked in no place. New Quizzes writes such groups without one, unless
 * nothing else would say that it is a group.
 */
function allOf(entry: Entry<'group'>, { quiz, options }: EntryContext): number | undefined {
  const { pointsPerQuestion, bank, questions } = entry;
  const externalBank = outsideBank(entry);
  if ((pointsPerQuestion ?? bank ?? externalBank) === undefined) return questions.length;
  if (quiz.engine === 'newQuizzes' || externalBank !== undefined) return undefined;
  return bank === undefined ? questions.length : options.bankSize?.(bank) || undefined;
}

async function* writeQuestion(entry: Entry<'question'>, context: EntryContext): AsyncGenerator<string> {
  const found = await inlineQuestion(entry.question, entry, context);
  if (found === undefined) return yield* line(bankEntry(entry.question, entry, context.options));
  yield* line(writeItem(withPoints(found, entry.points), context.options));
}

/** A question that is written out: one of the quiz's own, or in classic quizzes a copy of a bank's. */
async function inlineQuestion(
  reference: Reference,
  entry: Entry<'question' | 'group'>,
  { quiz, feed, options }: EntryContext,
): Promise<Question | undefined> {
  const isPointer = entry.type === 'question' && setting(entry, 'sourcebank_ref') !== undefined;
  if (isPointer) return undefined;
  return quiz.engine === 'newQuizzes'
    ? takeOwn(reference, feed, options)
    : ((await takeOwn(reference, feed, options)) ?? takeCopy(reference, options));
}

/** New Quizzes: a pointer to a question that lives in a bank. */
function bankEntry(
  question: Reference,
  entry: Entry<'question' | 'group'>,
  options: Qti12WriteOptions,
): string | undefined {
  const bank = options.bankOf?.(question);
  const source = bank === undefined ? setting(entry, 'sourcebank_ref') : options.identifier(bank);
  if (source === undefined) {
    options.onQuizLost?.(missing(question), entry);
    return undefined;
  }
  const points = entry.type === 'question' ? entry.points : entry.pointsPerQuestion;
  return xml('bankentry_item', {
    ident: setting(entry, 'ident'),
    sourcebank_ref: source,
    item_ref: options.identifier(question),
    parent_stimulus_item_ident: setting(entry, 'parent_stimulus_item_ident'),
    points_possible: points,
    entry_type: setting(entry, 'entry_type') ?? (bank === undefined ? undefined : 'Item'),
  }).xml;
}

function setting({ extensions }: Entry<'question' | 'group'>, name: string): string | undefined {
  const value = extensions?.canvas?.[name];
  return typeof value === 'string' ? value : undefined;
}
