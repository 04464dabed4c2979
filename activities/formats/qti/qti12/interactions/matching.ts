/** Matching: left sides with one right side each; right sides nobody names are distractors. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { type Markup, xml } from '../../../xml/write.js';
import type { Response } from '../presentation.js';
import { blankCondition, blankScores, blankWeight, responseName } from './blanks.js';
import { isAbout, labelIds, writeChoiceResponse } from './choices.js';
import type { InteractionFields, InteractionHandler, ItemBody, ItemReading, ItemWriting } from './handler.js';
import { condition, equals } from './markup.js';

type Matching = QuestionOf<'matching'>;
type Premise = Matching['premises'][number];

export const matching: InteractionHandler<'matching'> = {
  questionType: 'matching_question',
  read,
  write,
  hasAnswer: ({ premises }) => premises.length > 0 && premises.every(({ match }) => match !== undefined),
};

function read(item: ItemReading): InteractionFields {
  const responses = item.presentation.responses.filter(({ element }) => /_(?:lid|grp)$/.test(element.name));
  if (responses.length === 0) item.fail('it has nothing to match');
  const targets = readTargets(item, responses);
  const premises = responses.map((response) => readPremise(item, response, responses.length, targets));
  return { interaction: 'matching', premises, targets };
}

/**
 * The right sides: the labels of all responses, each once. Blackboard's labels are empty and differ from response
 * to response; there the nth label of any stands for the nth right side.
 */
function readTargets(item: ItemReading, responses: readonly Response[]): Matching['targets'] {
  const { rightSides } = item.presentation;
  if (rightSides.length > 0)
    return rightSides.map((html, index) => ({
      id: responses[0]?.labels[index]?.identifier || `target_${index + 1}`,
      html: item.html(html),
    }));
  const targets = new Map<string, string>();
  for (const { labels } of responses) {
    const ids = labelIds(labels);
    for (const [index, label] of labels.entries()) {
      const id = ids[index] ?? label.identifier;
      const html = label.html();
      if (!targets.has(id)) targets.set(id, item.html(html));
    }
  }
  return [...targets].map(([id, html]) => ({ id, html }));
}

function readPremise(
  item: ItemReading,
  response: Response,
  count: number,
  targets: Matching['targets'],
): Premise {
  const { identifier } = response;
  const id = identifier.replace(/^response_(?=.)/s, '');
  const blank = { name: id, response, identifiers: [identifier] };
  const scores = blankScores(item, blank);
  const right = scores.find(({ percent }) => percent > 0);
  const ids = labelIds(response.labels);
  const at = right === undefined ? -1 : ids.findIndex((label) => isAbout(right.comparison, label));
  const match = item.presentation.rightSides.length > 0 ? targets[at]?.id : ids[at];
  if (right !== undefined && match === undefined)
    item.lose(`the match of "${id}", which is none of the right sides`);
  const weight = blankWeight(scores, count);
  const feedback = item.answerFeedback(id, ({ response: about }) => about === identifier);
  return {
    id: id === '' ? 'premise' : id,
    html: item.html(response.html()),
    ...(match === undefined ? {} : { match }),
    ...(weight === undefined ? {} : { weight }),
    ...(feedback === undefined ? {} : { feedback }),
  };
}

function write({ premises, targets, shuffle }: Matching, item: ItemWriting): ItemBody {
  for (const { feedback } of targets) if (feedback !== undefined) item.lose('feedback on a right side');
  for (const { id, match, weight } of premises)
    if (match === undefined && weight !== undefined)
      item.lose(`the weight of "${id}" (${weight}%), which has no match`);
    else if (weight === 0) item.lose(`the match of "${id}", which is worth nothing`);
  return {
    answerIds: premises.map(({ id }) => id),
    responses: premises.map(({ id, html }) =>
      writeChoiceResponse(
        item,
        { ident: item.text(responseName(id)), shuffle },
        targets,
        item.material(html),
      ),
    ),
    conditions: premises.flatMap((premise) => premiseConditions(premise, premises.length, item)),
    withoutIncorrect: true,
  };
}

/** Canvas shows a left side's feedback when it was matched wrongly. */
function premiseConditions(
  { id, match, weight: whole, feedback }: Premise,
  count: number,
  item: ItemWriting,
): Markup[] {
  const response = responseName(id);
  const shown = item.showAnswer(id, feedback);
  const wrong =
    match === undefined ? xml('other') : xml('not', {}, equals(item.text(response), item.text(match)));
  return [
    ...(match === undefined
      ? []
      : [blankCondition(item, { response, answer: match, weight: 100, whole, count })]),
    ...(shown === undefined ? [] : [condition({ test: wrong, shows: [shown] })]),
  ];
}
