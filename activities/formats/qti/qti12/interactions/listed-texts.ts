/** Texts that stand as labels of a choice, as Canvas lists the right answers of a blank; New Quizzes says more of each. */
import { attribute } from '../../../xml/tree.js';
import { type Markup, type XmlAttributes, xml } from '../../../xml/write.js';
import { shortened } from '../lost.js';
import type { Label, Response } from '../presentation.js';
import type { Blank } from './blanks.js';
import type { ItemReading, ItemWriting } from './handler.js';
import { algorithmAttributes, comparedText, readAlgorithm, type TextAnswer } from './texts.js';

export interface ListedAnswer {
  readonly label: Label;
  readonly response: Response;
  readonly answer: Omit<TextAnswer, 'weight' | 'feedback'>;
  /** It is chosen from a dropdown or a word bank instead of typed. */
  readonly isChosen: boolean;
}

/** What New Quizzes says of a label that the question does not hold, kept for the way back. */
const KEPT = ['answer_type', 'position', 'allow_reuse', 'levenshtein_distance'];

export function isListed({ response }: Blank): boolean {
  return response?.render?.name === 'render_choice';
}

/** The labels of every blank that has some, with the ids the answers had where they came from. */
export function listLabels(item: ItemReading, blanks: readonly Blank[]): Map<Blank, ListedAnswer[]> {
  const listed = blanks.flatMap((blank) =>
    isListed(blank) && blank.response !== undefined ? [{ blank, response: blank.response }] : [],
  );
  const ids = item.answerIds(listed.reduce((sum, { response }) => sum + response.labels.length, 0));
  let at = 0;
  return new Map(
    listed.map(({ blank, response }) => [
      blank,
      response.labels.map((label) => {
        const id = ids === undefined ? label.identifier : ids[at];
        at += 1;
        return readListed(item, response, label, id || undefined);
      }),
    ]),
  );
}

function readListed(
  item: ItemReading,
  response: Response,
  label: Label,
  id: string | undefined,
): ListedAnswer {
  const { text, hadMarkup } = label.text();
  if (hadMarkup) item.lose(`the formatting of an answer ("${shortened(label.html())}")`);
  const type = label.element.attributes.get('answer_type');
  keepSettings(item, label);
  return {
    label,
    response,
    answer: { ...(id === undefined ? {} : { id }), ...readAlgorithm(label.element, text) },
    isChosen: type === 'dropdown' || type === 'wordbank',
  };
}

function keepSettings(item: ItemReading, { element, identifier }: Label): void {
  const kept = KEPT.map((name) => [name, attribute(element, name)] as const).filter(
    ([, value]) => value !== undefined,
  );
  const algorithm = attribute(element, 'scoring_algorithm');
  const isOther = algorithm !== undefined && readAlgorithm(element, '').match === undefined;
  const settings = isOther ? [...kept, ['scoring_algorithm', algorithm] as const] : kept;
  if (settings.length > 0)
    item.keepFor('labels', identifier, Object.fromEntries(settings) as Record<string, string>);
}

/** A label with its text, how it is compared, and what New Quizzes said of it. */
export function writeLabel(answer: TextAnswer, identifier: string, item: ItemWriting): Markup {
  const attributes: XmlAttributes = {
    ident: item.text(identifier),
    ...algorithmAttributes(answer, item),
    ...item.keptFor('labels', identifier),
  };
  return xml('response_label', attributes, item.plain(comparedText(answer)));
}
