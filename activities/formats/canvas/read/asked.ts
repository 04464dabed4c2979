/** What the questions of a package ask, offer, and are worth, in little room: what a copy says is held against it. */
import { createCompactSet } from '../../../course/compact-set.js';
import type { Question } from '../../../course/model/question.js';
import type { Quiz } from '../../../course/model/quiz.js';
import { decodeHtml } from '../../html/entities.js';
import { phraseOf } from '../../said-twice.js';
import type { ReadContext } from '../../types.js';

export interface Asked {
  /** Whether a question asks this: Canvas gives it another ident in the copy, so its words have to do. */
  has(stem: string): boolean;
  /** What a question of a copy of `quiz` says that none of the same words does: answers, which are right, points. */
  beyond(copy: Question, stem: string, quiz: string): string[];
}

/** Notes every question that is emitted, as some hashes of words. */
export function noteAsked(given: ReadContext): { readonly context: ReadContext; readonly asked: Asked } {
  const facts = createCompactSet();
  const context: ReadContext = {
    ...given,
    emit: async (collection, record) => {
      if (collection === 'questions') for (const fact of factsOf(record as Question)) facts.add(fact);
      if (collection === 'quizzes') for (const fact of factsOfQuiz(record as Quiz)) facts.add(fact);
      await given.emit(collection, record);
    },
  };
  return {
    context,
    asked: {
      has: (stem) => facts.has(wordsOf(stem)),
      beyond: (copy, stem, quiz) => {
        const about = (fact: string) => facts.has(`${wordsOf(stem)} ${fact}`);
        const { points = 0 } = copy;
        const isWorth = points === 0 || about(worth(points)) || facts.has(`${quiz} ${worth(points)}`);
        return [...answersBeyond(copy, about), ...(isWorth ? [] : [phraseOf('points', String(points))])];
      },
    },
  };
}

/** Each begins with the words of the question: they have no white space. */
function factsOf(question: Question): string[] {
  const stem = wordsOf(question.stem);
  const { points } = question;
  const answers = answersOf(question)?.map(({ words, isRight }) => (isRight ? right(words) : wrong(words)));
  const facts = [...(answers ?? [OTHER_ANSWERS]), ...(points === undefined ? [] : [worth(points)])];
  return [stem, ...facts.map((fact) => `${stem} ${fact}`)];
}

/** A quiz may say what a question is worth in it. */
function factsOfQuiz({ migrationId, entries }: Quiz): string[] {
  const points = entries.map((entry) =>
    entry.type === 'question' ? entry.points : entry.type === 'group' ? entry.pointsPerQuestion : undefined,
  );
  const each = new Set(points.filter((number) => number !== undefined));
  return [...each].map((number) => `${migrationId} ${worth(number)}`);
}

const OTHER_ANSWERS = 'other answers';
const right = (words: string) => `right ${words}`;
const wrong = (words: string) => `wrong ${words}`;
const worth = (points: number) => `worth ${points}`;

interface Answer {
  readonly words: string;
  readonly text: string;
  readonly isRight: boolean;
}

/**
 * A copy may say less: fewer answers, and fewer of them right. Where a question of the same words has answers of a
 * shape that the standard lacks, nothing can be said.
 */
function answersBeyond(copy: Question, about: (fact: string) => boolean): string[] {
  if (about(OTHER_ANSWERS)) return [];
  return (answersOf(copy) ?? []).flatMap(({ words, text, isRight }) => {
    if (about(right(words))) return [];
    if (isRight) return [phraseOf('right answer', text)];
    return about(wrong(words)) ? [] : [phraseOf('answer', text)];
  });
}

/** Of the kinds that the profile knows, and of those without answers. */
function answersOf(question: Question): readonly Answer[] | undefined {
  switch (question.interaction) {
    case 'multipleChoice':
    case 'trueFalse':
    case 'multipleAnswers':
      return question.answers.map(({ html, weight }) => answer(html, wordsOf(html), weight));
    case 'shortAnswer':
      return question.answers.map(({ text, weight }) => answer(text, withoutSpace(text), weight));
    case 'essay':
    case 'fileUpload':
    case 'textOnly':
      return [];
    default:
      return undefined;
  }
}

function answer(text: string, words: string, weight: number): Answer {
  return { text, words, isRight: weight > 0 };
}

/** A text without its markup. */
function wordsOf(html: string): string {
  return withoutSpace(decodeHtml(html.replace(/<[^<>]*>/g, ' ')));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
