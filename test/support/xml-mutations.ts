/** Small changes to XML documents by seed: elements and attributes dropped, doubled, renamed, moved, given other values. */
import fc from 'fast-check';

/** A document in pieces that are written as they were read: a change touches nothing but its place. */
interface Tag {
  name: string;
  attributes: [name: string, value: string][];
  children: (Tag | string)[];
}

export interface Mutation {
  /** What was done, for messages. */
  readonly what: string;
  readonly text: string;
}

const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;
const ATTRIBUTE = /([^\s=]+)\s*=\s*"([^"]*)"/g;

/** Reads what our own tests write: attributes in double quotes, no CDATA. */
function parse(text: string): { head: string; root: Tag } {
  const stack: Tag[] = [{ name: '', attributes: [], children: [] }];
  let head = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const parent = stack.at(-1) as Tag;
    if (token.startsWith('<?')) head += `${token}\n`;
    else if (token.startsWith('<!--')) continue;
    else if (token.startsWith('</')) stack.pop();
    else if (token.startsWith('<')) {
      const attributes = [...token.matchAll(ATTRIBUTE)].map(([, name = '', value = '']): [string, string] => [
        name,
        value,
      ]);
      const tag: Tag = { name: /^<([^\s/>]+)/.exec(token)?.[1] ?? '', attributes, children: [] };
      parent.children.push(tag);
      if (!token.endsWith('/>')) stack.push(tag);
    } else if (stack.length > 1) parent.children.push(token);
  }
  const root = stack[0]?.children.find((child): child is Tag => typeof child !== 'string');
  if (root === undefined) throw new Error('The document has no root.');
  return { head, root };
}

function write({ name, attributes, children }: Tag): string {
  const start = `<${[name, ...attributes.map(([key, value]) => `${key}="${value}"`)].join(' ')}`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>${children.map((child) => (typeof child === 'string' ? child : write(child))).join('')}</${name}>`;
}

interface Place {
  readonly tag: Tag;
  readonly parent: Tag | undefined;
}

function placesIn(tag: Tag, parent?: Tag): Place[] {
  const below = tag.children.flatMap((child) => (typeof child === 'string' ? [] : placesIn(child, tag)));
  return [{ tag, parent }, ...below];
}

/** Numbers a change draws its choices from. */
interface Draw {
  pick<Item>(items: readonly Item[]): Item | undefined;
}

interface World {
  readonly places: readonly Place[];
  readonly draw: Draw;
}

/** Gives what it did; `undefined` where there was nothing to change. */
type Change = (place: Place, world: World) => string | undefined;

const VALUES = [
  '',
  ' ',
  'x',
  '1',
  '-1',
  'a b',
  'Yes',
  'true',
  '1moon',
  'ö',
  'a%b',
  'https://example.org/?a=b',
];

const isTag = (child: Tag | string): child is Tag => typeof child !== 'string';
const prefixOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':') + 1) : '');
const isNamespace = ([name]: readonly [string, string]): boolean => name.startsWith('xmlns');

const CHANGES: Readonly<Record<string, Change>> = {
  'drops the element': ({ tag, parent }) => {
    if (parent === undefined) return undefined;
    parent.children.splice(parent.children.indexOf(tag), 1);
    return tag.name;
  },
  'doubles the element': ({ tag, parent }) => {
    if (parent === undefined) return undefined;
    parent.children.splice(parent.children.indexOf(tag), 0, structuredClone(tag));
    return tag.name;
  },
  'swaps the element with the next': ({ tag, parent }) => {
    const siblings = parent?.children.filter(isTag) ?? [];
    const next = siblings[siblings.indexOf(tag) + 1];
    if (parent === undefined || next === undefined) return undefined;
    const [at, other] = [parent.children.indexOf(tag), parent.children.indexOf(next)];
    parent.children[at] = next;
    parent.children[other] = tag;
    return `${tag.name} and ${next.name}`;
  },
  'renames the element': ({ tag }, { draw, places }) => {
    const other = draw.pick([...places.map((place) => place.tag.name), 'moon']) ?? 'moon';
    const was = tag.name;
    tag.name = prefixOf(was) + other.slice(prefixOf(other).length);
    return tag.name === was ? undefined : `${was} to ${tag.name}`;
  },
  'moves the element into another': ({ tag, parent }, { draw, places }) => {
    const target = draw.pick(places)?.tag;
    const inside = placesIn(tag).map((place) => place.tag);
    if (parent === undefined || target === undefined || inside.includes(target) || target === parent)
      return undefined;
    parent.children.splice(parent.children.indexOf(tag), 1);
    target.children.push(tag);
    return `${tag.name} into ${target.name}`;
  },
  'adds an element of another namespace': ({ tag }) => {
    tag.children.push({ name: 'moon', attributes: [['xmlns', 'urn:moon']], children: [] });
    return `in ${tag.name}`;
  },
  'adds text': ({ tag }) => {
    if (!tag.children.some(isTag) && tag.children.length > 0) return undefined;
    tag.children.push('words');
    return `to ${tag.name}`;
  },
  'changes the text': ({ tag }, { draw }) => {
    if (tag.children.some(isTag) || tag.children.length === 0) return undefined;
    const value = draw.pick(VALUES) ?? '';
    tag.children = [value];
    return `of ${tag.name} to "${value}"`;
  },
  'changes the namespace': ({ tag, parent }) => {
    if (parent === undefined || prefixOf(tag.name) !== '') return undefined;
    tag.attributes.push(['xmlns', 'urn:moon']);
    return `of ${tag.name}`;
  },
  'drops the attribute': ({ tag }, { draw }) => {
    const attribute = draw.pick(tag.attributes.filter((one) => !isNamespace(one)));
    if (attribute === undefined) return undefined;
    tag.attributes.splice(tag.attributes.indexOf(attribute), 1);
    return `${attribute[0]} of ${tag.name}`;
  },
  'renames the attribute': ({ tag }, { draw }) => {
    const attribute = draw.pick(tag.attributes.filter((one) => !isNamespace(one)));
    if (attribute === undefined) return undefined;
    const was = attribute[0];
    attribute[0] = `${was}s`;
    return `${was} of ${tag.name}`;
  },
  'changes the attribute': ({ tag }, { draw, places }) => {
    const attribute = draw.pick(tag.attributes.filter((one) => !isNamespace(one)));
    const elsewhere = places.flatMap((place) => place.tag.attributes.filter((one) => !isNamespace(one)));
    const value = draw.pick([...VALUES, ...elsewhere.map((one) => one[1])]);
    if (attribute === undefined || value === undefined || attribute[1] === value) return undefined;
    attribute[1] = value;
    return `${attribute[0]} of ${tag.name} to "${value}"`;
  },
  'adds an attribute': ({ tag }, { draw }) => {
    const name =
      draw.pick(['moon', 'identifier', 'title', 'xml:lang', 'xml:base', 'class', 'ident']) ?? 'moon';
    if (tag.attributes.some(([known]) => known === name)) return undefined;
    tag.attributes.push([name, 'x']);
    return `${name} to ${tag.name}`;
  },
};

const NAMES = Object.keys(CHANGES);

/** As many changed documents, one change each, always the same for a seed. */
export function mutationsOf(text: string, count: number, seed: number): Mutation[] {
  const numbers = fc.sample(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), { numRuns: count * 3, seed });
  const found: Mutation[] = [];
  for (const [first = 0, second = 0, ...rest] of numbers) {
    if (found.length === count) break;
    const { head, root } = parse(text);
    const places = placesIn(root);
    const draw: Draw = { pick: (items) => items[(rest.pop() ?? 0) % Math.max(1, items.length)] };
    const name = NAMES[first % NAMES.length] ?? '';
    const place = places[second % places.length];
    const what = place && CHANGES[name]?.(place, { places, draw });
    if (what !== undefined) found.push({ what: `${name}: ${what}`, text: head + write(root) });
  }
  return found;
}
