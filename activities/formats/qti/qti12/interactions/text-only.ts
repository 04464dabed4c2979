/** Text without a question, and New Quizzes' stimulus: a text that questions belong to. */
import { attribute, elements } from '../../../xml/tree.js';
import type { InteractionFields, InteractionHandler, ItemReading } from './handler.js';

export const textOnly: InteractionHandler<'textOnly'> = {
  questionType: 'text_only_question',
  read,
  write: () => ({}),
};

export const stimulus: InteractionHandler<'stimulus'> = {
  questionType: 'text_only_question',
  read,
  write: ({ stem, instructions, orientation }, item) => ({
    attributes: { instructions: item.html(instructions ?? '') },
    presentation: item.material(stem, {
      orientation: orientation === undefined ? undefined : item.text(orientation),
    }),
  }),
};

/** New Quizzes gives a stimulus instructions (empty ones too), a place beside its questions, or a source. */
function read(item: ItemReading): InteractionFields {
  const material =
    item.presentation.element === undefined ? undefined : elements(item.presentation.element, 'material')[0];
  const instructions = attribute(item.element, 'instructions');
  const orientation = attribute(material, 'orientation');
  const source = item.field('source_url');
  if (instructions === undefined && orientation === undefined && source === undefined)
    return { interaction: 'textOnly' };
  item.keep('source_url', source);
  item.keep('passage', item.field('passage'));
  return {
    interaction: 'stimulus',
    ...(instructions === undefined || instructions === '' ? {} : { instructions: item.html(instructions) }),
    ...(orientation === undefined ? {} : { orientation }),
  };
}
