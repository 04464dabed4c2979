/** Questions of kinds Canvas does not have, as the nearest kind it has, with a word on what that leaves out. */
import type { Interaction, Question, QuestionOf } from '../../../course/model/question.js';
import { escapeAttribute, escapeText } from '../../xml/write.js';

export interface Approximation {
  readonly question: Question;
  readonly lost: readonly string[];
}

type Rules = { readonly [Name in Interaction]?: (question: QuestionOf<Name>) => Approximation | undefined };

const RULES: Rules = {
  opinionScale: asMultipleChoice,
  slider: asNumerical,
  matchMatrix: asMatching,
  cloze: asBlanks,
  gapText: asDropdowns,
  drawing: asDrawing,
  media: asRecording,
};

/** The question itself where the profile has its kind, or where nothing is near enough. */
export function approximate(question: Question, profile: 'cc' | 'canvas'): Approximation {
  const rule = RULES[question.interaction] as ((asked: Question) => Approximation | undefined) | undefined;
  const near = profile === 'canvas' ? rule?.(question) : undefined;
  return near ?? { question, lost: [] };
}

function asMultipleChoice({ choices, ...common }: QuestionOf<'opinionScale'>): Approximation {
  const answers = choices.map((choice) => ({ ...choice, weight: 0 }));
  return {
    question: { ...common, interaction: 'multipleChoice', answers },
    lost: ['that it is an opinion scale, of which no choice is right'],
  };
}

function asNumerical({ minimum, maximum, step: _, value, ...common }: QuestionOf<'slider'>): Approximation {
  const answers = value === undefined ? [] : [{ type: 'exact' as const, value, margin: 0, weight: 100 }];
  return {
    question: { ...common, interaction: 'numerical', answers },
    lost: [`that it is a slider from ${minimum} to ${maximum}`],
  };
}

/** A matrix with one right column in every row is a matching question. */
function asMatching({
  rows,
  columns,
  pairs,
  ...common
}: QuestionOf<'matchMatrix'>): Approximation | undefined {
  const right = pairs.filter(({ weight }) => weight > 0);
  const matches = rows.map(({ id }) => right.filter(({ row }) => row === id).map(({ column }) => column));
  if (matches.some(({ length }) => length !== 1)) return undefined;
  const premises = rows.map((row, index) => ({ ...row, match: matches[index]?.[0] }));
  return {
    question: { ...common, interaction: 'matching', premises, targets: columns },
    lost: ['that it is a matrix'],
  };
}

/** Only choices make dropdowns, only texts and numbers make blanks; of a mixture the choices' right texts stay. */
function asBlanks({ parts, stem, ...common }: QuestionOf<'cloze'>): Approximation | undefined {
  const text = parts.reduce((html, { id }) => html.replaceAll(`{#${id}}`, `[${id}]`), stem);
  if (parts.some(({ type }) => type === 'multipleAnswers')) return undefined;
  if (parts.every(({ type }) => type === 'multipleChoice')) {
    const blanks = parts.map(({ id, choices = [] }) => ({ name: id, choices }));
    return {
      question: { ...common, stem: text, interaction: 'dropdowns', blanks },
      lost: ['the points of its parts'],
    };
  }
  const blanks = parts.map((part) => ({ name: part.id, answers: textsOf(part) }));
  return {
    question: { ...common, stem: text, interaction: 'fillInBlanks', blanks },
    lost: ['the points of its parts', ...parts.flatMap(lostOfPart)],
  };
}

type Part = QuestionOf<'cloze'>['parts'][number];

function textsOf({ choices = [], texts = [], numbers = [] }: Part) {
  const chosen = choices
    .filter(({ weight }) => weight > 0)
    .map(({ id, html, weight }) => ({ id, text: html.replace(/<[^<>]*>/g, '').trim(), weight }));
  const counted = numbers.flatMap((number) =>
    number.type === 'exact' || number.type === 'precision'
      ? [{ text: String(number.value), weight: number.weight }]
      : [],
  );
  return [...texts, ...chosen, ...counted];
}

function lostOfPart({ id, type }: Part): string[] {
  if (type === 'multipleChoice') return [`the choices offered in the part "${id}"`];
  return type === 'numerical' ? [`that the part "${id}" takes numbers`] : [];
}

/** Words to drag into gaps are dropdowns that all offer the same, where the stem says where the gaps are. */
function asDropdowns({ choices, gaps, stem, ...common }: QuestionOf<'gapText'>): Approximation | undefined {
  if (!gaps.every(({ id }) => stem.includes(`{#${id}}`) || stem.includes(`[${id}]`))) return undefined;
  const text = gaps.reduce((html, { id }) => html.replaceAll(`{#${id}}`, `[${id}]`), stem);
  const blanks = gaps.map(({ id, choice, group }) => ({
    name: id,
    choices: choices
      .filter((offered) => offered.group === group)
      .map((offered) => ({ id: offered.id, html: offered.html, weight: offered.id === choice ? 100 : 0 })),
  }));
  return {
    question: { ...common, stem: text, interaction: 'dropdowns', blanks },
    lost: ['that words are dragged'],
  };
}

function asDrawing({ image, ...question }: QuestionOf<'drawing'>): Approximation {
  return asUpload(question, image, 'that the answer is a drawing');
}

function asRecording({ media, minPlays: _, maxPlays: __, ...question }: QuestionOf<'media'>): Approximation {
  return asUpload(question, media, 'that the answer is a recording');
}

/** What was to be drawn on or listened to becomes a link under the stem. */
function asUpload(
  { interaction: _, stem, ...common }: Omit<QuestionOf<'drawing' | 'media'>, 'image' | 'media'>,
  file: string | undefined,
  lost: string,
): Approximation {
  const link = file === undefined ? '' : `<p><a href="${escapeAttribute(file)}">${escapeText(file)}</a></p>`;
  return { question: { ...common, stem: stem + link, interaction: 'fileUpload' }, lost: [lost] };
}
