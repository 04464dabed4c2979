/** Which interaction an item is: by its metadata first, by its shape where it has none. */
import type { Interaction } from '../../../course/model/question.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { type Condition, positives } from './conditions.js';
import { lookup } from './lookup.js';
import { fieldValue } from './metadata.js';
import { type Presentation, plainText, type Response } from './presentation.js';

export interface QuestionType {
  readonly interaction: Interaction;
  /** The exporter's name for it; empty where only the shape tells. */
  readonly sourceType: string;
}

export interface TypedItem {
  readonly element: XmlElement;
  readonly fields: ReadonlyMap<string, string>;
  readonly presentation: Presentation;
  readonly conditions: readonly Condition[];
}

/** `shape` where the name covers several interactions. */
type Names = Readonly<Record<string, Interaction | 'shape'>>;

/** Common Cartridge; the version of the profile says nothing more. */
const CARTRIDGE: Names = {
  'cc.multiple_choice': 'multipleChoice',
  'cc.multiple_response': 'multipleAnswers',
  'cc.true_false': 'trueFalse',
  'cc.fib': 'shortAnswer',
  'cc.pattern_match': 'shortAnswer',
  'cc.essay': 'essay',
};

const CANVAS: Names = {
  multiple_choice_question: 'multipleChoice',
  true_false_question: 'trueFalse',
  multiple_answers_question: 'multipleAnswers',
  short_answer_question: 'shortAnswer',
  fill_in_multiple_blanks_question: 'fillInBlanks',
  multiple_dropdowns_question: 'dropdowns',
  missing_word_question: 'dropdowns',
  matching_question: 'matching',
  numerical_question: 'numerical',
  calculated_question: 'formula',
  essay_question: 'essay',
  file_upload_question: 'fileUpload',
  text_only_question: 'textOnly',
  ordering_question: 'ordering',
  categorization_question: 'categorization',
  hot_spot_question: 'hotSpot',
};

const BLACKBOARD: Names = {
  'multiple choice': 'multipleChoice',
  'true/false': 'trueFalse',
  'either/or': 'trueFalse',
  'multiple answer': 'multipleAnswers',
  'fill in the blank': 'shortAnswer',
  'fill in the blank plus': 'fillInBlanks',
  'jumbled sentence': 'dropdowns',
  matching: 'matching',
  ordering: 'ordering',
  numeric: 'numerical',
  calculated: 'formula',
  essay: 'essay',
  'short response': 'essay',
  'file upload': 'fileUpload',
  'file response': 'fileUpload',
  'opinion scale': 'opinionScale',
  'hot spot': 'hotSpot',
  'quiz bowl': 'shortAnswer',
};

const RESPONDUS: Names = {
  multiplechoice: 'multipleChoice',
  truefalse: 'trueFalse',
  multipleresponse: 'multipleAnswers',
  fillinblank: 'shortAnswer',
  fillinmultiple: 'fillInBlanks',
  matching: 'matching',
  ordering: 'ordering',
  numerical: 'numerical',
  calculated: 'formula',
  essay: 'essay',
  shortanswer: 'essay',
  textinformation: 'textOnly',
  fileupload: 'fileUpload',
};

/** Brightspace and WebCT. */
const STANDARD: Names = {
  'multiple choice': 'multipleChoice',
  'multiple-choice': 'multipleChoice',
  'true/false': 'trueFalse',
  'true-false': 'trueFalse',
  'multi-select': 'multipleAnswers',
  'multiple-response': 'multipleAnswers',
  'multiple response': 'multipleAnswers',
  'short answer': 'shortAnswer',
  'multi-short answer': 'fillInBlanks',
  'fill in the blanks': 'fillInBlanks',
  'fill-in-blank': 'shape',
  'fill-in-blanks': 'shape',
  'fib-string': 'shape',
  'fib-numeric': 'numerical',
  'fib-integer': 'numerical',
  matching: 'matching',
  ordering: 'ordering',
  'long answer': 'essay',
  essay: 'essay',
  likert: 'opinionScale',
  'text information': 'textOnly',
  image: 'textOnly',
  'image-hot-spot': 'hotSpot',
};

const WEBCT: Names = {
  wct_multiplechoice: 'shape',
  wct_multiplechoiceone: 'multipleChoice',
  wct_multiplechoicemultiple: 'multipleAnswers',
  wct_combinationmultiplechoice: 'multipleChoice',
  wct_truefalse: 'trueFalse',
  wct_shortanswer: 'shortAnswer',
  wct_fillintheblank: 'fillInBlanks',
  wct_jumbledsentence: 'shape',
  wct_matching: 'matching',
  wct_calculated: 'formula',
  wct_paragraph: 'essay',
};

/** In order of trust. A `loose` field often names a class of response instead of a type; then it says nothing. */
export const TYPE_NAMES: readonly { readonly label: string; readonly names: Names; readonly loose?: true }[] =
  [
    { label: 'cc_profile', names: CARTRIDGE },
    { label: 'question_type', names: CANVAS },
    { label: 'bbmd_questiontype', names: BLACKBOARD },
    { label: 'respondusapi_qtype', names: RESPONDUS },
    { label: 'wct_questiontype', names: WEBCT },
    { label: 'qmd_questiontype', names: STANDARD },
    { label: 'qmd_itemtype', names: STANDARD, loose: true },
  ];

/** The labels that name a type. */
export const TYPE_FIELDS: readonly string[] = TYPE_NAMES.map(({ label }) => label);

/** Whether a field of a type's name, if it is one, names a type that is known. */
export function isKnownType(label: string, value: string): boolean {
  const field = TYPE_NAMES.find((one) => one.label === label);
  return field === undefined || interactionNamed(field.names, value.trim()) !== undefined;
}

function interactionNamed(names: Names, name: string): Interaction | 'shape' | undefined {
  return lookup(names, name.toLowerCase().replace(/\.v\d+p\d+$/, ''));
}

/** `unknown` when a field names a type that no table has, or the shape is none that is handled. */
export function questionType(item: TypedItem): QuestionType {
  let unknown: string | undefined;
  for (const { label, names, loose } of TYPE_NAMES) {
    const name = fieldValue(item.fields, label);
    if (name === undefined) continue;
    const interaction = interactionNamed(names, name);
    if (interaction === 'shape') return { interaction: shapeOf(item), sourceType: name };
    if (interaction !== undefined) return { interaction: asShaped(interaction, item), sourceType: name };
    if (loose !== true) unknown ??= name;
  }
  if (unknown !== undefined) return { interaction: 'unknown', sourceType: unknown };
  return { interaction: shapeOf(item), sourceType: '' };
}

/** A short answer in several places is a text with blanks, whatever it is called. */
function asShaped(interaction: Interaction, { presentation: { responses } }: TypedItem): Interaction {
  return interaction === 'shortAnswer' && responses.length > 1 ? 'fillInBlanks' : interaction;
}

/** By the responses: how many, of what kind, with what to choose from. */
function shapeOf(item: TypedItem): Interaction {
  const { element, presentation, conditions } = item;
  const { responses } = presentation;
  if (
    elements(element, 'itemproc_extension').some((extension) => elements(extension, 'calculated').length > 0)
  )
    return 'formula';
  const [first] = responses;
  if (first === undefined) return conditions.some(isScored) ? 'fillInBlanks' : 'textOnly';
  if (first.element.name === 'response_xy' || first.render?.name === 'render_hotspot') return 'hotSpot';
  if (new Set(responses.map((response) => isChoiceResponse(response))).size > 1) return 'unknown';
  if (isChoiceResponse(first)) return choiceShape(item);
  if (first.render !== undefined && first.render.name !== 'render_fib') return 'unknown';
  return textShape(item);
}

function isChoiceResponse({ element, render }: Response): boolean {
  return /_(?:lid|grp)$/.test(element.name) && render?.name !== 'render_fib';
}

/** Several questions in one item: each response offers something else. */
function offerTheSame(responses: readonly Response[]): boolean {
  const offers = responses.map(({ labels }) => labels.map((label) => label.html()).join('\0'));
  return new Set(offers).size === 1;
}

function choiceShape({ presentation: { responses, stem } }: TypedItem): Interaction {
  const [first] = responses;
  if (first === undefined || first.labels.length === 0) return 'unknown';
  if (first.cardinality === 'ordered') return 'ordering';
  const isPlaced = responses.every(({ identifier }) => isPlaceholder(stem(), identifier));
  if (isPlaced) return 'dropdowns';
  if (responses.length > 1 && first.cardinality === 'multiple') return 'categorization';
  if (responses.length > 1) return offerTheSame(responses) ? 'matching' : 'dropdowns';
  if (/^response_./.test(first.identifier) && first.html() !== '') return 'matching';
  if (first.cardinality === 'multiple') return 'multipleAnswers';
  return isTrueFalse(first.labels.map((label) => label.html())) ? 'trueFalse' : 'multipleChoice';
}

/** Canvas: the stem holds `[name]` where the response is called `response_name`. */
function isPlaceholder(stem: string, identifier: string): boolean {
  return identifier.startsWith('response_') && stem.includes(`[${identifier.slice('response_'.length)}]`);
}

function textShape({ presentation: { responses }, conditions, fields }: TypedItem): Interaction {
  if (responses.length > 1) return 'fillInBlanks';
  const [first] = responses;
  const isNumber =
    first?.element.name === 'response_num' ||
    /^(?:decimal|integer|scientific)$/i.test(first?.render?.attributes.get('fibtype') ?? '');
  if (isNumber) return 'numerical';
  const isManual = fieldValue(fields, 'qmd_computerscored')?.toLowerCase() === 'no';
  return !isManual && conditions.some(isScored) ? 'shortAnswer' : 'essay';
}

function isScored({ test, scores }: Condition): boolean {
  return scores.length > 0 && positives(test).length > 0;
}

/** Two choices that read True and False, in whatever order. */
export function isTrueFalse(choices: readonly string[]): boolean {
  const truths = choices.map(truthOf);
  return truths.length === 2 && truths.includes('true') && truths.includes('false');
}

/** What a choice says that reads True or False, and nothing else. */
export function truthOf(html: string): 'true' | 'false' | undefined {
  const word = plainText(html)
    .text.toLowerCase()
    .replace(/^true_false\./, '');
  return word === 'true' || word === 'false' ? word : undefined;
}
