/** Texts a learner may type, as comparisons: exact, contained, with wildcards or by regular expression. */
import type { z } from 'zod';
import type { textAnswer } from '../../../../course/model/question.js';
import { attribute, type XmlElement } from '../../../xml/tree.js';
import { type Markup, type XmlAttributes, xml } from '../../../xml/write.js';
import type { Comparison } from '../conditions.js';
import { lookup } from '../lookup.js';
import { trimmed } from '../material.js';
import type { ItemReading, ItemWriting } from './handler.js';

export type TextAnswer = z.infer<typeof textAnswer>;
type Match = NonNullable<TextAnswer['match']>;

/** New Quizzes' names for how a text is compared; the others compare word for word. */
const MATCHES: Readonly<Record<string, Match>> = {
  TextRegex: 'regularExpression',
  TextContainsAnswer: 'contains',
  TextEquivalence: 'exact',
};

const ALGORITHMS: Readonly<Record<Match, string>> = {
  exact: 'TextEquivalence',
  contains: 'TextContainsAnswer',
  pattern: 'TextRegex',
  regularExpression: 'TextRegex',
};

/** How a text is compared, where New Quizzes or this project says so; a pattern replaces the expression made of it. */
export function readAlgorithm(
  element: XmlElement,
  text: string,
): Pick<TextAnswer, 'text' | 'match' | 'caseSensitive'> {
  const pattern = attribute(element, 'pattern');
  const match = pattern === undefined ? lookup(MATCHES, attribute(element, 'scoring_algorithm')) : 'pattern';
  const ignoresCase = attribute(element, 'ignore_case');
  return {
    text: pattern ?? text,
    ...(match === undefined ? {} : { match }),
    ...(ignoresCase === undefined ? {} : { caseSensitive: ignoresCase !== 'true' }),
  };
}

/** The attributes that say how a text is compared. */
export function algorithmAttributes(
  { text, match, caseSensitive }: TextAnswer,
  item: ItemWriting,
): XmlAttributes {
  return {
    scoring_algorithm: match === undefined ? undefined : ALGORITHMS[match],
    pattern: match === 'pattern' ? item.text(text) : undefined,
    ignore_case: caseSensitive === undefined ? undefined : String(!caseSensitive),
  };
}

/** What is compared: a text with wildcards becomes the regular expression that means the same. */
export function comparedText({ text, match }: TextAnswer): string {
  return match === 'pattern' ? wildcardExpression(text) : text;
}

/** The text of a comparison and how it is compared; white space round it is the file's layout. */
export function readText({
  element,
  op,
  value,
  caseSensitive,
}: Comparison): Pick<TextAnswer, 'text' | 'match' | 'caseSensitive'> {
  return {
    ...readAlgorithm(element, trimmed(element, value)),
    ...(op === 'substring' ? { match: 'contains' as const } : {}),
    ...(caseSensitive === undefined ? {} : { caseSensitive }),
  };
}

/** The comparison for a text. */
export function writeText(answer: TextAnswer, response: string, item: ItemWriting): Markup {
  const { match, caseSensitive } = answer;
  const text = comparedText(answer);
  const isOuter = text !== text.trim();
  if (isOuter && item.profile === 'cc') item.lose('white space round an answer');
  const { ignore_case: _, ...algorithm } = algorithmAttributes(answer, item);
  const attributes: XmlAttributes = {
    respident: response,
    case: caseSensitive === undefined ? undefined : caseSensitive ? 'Yes' : 'No',
    ...(item.profile === 'canvas' && match !== 'contains' ? algorithm : {}),
    'xml:space': isOuter && item.profile === 'canvas' ? 'preserve' : undefined,
  };
  return xml(match === 'contains' ? 'varsubstring' : 'varequal', attributes, item.text(text));
}

/** `*` stands for any text, `\*` for a star. */
function wildcardExpression(pattern: string): string {
  const parts = pattern.match(/\\\*|\*|[^*\\]+|\\/g) ?? [];
  const written = parts.map((part) =>
    part === '*' ? '.*' : (part === '\\*' ? '*' : part).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return `^${written.join('')}$`;
}

/** The name an answer's feedback is found and written by. */
export function feedbackKey(answer: { readonly id?: string | undefined }, index: number): string {
  return answer.id ?? `answer_${index + 1}`;
}

/**
 * The id in an answer's feedback name: Canvas numbers its answers and New Quizzes gives them UUIDs; any other name
 * is the exporter's own and no id.
 */
export function idInFeedback(identifier: string): string | undefined {
  return /^(\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_fb$/.exec(identifier)?.[1];
}

/** Gives answers the ids they had and their feedback. */
export function withIds<Answer extends object>(
  item: ItemReading,
  answers: readonly (Answer & {
    readonly shown?: { readonly identifier: string; readonly html: string } | undefined;
  })[],
): (Answer & { id?: string; feedback?: string })[] {
  const ids = item.answerIds(answers.length);
  return answers.map(({ shown, ...answer }, index) => {
    const id = ids?.[index] ?? (shown === undefined ? undefined : idInFeedback(shown.identifier));
    return {
      ...(answer as unknown as Answer),
      ...(id === undefined ? {} : { id }),
      ...(shown === undefined ? {} : { feedback: item.html(shown.html) }),
    };
  });
}
