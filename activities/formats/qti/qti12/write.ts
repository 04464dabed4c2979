/** Writes quizzes and question banks as QTI 1.2, item by item, the same bytes for the same input. */
import type { QuestionBank, Quiz } from '../../../course/model/quiz.js';
import { openTag, XML_DECLARATION, xml } from '../../xml/write.js';
import { createQuestionFeed } from './question-feed.js';
import { writeQuizFields } from './quiz-fields.js';
import type { Qti12WriteOptions, WriteAssessment, WriteBank } from './types.js';
import { writeEntries } from './write-entries.js';
import { writeField } from './write-fields.js';
import { writeFlat } from './write-flat.js';
import { writeItem } from './write-item.js';

const NAMESPACE = 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2';
const SCHEMAS = {
  cc: 'http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd',
  canvas: 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd',
} as const;

/**
 * A quiz. `questions` are those that live in it, best in the order of its entries. In the `cc` profile the file is
 * valid only when at least one question could be written: a section there must not be empty.
 */
export const writeAssessment12: WriteAssessment = async function* (quiz, questions, options) {
  const { profile } = options;
  const feed = createQuestionFeed(questions);
  try {
    yield openRoot(profile);
    yield openTag('assessment', {
      ident: options.identifier({ kind: 'quiz', migrationId: quiz.migrationId }),
      title: quiz.title,
      external_assignment_id:
        profile === 'canvas' ? canvasSetting(quiz, 'external_assignment_id') : undefined,
    });
    yield writeFields(writeQuizFields(quiz, profile, (lost) => options.onQuizLost?.(lost)));
    if (profile === 'cc') yield writeRubric(quiz, options);
    yield `${openTag('section', { ident: 'root_section' })}\n`;
    yield* profile === 'cc' ? writeFlat(quiz, feed, options) : writeEntries(quiz, feed, options);
    yield '</section></assessment></questestinterop>\n';
  } finally {
    await feed.close();
  }
};

/** A question bank with its questions. */
export const writeBank12: WriteBank = async function* (bank, questions, options) {
  const isCanvas = options.profile === 'canvas';
  yield openRoot(options.profile);
  yield openTag('objectbank', {
    ident: options.identifier({ kind: 'questionBank', migrationId: bank.migrationId }),
    canvas_item_bank: isCanvas ? canvasSetting(bank, 'canvas_item_bank') : undefined,
  });
  const type: [string, string][] =
    isCanvas && bank.bankType !== undefined ? [['bank_type', bank.bankType]] : [];
  yield `${writeFields([['bank_title', bank.title], ...type])}\n`;
  for await (const question of questions) {
    const item = writeItem(question, options);
    if (item !== undefined) yield `${item}\n`;
  }
  yield '</objectbank></questestinterop>\n';
};

function openRoot(profile: 'cc' | 'canvas'): string {
  const root = openTag('questestinterop', {
    xmlns: NAMESPACE,
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation': `${NAMESPACE} ${SCHEMAS[profile]}`,
  });
  return `${XML_DECLARATION}${root}\n`;
}

function writeFields(fields: readonly (readonly [string, string])[]): string {
  return fields.length === 0 ? '' : xml('qtimetadata', {}, fields.map(writeField)).xml;
}

/** The description; in Canvas's dialect it is in a file of its own. */
function writeRubric({ html }: Quiz, { rewriteHtml }: Qti12WriteOptions): string {
  if (html === undefined || html.trim() === '') return '';
  const text = xml('mattext', { texttype: 'text/html' }, rewriteHtml(html));
  return xml('rubric', {}, xml('material', {}, text)).xml;
}

function canvasSetting({ extensions }: Quiz | QuestionBank, name: string): string | undefined {
  const value = extensions?.canvas?.[name];
  return typeof value === 'string' ? value : undefined;
}
