/** A question as an item, in the Common Cartridge profile or in Canvas's dialect. */
import type { Question } from '../../../course/model/question.js';
import { PackageError } from '../../../errors.js';
import { parseXmlText } from '../../xml/parse.js';
import type { XmlElement } from '../../xml/tree.js';
import { type Markup, type XmlContent, xml } from '../../xml/write.js';
import { approximate } from './approximate.js';
import type { InteractionHandler, ItemBody, Refusal } from './interactions/handler.js';
import { handlerOf } from './interactions/index.js';
import { condition, showFeedback } from './interactions/markup.js';
import { createItemWriting, isBlank, type OpenItem } from './item-writing.js';
import { withIdsToldApart } from './label-ids.js';
import { serializeXml } from './serialize.js';
import type { Qti12WriteOptions } from './types.js';
import { noteUnheld, shownFeedback } from './unheld.js';
import { canvasFields, cartridgeFields, writeField } from './write-fields.js';

/** The item's XML; `undefined` when the profile has no place for it, which `options.onSkipped` has been told. */
export function writeItem(question: Question, options: Qti12WriteOptions): string | undefined {
  if (question.interaction === 'unknown') return writeSource(question.source, question, options);
  const { question: near, lost } = approximate(question, options.profile);
  const held = options.profile === 'canvas' ? withIdsToldApart(near) : near;
  const handler = handlerOf(held.interaction) as InteractionHandler<Question['interaction']> | undefined;
  if (handler === undefined || (options.profile === 'cc' && handler.inCartridge !== true))
    return skip(
      question,
      options,
      `${PROFILES[options.profile]} has no questions of the kind "${question.interaction}"`,
    );
  const item = createItemWriting(held, { ...options, onLost: (_, what) => options.onLost?.(question, what) });
  const body = handler.write(held as never, item);
  if (isRefusal(body)) return skip(question, options, body.refused);
  for (const what of lost) item.lose(what);
  noteUnheld(held, item);
  return itemElement(held, body, body.questionType ?? handler.questionType, item, options).xml;
}

const PROFILES = { cc: 'the Common Cartridge profile', canvas: 'Canvas' } as const;

function isRefusal(body: ItemBody | Refusal): body is Refusal {
  return 'refused' in body;
}

function skip(question: Question, options: Qti12WriteOptions, reason: string): undefined {
  options.onSkipped?.(question, `${reason}.`);
  return undefined;
}

function itemElement(
  question: Question,
  body: ItemBody,
  questionType: string,
  item: OpenItem,
  options: Qti12WriteOptions,
): Markup {
  const fields =
    options.profile === 'cc'
      ? cartridgeFields(question, body, item)
      : canvasFields(question, body, questionType, item, options);
  return xml(
    'item',
    {
      ident: options.identifier({ kind: 'question', migrationId: question.migrationId }),
      title: question.title === undefined ? undefined : item.text(question.title),
      ...body.attributes,
    },
    xml('itemmetadata', {}, xml('qtimetadata', {}, fields.map(writeField))),
    xml(
      'presentation',
      body.presentationAttributes,
      body.presentation ?? [item.material(question.stem), body.responses],
    ),
    writeProcessing(question, body),
    body.extension,
    writeFeedback(question, body, item),
  );
}

/** In Canvas's order: general feedback, answers' feedback, scores, feedback for wrong answers. */
function writeProcessing(question: Question, body: ItemBody): Markup | undefined {
  if (body.conditions === undefined) return undefined;
  const { general, incorrect } = question.feedback ?? {};
  const isShown = !isBlank(incorrect) && body.withoutIncorrect !== true;
  return xml(
    'resprocessing',
    {},
    xml('outcomes', {}, xml('decvar', { maxvalue: 100, minvalue: 0, varname: 'SCORE', vartype: 'Decimal' })),
    isBlank(general) ? undefined : always('general_fb'),
    body.feedbackConditions,
    body.conditions,
    isShown ? always('general_incorrect_fb') : undefined,
  );
}

function always(identifier: string): Markup {
  return condition({ test: xml('other'), shows: [showFeedback(identifier)], goesOn: true });
}

function writeFeedback(question: Question, body: ItemBody, item: OpenItem): XmlContent {
  const roles = shownFeedback(question, body, item);
  const hints = (question.hints ?? []).filter((hint) => !isBlank(hint));
  const solution = question.solution;
  return [
    roles.map(([identifier, html]) => feedbackElement(identifier, flowed(html, item))),
    [...item.shown].map(([identifier, html]) => feedbackElement(identifier, flowed(html, item))),
    hints.length === 0
      ? undefined
      : feedbackElement(
          'hint',
          xml(
            'hint',
            {},
            hints.map((hint) => xml('hintmaterial', {}, flowed(hint, item))),
          ),
        ),
    isBlank(solution)
      ? undefined
      : feedbackElement(
          'solution',
          xml('solution', {}, xml('solutionmaterial', {}, flowed(solution ?? '', item))),
        ),
  ];
}

function flowed(html: string, item: OpenItem): Markup {
  return xml('flow_mat', {}, item.material(html));
}

function feedbackElement(identifier: string, content: Markup): Markup {
  return xml('itemfeedback', { ident: identifier }, content);
}

/** A question kept word for word: its item as it was, under the id it has here. */
function writeSource(source: string, question: Question, options: Qti12WriteOptions): string | undefined {
  if (options.profile === 'cc')
    return skip(question, options, 'the Common Cartridge profile has no questions of its kind');
  const item = parseSource(source);
  if (item === undefined) return skip(question, options, 'it was kept as it is in another format');
  const ident = options.identifier({ kind: 'question', migrationId: question.migrationId });
  const attributes = new Map([...item.attributes, ['ident', ident] as const]);
  return serializeXml({ ...item, attributes });
}

function parseSource(source: string): XmlElement | undefined {
  try {
    const root = parseXmlText(source, 'question');
    return root.name === 'item' ? root : undefined;
  } catch (error) {
    if (error instanceof PackageError) return undefined;
    throw error;
  }
}
