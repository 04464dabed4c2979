/** Opinion scales (Blackboard, Brightspace): choices of which none is right. Canvas has no such thing. */
import { type Comparison, comparisonsOf, use } from '../conditions.js';
import { choiceResponse, isAbout, labelIds } from './choices.js';
import { type InteractionHandler, scored } from './handler.js';

export const opinionScale: InteractionHandler<'opinionScale'> = {
  questionType: 'multiple_choice_question',
  read: (item) => {
    const response = choiceResponse(item);
    const ids = labelIds(response.labels);
    const isNamed = (comparison: Comparison) => ids.some((id) => isAbout(comparison, id));
    for (const [condition] of scored(item, 'best')) {
      const named = comparisonsOf(condition.test).filter(isNamed);
      if (named.length > 0) use(condition, named);
    }
    const choices = response.labels.map((label, index) => {
      const id = ids[index] ?? label.identifier;
      const feedback = item.answerFeedback(id, (comparison) => isAbout(comparison, id));
      return { id, html: item.html(label.html()), ...(feedback === undefined ? {} : { feedback }) };
    });
    return { interaction: 'opinionScale', choices };
  },
  write: () => ({ refused: 'Canvas has no opinion scales' }),
};
