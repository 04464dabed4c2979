/** Essay: an answer a person grades, with New Quizzes' word limits and editor. */
import type { QuestionOf } from '../../../../course/model/question.js';
import { attribute } from '../../../xml/tree.js';
import { type XmlAttributes, xml } from '../../../xml/write.js';
import { lookup } from '../lookup.js';
import type { Response } from '../presentation.js';
import type { InteractionFields, InteractionHandler, ItemBody, ItemReading, ItemWriting } from './handler.js';
import { condition } from './markup.js';

type Essay = QuestionOf<'essay'>;

export const essay: InteractionHandler<'essay'> = {
  questionType: 'essay_question',
  inCartridge: true,
  read,
  write,
};

const FORMATS: Readonly<Record<string, Essay['responseFormat']>> = { yes: 'editor', no: 'plain' };

function read(item: ItemReading): InteractionFields {
  const [response] = item.presentation.responses;
  if (response === undefined) return { interaction: 'essay' };
  const { element, render } = response;
  const editor = attribute(element, 'rce') ?? item.field('has_htmleditor');
  const responseFormat = lookup(FORMATS, editor?.toLowerCase());
  const template = item.html(response.labels.map((label) => label.html()).join(''));
  const expectedLength = positive(attribute(render, 'maxchars'));
  keepSettings(item, response);
  return {
    interaction: 'essay',
    ...(responseFormat === undefined ? {} : { responseFormat }),
    ...(template.trim() === '' ? {} : { responseTemplate: template }),
    ...(expectedLength === undefined ? {} : { expectedLength }),
    ...readLimits(item, response),
  };
}

/** Limits that are switched off stay as settings. */
function readLimits(item: ItemReading, { element }: Response): Pick<Essay, 'minWords' | 'maxWords'> {
  const isOn = attribute(element, 'word_limit_enabled')?.toLowerCase() !== 'no';
  const limits = {
    minWords: attribute(element, 'word_limit_min'),
    maxWords: attribute(element, 'word_limit_max'),
  };
  if (!isOn) {
    item.keep('word_limit_min', limits.minWords);
    item.keep('word_limit_max', limits.maxWords);
    item.keep('word_limit_enabled', 'No');
    return {};
  }
  const [minWords, maxWords] = [positive(limits.minWords), positive(limits.maxWords)];
  return { ...(minWords === undefined ? {} : { minWords }), ...(maxWords === undefined ? {} : { maxWords }) };
}

function keepSettings(item: ItemReading, { element }: Response): void {
  for (const name of ['word_count', 'spell_check']) item.keep(name, attribute(element, name));
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text ?? Number.NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function write(question: Essay, item: ItemWriting): ItemBody {
  noteLost(question, item);
  const { responseTemplate, expectedLength } = question;
  const template = responseTemplate === undefined ? undefined : item.material(responseTemplate);
  const isCartridge = item.profile === 'cc';
  return {
    profile: 'essay',
    responses: xml(
      'response_str',
      {
        ident: 'response1',
        rcardinality: 'Single',
        ...(isCartridge ? {} : editorAttributes(question, item)),
      },
      xml(
        'render_fib',
        { prompt: isCartridge ? 'Box' : undefined, maxchars: expectedLength },
        xml('response_label', { ident: 'answer1', rshuffle: 'No' }, template),
      ),
    ),
    conditions: [condition({ test: xml('other'), goesOn: false })],
    withoutIncorrect: true,
  };
}

function editorAttributes({ responseFormat, minWords, maxWords }: Essay, item: ItemWriting): XmlAttributes {
  const isLimited = minWords !== undefined || maxWords !== undefined;
  return {
    rce: responseFormat === undefined ? undefined : responseFormat === 'editor' ? 'Yes' : 'No',
    word_count: item.kept('word_count'),
    spell_check: item.kept('spell_check'),
    word_limit_enabled: isLimited ? 'Yes' : item.kept('word_limit_enabled'),
    word_limit_min: minWords ?? item.kept('word_limit_min'),
    word_limit_max: maxWords ?? item.kept('word_limit_max'),
  };
}

function noteLost(
  { responseFormat, attachments, attachmentsRequired, minWords, maxWords }: Essay,
  item: ItemWriting,
): void {
  if (responseFormat === 'monospaced' || responseFormat === 'none')
    item.lose(`the answer format "${responseFormat}"`);
  if ((attachments ?? 0) > 0 || (attachmentsRequired ?? 0) > 0) item.lose('files attached to the answer');
  if (item.profile === 'canvas') return;
  if (responseFormat === 'editor' || responseFormat === 'plain') item.lose('the editor of the answer');
  if (minWords !== undefined || maxWords !== undefined) item.lose('word limits');
}
