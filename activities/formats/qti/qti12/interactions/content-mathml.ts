/** Blackboard's formulas, which are content MathML, in the plain notation Canvas calculates with. */
import { PackageError } from '../../../../errors.js';
import { parseXmlText } from '../../../xml/parse.js';
import { elements, plainText, type XmlElement } from '../../../xml/tree.js';
import { lookup } from '../lookup.js';

const INFIX: Readonly<Record<string, string>> = {
  plus: '+',
  minus: '-',
  times: '*',
  divide: '/',
  power: '^',
};

/** MathML's name and Canvas's. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  abs: 'abs',
  sin: 'sin',
  cos: 'cos',
  tan: 'tan',
  arcsin: 'asin',
  arccos: 'acos',
  arctan: 'atan',
  exp: 'exp',
  ln: 'ln',
  log: 'log',
  root: 'sqrt',
  factorial: 'fact',
  floor: 'floor',
  ceiling: 'ceil',
};

const CONSTANTS: Readonly<Record<string, string>> = { pi: 'pi', exponentiale: 'e' };

/** The formula in plain notation; `undefined` when it is no content MathML or uses what Canvas does not have. */
export function plainFormula(mathml: string): string | undefined {
  try {
    const root = parseXmlText(mathml, 'formula');
    const [term, ...more] = root.name === 'math' ? elements(root) : [];
    return term === undefined || more.length > 0 ? undefined : write(term);
  } catch (error) {
    if (error instanceof PackageError) return undefined;
    throw error;
  }
}

function write(element: XmlElement): string | undefined {
  if (element.name === 'cn' || element.name === 'ci') return plainText(element).trim();
  if (element.name !== 'apply') return lookup(CONSTANTS, element.name);
  const [operator, ...operands] = elements(element);
  const written = operands.map(write);
  if (operator === undefined || written.some((operand) => operand === undefined)) return undefined;
  return apply(operator.name, written.map(String));
}

/** Every operation with two sides is put in parentheses, so that nothing depends on what binds tighter. */
function apply(name: string, operands: readonly string[]): string | undefined {
  const infix = lookup(INFIX, name);
  const [first = ''] = operands;
  if (infix !== undefined && operands.length > 1) return `(${operands.join(` ${infix} `)})`;
  if (name === 'minus' && operands.length === 1) return `(-${first})`;
  const called = lookup(FUNCTIONS, name);
  return called === undefined || operands.length !== 1 ? undefined : `${called}(${first})`;
}
