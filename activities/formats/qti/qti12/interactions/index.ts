/** Every interaction QTI 1.2 has a form for, one file each. */
import type { Interaction } from '../../../../course/model/question.js';
import { categorization } from './categorization.js';
import { dropdowns } from './dropdowns.js';
import { essay } from './essay.js';
import { fileUpload } from './file-upload.js';
import { fillInBlanks } from './fill-in-blanks.js';
import { formula } from './formula.js';
import type { InteractionHandler } from './handler.js';
import { hotSpot } from './hot-spot.js';
import { matching } from './matching.js';
import { multipleAnswers } from './multiple-answers.js';
import { multipleChoice } from './multiple-choice.js';
import { numerical } from './numerical.js';
import { opinionScale } from './opinion-scale.js';
import { ordering } from './ordering.js';
import { shortAnswer } from './short-answer.js';
import { stimulus, textOnly } from './text-only.js';
import { trueFalse } from './true-false.js';
import { unknown } from './unknown.js';

type Handlers = { readonly [Name in Interaction]?: InteractionHandler<Name> };

const HANDLERS: Handlers = {
  multipleChoice,
  trueFalse,
  multipleAnswers,
  shortAnswer,
  fillInBlanks,
  dropdowns,
  matching,
  numerical,
  formula,
  essay,
  fileUpload,
  textOnly,
  stimulus,
  ordering,
  categorization,
  hotSpot,
  opinionScale,
  unknown,
};

/** The file of an interaction; `undefined` for those QTI 1.2 has no form for. */
export function handlerOf<Name extends Interaction>(interaction: Name): InteractionHandler<Name> | undefined {
  return HANDLERS[interaction];
}
