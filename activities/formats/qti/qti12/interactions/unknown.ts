/** Questions of kinds not known here: kept word for word, and written back so. */
import { takeWhole } from '../../../xml/tree.js';
import { serializeXml } from '../serialize.js';
import type { InteractionHandler } from './handler.js';

export const unknown: InteractionHandler<'unknown'> = {
  questionType: '',
  read: (item) => {
    const source = serializeXml(item.element);
    takeWhole(item.element);
    return { interaction: 'unknown', sourceType: item.sourceType, source };
  },
  write: () => ({ refused: 'it is of a kind not known here' }),
};
