/** Categorisation (New Quizzes): items that belong into categories, and some that belong nowhere. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { type Comparison, type Condition, positives, use } from '../conditions.js';
import { isAbout, labelIds, writeChoiceResponse } from './choices.js';
import {
  type InteractionFields,
  type InteractionHandler,
  type ItemBody,
  type ItemReading,
  type ItemWriting,
  scored,
} from './handler.js';
import { answerCondition, condition, equals, setScore, share } from './markup.js';

type Categorization = QuestionOf<'categorization'>;

export const categorization: InteractionHandler<'categorization'> = {
  questionType: 'categorization_question',
  read,
  write,
  hasAnswer: ({ categories }) => categories.some(({ items }) => items.length > 0),
};

function read(item: ItemReading): InteractionFields {
  const { responses } = item.presentation;
  if (responses.length === 0) item.fail('it has no categories');
  const items = readItems(item);
  const conditions = scored(item, 'sum');
  const categories = responses.map((response) => {
    const mine = conditions.filter(([{ test }]) =>
      positives(test).some((test) => test.response === response.identifier),
    );
    const named = mine.flatMap(([tested]) => takeNamed(tested, items));
    const inside = named.flatMap((comparison) => items.find(({ id }) => isAbout(comparison, id))?.id ?? []);
    return { id: response.identifier || 'category', html: item.html(response.html()), items: inside };
  });
  return { interaction: 'categorization', categories, items };
}

/** The comparisons about items; they count as read. */
function takeNamed(tested: Condition, items: Categorization['items']): Comparison[] {
  const named = positives(tested.test).filter((one) => items.some(({ id }) => isAbout(one, id)));
  if (named.length > 0) use(tested, named);
  return named;
}

/** Every category lists all items. */
function readItems(item: ItemReading): Categorization['items'] {
  const items = new Map<string, Categorization['items'][number]>();
  for (const { labels } of item.presentation.responses) {
    const ids = labelIds(labels);
    for (const [index, label] of labels.entries()) {
      const id = ids[index] ?? label.identifier;
      const html = item.html(label.html());
      const feedback = item.answerFeedback(id, (comparison) => isAbout(comparison, id));
      if (!items.has(id)) items.set(id, { id, html, ...(feedback === undefined ? {} : { feedback }) });
    }
  }
  return [...items.values()];
}

function write({ categories, items, shuffle }: Categorization, item: ItemWriting): ItemBody {
  return {
    answerIds: [],
    responses: categories.map(({ id, html }) =>
      writeChoiceResponse(
        item,
        { ident: item.text(id), rcardinality: 'Multiple', shuffle },
        items,
        item.material(html),
      ),
    ),
    feedbackConditions: items.flatMap(({ id, feedback }) =>
      answerCondition(
        equals(item.text(categories[0]?.id ?? ''), item.text(id)),
        item.showAnswer(id, feedback),
      ),
    ),
    conditions: categories
      .filter(({ items: inside }) => inside.length > 0)
      .map(({ id, items: inside }) =>
        condition({
          test: inside.map((one) => equals(item.text(id), item.text(one))),
          score: setScore(share(categories.length), 'Add'),
        }),
      ),
    withoutIncorrect: true,
  };
}
