/** Opinion scales (Blackboard, Brightspace): choices of which none is right. Canvas has no such thing. */
import { use } from '../conditions.js';
import { choiceResponse, isAbout, labelIds } from './choices.js';
import { type InteractionHandler, scored } from './handler.js';

export const opinionScale: InteractionHandler<'opinionScale'> = {
  questionType: 'multiple_choice_question',
  read: (item) => {
    const response = choiceResponse(item);
    const ids = labelIds(response.labels);
    for (const [condition] of scored(item, 'best')) use(condition);
    const choices = response.labels.map((label, index) => {
      const id = ids[index] ?? label.identifier;
      const feedback = item.answerFeedback(id, (comparison) => isAbout(comparison, id));
      return { id, html: item.html(label.html()), ...(feedback === undefined ? {} : { feedback }) };
    });
    return { interaction: 'opinionScale', choices };
  },
  write: () => ({ refused: 'Canvas has no opinion scales' }),
};
