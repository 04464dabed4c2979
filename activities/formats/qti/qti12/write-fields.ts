/** The metadata of an item: what Canvas writes and what the Common Cartridge profile allows. */
import type { Question } from '../../../course/model/question.js';
import { type Markup, xml } from '../../xml/write.js';
import type { ItemBody } from './interactions/handler.js';
import { writeCommonFields } from './item-fields.js';
import { isBlank, type OpenItem } from './item-writing.js';
import { areOfDifferentNumbers } from './label-ids.js';
import type { Qti12WriteOptions } from './types.js';

export type Field = readonly [label: string, entry: string];

export function writeField([label, entry]: Field): Markup {
  return xml('qtimetadatafield', {}, xml('fieldlabel', {}, label), xml('fieldentry', {}, entry));
}

/** The cartridge counts in whole points from 1 to 99. */
export function cartridgeFields(question: Question, { profile }: ItemBody, item: OpenItem): Field[] {
  const { category, points } = question;
  const isWeight = points !== undefined && Number.isInteger(points) && points > 0 && points < 100;
  if (points !== undefined && !isWeight) item.lose(`its ${points} points`);
  return [
    ['cc_profile', `cc.${profile}.v0p1`],
    ...(isBlank(category) ? [] : [['cc_question_category', item.text(category ?? '')] as const]),
    ...(isWeight ? [['cc_weighting', String(points)] as const] : []),
    ...(profile === 'essay' ? [['qmd_computerscored', 'No'] as const] : []),
  ];
}

export function canvasFields(
  question: Question,
  { answerIds = [] }: ItemBody,
  questionType: string,
  item: OpenItem,
  options: Qti12WriteOptions,
): Field[] {
  const context = {
    html: item.html,
    question: (migrationId: string) => options.identifier({ kind: 'question', migrationId }),
  };
  const kept = ['source_url', 'passage'].flatMap((name): Field[] => {
    const value = item.kept(name);
    return value === undefined ? [] : [[name, item.text(value)]];
  });
  const common = writeCommonFields(question, context).map(
    ([label, value]): Field => [label, item.text(value)],
  );
  const fields: Field[] = [
    ['question_type', questionType],
    ['points_possible', question.points === undefined ? '' : decimal(question.points)],
    ['original_answer_ids', item.text(writeAnswerIds(answerIds))],
    ...common,
    ...kept,
  ];
  const written = new Set(fields.map(([label]) => label));
  return [...fields, ...sourceFields(question, item).filter(([label]) => !written.has(label))];
}

/** Canvas writes whole points as `1.0`. */
function decimal(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

/**
 * With commas between them, as Canvas does; as a JSON array, as New Quizzes does, where a comma would not tell, and
 * where two begin with the same number: that is all Canvas takes of an id, and of a JSON array it takes none.
 */
function writeAnswerIds(given: readonly (string | undefined)[]): string {
  const ids = given.map((id) => id ?? '');
  const isList = ids.every((id) => /^[\w.:-]*$/.test(id)) && areOfDifferentNumbers(ids, /^-?\d+/);
  return isList ? ids.join(',') : JSON.stringify(ids);
}

/** Metadata of the source that nobody understood, as it was. */
function sourceFields({ extensions }: Question, item: OpenItem): Field[] {
  const metadata = extensions?.qti?.metadata;
  if (typeof metadata !== 'object' || metadata === null) return [];
  return Object.entries(metadata).flatMap(([label, entry]): Field[] =>
    typeof entry === 'string' ? [[item.text(label), item.text(entry)]] : [],
  );
}
