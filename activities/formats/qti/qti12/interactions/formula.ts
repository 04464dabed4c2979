/** Calculated: variables, formulas and ready-made solutions, of Canvas and of Blackboard. */
import type { QuestionOf } from '../../../../course/model/question.js';
import {
  attribute,
  child,
  children,
  childText,
  childValue,
  elements,
  textOf,
  type XmlElement,
} from '../../../xml/tree.js';
import { optionalXml, xml } from '../../../xml/write.js';
import { isOther, use } from '../conditions.js';
import { plainFormula } from './content-mathml.js';
import type { InteractionFields, InteractionHandler, ItemBody, ItemReading, ItemWriting } from './handler.js';
import { condition, setScore } from './markup.js';

type Formula = QuestionOf<'formula'>;

export const formula: InteractionHandler<'formula'> = {
  questionType: 'calculated_question',
  read,
  write,
  hasAnswer: ({ solutions, formulas }) => solutions.length > 0 || formulas.length > 0,
};

function read(item: ItemReading): InteractionFields {
  const extension = children(item.element, 'itemproc_extension').find(
    (part) => elements(part, 'calculated').length > 0,
  );
  const calculated = child(extension, 'calculated');
  if (calculated === undefined) return item.fail('it is a calculated question without its calculation');
  const decimalPlaces = wholeNumber(
    attribute(child(calculated, 'formulas'), 'decimal_places') ?? childValue(calculated, 'answer_scale'),
  );
  const answerTolerance = readTolerance(calculated);
  takeNothings(calculated);
  for (const condition of item.conditions.filter(isOther)) use(condition);
  item.field('original_answer_ids');
  return {
    interaction: 'formula',
    formulas: readFormulas(calculated, item),
    variables: children(child(calculated, 'vars'), 'var').map((variable) => readVariable(variable, item)),
    solutions: children(child(calculated, 'var_sets'), 'var_set').map((set) => readSolution(set, item)),
    ...(answerTolerance === undefined ? {} : { answerTolerance }),
    ...(decimalPlaces === undefined ? {} : { decimalPlaces }),
  };
}

/** Canvas lists steps; Blackboard has one formula, in MathML and percent-encoded. */
function readFormulas(calculated: XmlElement, item: ItemReading): string[] {
  const list = child(calculated, 'formulas');
  if (attribute(list, 'scientific_notation') === 'true') item.keep('scientific_notation', 'true');
  const steps = children(list, 'formula').map(textOf);
  return [...steps, ...children(calculated, 'formula').map((part) => readMathml(textOf(part), item))];
}

function readMathml(encoded: string, item: ItemReading): string {
  const mathml = decodePercents(encoded);
  const formula = plainFormula(mathml);
  if (formula === undefined)
    item.lose('its formula in a notation that can be calculated; it was kept as it is');
  return formula ?? mathml;
}

function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}

/** `10%` is relative; Blackboard and New Quizzes say so in an attribute. */
function readTolerance(calculated: XmlElement): string | undefined {
  const element = child(calculated, 'answer_tolerance');
  const text = childText(calculated, 'answer_tolerance')?.trim();
  const type = attribute(element, 'type') ?? attribute(element, 'margin_type');
  attribute(element, 'margin_type');
  if (text === undefined || text === '') return undefined;
  return type?.startsWith('percent') && !text.endsWith('%') ? `${text}%` : text;
}

/** Blackboard's settings that say nothing where they are zero or false. */
function takeNothings(calculated: XmlElement): void {
  for (const element of elements(calculated)) {
    const text = element.children.join('').trim();
    if (/^(?:false|0(?:\.0*)?)$/.test(text)) {
      textOf(element);
      attribute(element, 'type');
    }
  }
}

function readVariable(element: XmlElement, item: ItemReading): Formula['variables'][number] {
  const name = attribute(element, 'name') ?? '';
  const scale = wholeNumber(attribute(element, 'scale'));
  return {
    name,
    minimum: number(childText(element, 'min'), `the minimum of the variable "${name}"`, item),
    maximum: number(childText(element, 'max'), `the maximum of the variable "${name}"`, item),
    ...(scale === undefined ? {} : { scale }),
  };
}

function readSolution(element: XmlElement, item: ItemReading): Formula['solutions'][number] {
  const id = attribute(element, 'ident');
  const values = children(element, 'var').map((part) => {
    const name = attribute(part, 'name') ?? '';
    return [name, number(textOf(part), `a value of the variable "${name}"`, item)] as const;
  });
  return {
    ...(id === undefined ? {} : { id }),
    values: Object.fromEntries(values),
    answer: number(childText(element, 'answer'), 'an answer', item),
  };
}

/** Plain, or as New Quizzes writes scientific notation: `1.5*10^3`. */
function number(text: string | undefined, what: string, item: ItemReading): number {
  const [, mantissa, exponent] = /^([-+\d.]+)\s*\*\s*10\^([-+]?\d+)$/.exec(text?.trim() ?? '') ?? [];
  const written = mantissa === undefined ? text?.trim() : `${mantissa}e${exponent ?? ''}`;
  const value = written === undefined || written === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : item.fail(`${what} is "${text ?? ''}", which is not a number`);
}

function wholeNumber(text: string | undefined): number | undefined {
  const value = Number(text ?? Number.NaN);
  return text?.trim() === '' || !Number.isSafeInteger(value) ? undefined : value;
}

function write(question: Formula, item: ItemWriting): ItemBody {
  if (question.units !== undefined && question.units.length > 0) item.lose('units');
  return {
    answerIds: question.solutions.map(({ id }) => id),
    responses: xml(
      'response_str',
      { ident: 'response1', rcardinality: 'Single' },
      xml('render_fib', { fibtype: 'Decimal' }, xml('response_label', { ident: 'answer1' })),
    ),
    conditions: [
      condition({ test: xml('other'), score: setScore(100), title: 'correct' }),
      condition({ test: xml('not', {}, xml('other')), score: setScore(0), title: 'incorrect' }),
    ],
    extension: xml('itemproc_extension', {}, writeCalculation(question, item)),
  };
}

function writeCalculation(question: Formula, item: ItemWriting) {
  const { answerTolerance, decimalPlaces, formulas, variables, solutions } = question;
  const isScientific = item.kept('scientific_notation') === 'true';
  return xml(
    'calculated',
    {},
    optionalXml('answer_tolerance', answerTolerance === undefined ? undefined : item.text(answerTolerance)),
    xml(
      'formulas',
      { decimal_places: decimalPlaces, scientific_notation: isScientific ? 'true' : undefined },
      formulas.map((step) => xml('formula', {}, item.text(step))),
    ),
    xml(
      'vars',
      {},
      variables.map(({ name, scale, minimum, maximum }) =>
        xml('var', { name: item.text(name), scale }, xml('min', {}, minimum), xml('max', {}, maximum)),
      ),
    ),
    xml(
      'var_sets',
      {},
      solutions.map((solution) => writeSolution(solution, isScientific, item)),
    ),
  );
}

function writeSolution(
  { id, values, answer }: Formula['solutions'][number],
  isScientific: boolean,
  item: ItemWriting,
) {
  const [mantissa, exponent] = answer.toExponential().split('e');
  return xml(
    'var_set',
    { ident: id === undefined ? undefined : item.text(id) },
    Object.entries(values).map(([name, value]) => xml('var', { name: item.text(name) }, value)),
    xml('answer', {}, isScientific ? `${mantissa}*10^${Number(exponent)}` : answer),
  );
}
