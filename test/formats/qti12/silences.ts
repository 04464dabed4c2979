/** Finds what a reader of QTI 1.2 says nothing of: a sound file is changed in every way the specification knows. */
import { serializeXml } from '../../../activities/formats/qti/qti12/serialize.js';
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { isElement, type XmlElement } from '../../../activities/formats/xml/tree.js';
import { type Reading, readText } from './reading.js';
import { MARK, SPECIFICATION } from './specification.js';

/** One change of a sound file, and the sentence that names it. */
interface Change {
  readonly name: string;
  readonly root: XmlElement;
  /** What must be found again: in the model, or by name in the ledger. */
  readonly attribute?: string;
  readonly inner?: string;
  readonly value: string;
}

const child = (name: string, attributes: Readonly<Record<string, string>> = {}, text = ''): XmlElement => ({
  name,
  namespace: '',
  attributes: new Map(Object.entries(attributes)),
  children: text === '' ? [] : [text],
  line: 0,
  taken: { whole: false, self: false, text: false, attributes: [] },
});

/** The smallest element of a name that says something: the mark, or whatever its attributes may be. */
function smallest(name: string): XmlElement {
  const rule = SPECIFICATION.get(name);
  if (rule === undefined || rule.hasText) return child(name, {}, MARK);
  const free = Object.entries(rule.attributes).find(([, value]) => value === MARK);
  if (name === 'qtimetadatafield') return { ...child(name), children: rule.children.map(smallest) };
  const inner = rule.children.find((one) => one !== 'qticomment' && one !== name);
  if (inner === undefined || free?.[0] === 'linkrefid')
    return child(name, free === undefined ? rule.attributes : Object.fromEntries([free]));
  return { ...child(name), children: [smallest(inner)] };
}

/** Every element of a tree with what makes a whole tree of a changed one. */
function* places(
  element: XmlElement,
  rebuild: (changed: XmlElement) => XmlElement = (changed) => changed,
  path = element.name,
): Generator<{ element: XmlElement; path: string; rebuild: (changed: XmlElement) => XmlElement }> {
  yield { element, path, rebuild };
  for (const [index, node] of element.children.entries()) {
    if (!isElement(node)) continue;
    const inside = (changed: XmlElement) =>
      rebuild({ ...element, children: element.children.with(index, changed) });
    yield* places(node, inside, `${path}/${node.name}`);
  }
}

/** One change for each attribute and child the specification allows in each place, and one of each it does not. */
function* changes(root: XmlElement): Generator<Change> {
  const done = new Set<string>();
  for (const { element, path, rebuild } of places(root)) {
    const rule = SPECIFICATION.get(element.name);
    const attributes = { ...rule?.attributes, unheard_of: MARK };
    for (const [attribute, value] of Object.entries(attributes)) {
      const name = `${path}/@${attribute}`;
      if (element.attributes.has(attribute) || done.has(name)) continue;
      done.add(name);
      const changed = { ...element, attributes: new Map([...element.attributes, [attribute, value]]) };
      yield { name, attribute, value, root: rebuild(changed) };
    }
    for (const inner of [...(rule?.children ?? []), 'unheard_of']) {
      const name = `${path}/${inner}`;
      const added = smallest(inner);
      if (done.has(`+${name}`)) continue;
      done.add(`+${name}`);
      const value = serializeXml(added).includes(MARK) ? MARK : '';
      const changed = { ...element, children: [...element.children, added] };
      yield { name: `+ ${name}`, inner, value, root: rebuild(changed) };
    }
  }
}

const modelOf = ({ documents, questions }: Reading) =>
  JSON.stringify([documents.map(({ fields, ...rest }) => [...fields, rest]), questions]);
const ledgerOf = ({ ledger, notices }: Reading) => JSON.stringify([ledger, notices]);

/** The changes after which the reader says nothing new. */
export async function silences(text: string): Promise<string[]> {
  const root = parseXmlText(text, 'quiz.xml');
  const sound = await readText(serializeXml(root));
  const found: string[] = [];
  for (const { name, root: changed, attribute, inner, value } of changes(root)) {
    const reading = await readText(serializeXml(changed)).catch((error: unknown) => String(error));
    if (typeof reading === 'string') continue;
    const ledger = ledgerOf(reading);
    const isInModel = value === MARK ? modelOf(reading).includes(MARK) : modelOf(reading) !== modelOf(sound);
    const named = inner ?? `@${attribute}`;
    const isTold =
      ledger !== ledgerOf(sound) &&
      [MARK, named, 'the scoring rule in line'].some((one) => ledger.includes(one));
    if (!isInModel && !isTold) found.push(name);
  }
  return found;
}
