/** Ordering: of New Quizzes, Blackboard and Brightspace. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { attribute, elements, textOf, type XmlElement } from '../../../xml/tree.js';
import { type Markup, xml } from '../../../xml/write.js';
import { type Comparison, type Condition, comparisonsOf, negatives, positives, use } from '../conditions.js';
import { lookup } from '../lookup.js';
import type { Response } from '../presentation.js';
import { choiceResponse, isAbout, labelIds } from './choices.js';
import {
  type InteractionFields,
  type InteractionHandler,
  type ItemBody,
  type ItemReading,
  type ItemWriting,
  scored,
} from './handler.js';
import { answerCondition, condition, equals, setScore } from './markup.js';

const RESPONSE = 'response1';
const LAYOUTS: Readonly<Record<string, 'horizontal' | 'vertical'>> = {
  row: 'horizontal',
  column: 'vertical',
};

type Ordering = QuestionOf<'ordering'>;

export const ordering: InteractionHandler<'ordering'> = {
  questionType: 'ordering_question',
  read,
  write,
};

function read(item: ItemReading): InteractionFields {
  const response = choiceResponse(item);
  const items = readItems(item, response);
  const { render } = response;
  const object = render === undefined ? undefined : elements(render, 'ims_render_object')[0];
  const layout = lookup(LAYOUTS, attribute(object, 'orientation')?.toLowerCase());
  const [topLabel, bottomLabel] = [labelAt(render, 'top'), labelAt(render, 'bottom')];
  return {
    interaction: 'ordering',
    items,
    ...(topLabel === undefined ? {} : { topLabel }),
    ...(bottomLabel === undefined ? {} : { bottomLabel }),
    ...(layout === undefined ? {} : { layout }),
  };
}

function readItems(item: ItemReading, response: Response): Ordering['items'] {
  const ids = labelIds(response.labels);
  const order = rightOrder(item, response, ids);
  if (order === undefined && ids.length > 0) item.lose('the right order, which the item does not say');
  const items = response.labels.map((label, index) => {
    const id = ids[index] ?? label.identifier;
    const feedback = item.answerFeedback(id, (comparison) => isAbout(comparison, id));
    return { id, html: item.html(label.html()), ...(feedback === undefined ? {} : { feedback }) };
  });
  const place = (id: string) => order?.get(id) ?? Number.POSITIVE_INFINITY;
  return order === undefined ? items : items.sort((first, second) => place(first.id) - place(second.id) || 0);
}

/**
 * Where each label belongs. Brightspace has conditions for each place (`<varequal respident="label">2`); the others
 * name the labels of the response in order.
 */
function rightOrder(
  item: ItemReading,
  response: Response,
  ids: readonly string[],
): Map<string, number> | undefined {
  const places = new Map<string, number>();
  for (const [tested, percent] of scored(item, 'sum')) {
    const isPlaced = ({ response: about }: Comparison) =>
      about !== response.identifier && ids.includes(about);
    const byPlace = positives(tested.test).filter(isPlaced);
    for (const { response: id, value } of byPlace) places.set(id, Number(value));
    if (byPlace.length > 0 || negatives(tested.test).some(isPlaced))
      use(tested, comparisonsOf(tested.test).filter(isPlaced));
    else if (percent > 0 && places.size === 0) takeSequence(tested, ids, places);
  }
  return places.size === 0 ? undefined : places;
}

function takeSequence(tested: Condition, ids: readonly string[], places: Map<string, number>): void {
  const named = positives(tested.test).flatMap(
    (comparison) => ids.find((id) => isAbout(comparison, id)) ?? [],
  );
  if (named.length !== ids.length) return;
  for (const [place, id] of named.entries()) places.set(id, place);
  use(tested);
}

/** New Quizzes writes what stands above and below the list into the rendering. */
function labelAt(render: XmlElement | undefined, position: string): string | undefined {
  const material =
    render === undefined
      ? undefined
      : elements(render, 'material').find(({ attributes }) => attributes.get('position') === position);
  if (material === undefined) return undefined;
  attribute(material, 'position');
  material.taken.self = true;
  return elements(material, 'mattext').map(textOf).join('');
}

function write({ items, topLabel, bottomLabel, layout, shuffle }: Ordering, item: ItemWriting): ItemBody {
  const orientation = layout === undefined ? undefined : layout === 'horizontal' ? 'Row' : 'Column';
  const labels = items.map(({ id, html }) =>
    xml('response_label', { ident: item.text(id) }, item.material(html)),
  );
  const list = xml(
    'ims_render_object',
    { shuffle: shuffle === undefined ? undefined : shuffle ? 'Yes' : 'No', orientation },
    xml('flow_label', {}, labels),
  );
  return {
    answerIds: items.map(({ id }) => id),
    responses: xml(
      'response_lid',
      { ident: RESPONSE, rcardinality: 'Ordered' },
      xml(
        'render_extension',
        {},
        labelMaterial('top', topLabel, item),
        list,
        labelMaterial('bottom', bottomLabel, item),
      ),
    ),
    feedbackConditions: items.flatMap(({ id, feedback }) =>
      answerCondition(equals(RESPONSE, item.text(id)), item.showAnswer(id, feedback)),
    ),
    conditions: [
      condition({
        test: items.map(({ id }) => equals(RESPONSE, item.text(id))),
        score: setScore(100),
        shows: [item.showCorrect()],
        goesOn: false,
      }),
    ],
  };
}

function labelMaterial(position: string, text: string | undefined, item: ItemWriting): Markup | undefined {
  return text === undefined ? undefined : item.plain(text, { position });
}
