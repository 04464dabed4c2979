/** Changes to documents of a package: their elements, attributes, texts and encodings. */
import type { SeedFile } from './corpus.js';
import { attributesOf, type ElementSpan, elementsOf } from './elements.js';
import type { Random } from './random.js';
import { hostileValue } from './values.js';

interface Place {
  readonly random: Random;
  /** Identifiers, references and paths of the package. */
  readonly known: readonly string[];
  readonly files: readonly SeedFile[];
}

/** Gives a new text and says what was done; `undefined` when the text has no place for it. */
type Change = (text: string, place: Place) => readonly [text: string, said: string] | undefined;

const splice = (text: string, from: number, to: number, inserted = '') =>
  text.slice(0, from) + inserted + text.slice(to);

/** A change at one element. */
function atElement(
  change: (text: string, element: ElementSpan, place: Place) => readonly [string, string],
): Change {
  return (text, place) => {
    const elements = elementsOf(text);
    return elements.length === 0 ? undefined : change(text, place.random.pick(elements), place);
  };
}

const ofElements: readonly Change[] = [
  atElement((text, { start, end, name }) => [splice(text, start, end), `<${name}> at ${start} dropped`]),
  atElement((text, { start, opened, closing, end, name }) => [
    splice(splice(text, closing, end), start, opened),
    `<${name}> at ${start} unwrapped`,
  ]),
  atElement((text, { opened, closing, name }) => [
    splice(text, opened, closing),
    `<${name}> at ${opened} emptied`,
  ]),
  atElement((text, { start, end, name }, { random }) => {
    const times = random.pick([1, 1, 1, 2, 50]);
    return [
      splice(text, end, end, text.slice(start, end).repeat(times)),
      `<${name}> at ${start} ${times} more times`,
    ];
  }),
  atElement((text, { start, end, name }, { random }) => {
    const target = random.pick(elementsOf(text));
    return [
      splice(text, target.opened, target.opened, text.slice(start, end)),
      `<${name}> also in <${target.name}>`,
    ];
  }),
  atElement((text, one, { random }) => {
    const [a, b] = [one, random.pick(elementsOf(text))].sort((left, right) => left.start - right.start);
    if (a === undefined || b === undefined || a.end > b.start) return [text, 'nothing swapped'];
    const swapped = text.slice(b.start, b.end) + text.slice(a.end, b.start) + text.slice(a.start, a.end);
    return [splice(text, a.start, b.end, swapped), `<${a.name}> and <${b.name}> swapped`];
  }),
  atElement((text, { start, closing, end, name }, { random, known }) => {
    const other = random.pick([
      ...new Set(elementsOf(text).map((one) => one.name)),
      'unknown',
      'x:y',
      known[0] ?? 'z',
    ]);
    const closed = closing < end ? splice(text, closing + 2, closing + 2 + name.length, other) : text;
    return [
      splice(closed, start + 1, start + 1 + name.length, other),
      `<${name}> at ${start} renamed <${other}>`,
    ];
  }),
  atElement((text, { opened, closing, name }, { random, known }) => {
    const value = hostileValue(known, random);
    return [splice(text, opened, closing, value), `<${name}> at ${opened} holds ${value.slice(0, 40)}`];
  }),
  atElement((text, { start, end, name }, { random }) => {
    const depth = random.pick([30, 480, 600, 20_000]);
    const tag = random.pick([name, 'div', 'item']);
    const inner = `<${tag}>`.repeat(depth) + text.slice(start, end) + `</${tag}>`.repeat(depth);
    return [splice(text, start, end, inner), `<${name}> below ${depth} <${tag}>`];
  }),
  atElement((text, { opened, name }, { random }) => {
    const size = random.pick([70_000, 3_000_000]);
    return [
      splice(text, opened, opened, random.pick(['a', 'a ', '&amp;', 'é']).repeat(size)),
      `${size} long text in <${name}>`,
    ];
  }),
  atElement((text, { opened, name }, { random }) => {
    const inserted = random.pick([
      '<!-- c -->',
      '<?php x ?>',
      '<![CDATA[<a>&]]>',
      '<!-- -- -->',
      '<',
      '&',
      '</x>',
      '\0',
    ]);
    return [splice(text, opened, opened, inserted), `${inserted} in <${name}>`];
  }),
];

const ofAttributes: readonly Change[] = [
  atAttribute((text, { start, end, name }) => [splice(text, start, end), `@${name} dropped`]),
  atAttribute((text, { start, end, name }) => [
    splice(text, end, end, text.slice(start, end)),
    `@${name} twice`,
  ]),
  atAttribute((text, { start, end, name, value }, { random }) => {
    const other = random.pick([
      'identifier',
      'identifierref',
      'href',
      'ident',
      'type',
      'xml:base',
      'xmlns',
      'unknown',
      'x:y',
    ]);
    return [splice(text, start, end, ` ${other}="${value}"`), `@${name} renamed @${other}`];
  }),
  ...Array.from({ length: 4 }, () =>
    atAttribute((text, { from, to, name, value }, { random, known }) => {
      const other = random.chance(0.1) ? `${value} ` : hostileValue(known, random).replaceAll(/["'<]/g, '');
      return [splice(text, from, to, other), `@${name} is ${other.slice(0, 40)}`];
    }),
  ),
];

function atAttribute(
  change: (
    text: string,
    attribute: ReturnType<typeof attributesOf>[number],
    place: Place,
  ) => readonly [string, string],
): Change {
  return (text, place) => {
    const elements = elementsOf(text).filter((element) => attributesOf(text, element).length > 0);
    if (elements.length === 0) return undefined;
    return change(text, place.random.pick(attributesOf(text, place.random.pick(elements))), place);
  };
}

const BOMB = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.replace(/./g, (one) => `<!ENTITY ${one} "${`&${String.fromCharCode(one.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;

const ofDocuments: readonly Change[] = [
  (text, { random }) => [text.slice(0, random.below(text.length)), 'cut'],
  (_text, { random }) => [
    random.pick(['', ' ', '<a/>', 'x', '<?xml version="1.0"?>', '<html>', '{}']),
    'replaced',
  ],
  (_text, { random, files }) => [random.pick(files).content.toString('utf8'), 'replaced by another file'],
  (text) => [BOMB + text.replace(/^\ufeff?\s*<\?xml[^>]*>/, ''), 'entities declared'],
  (text) => [
    text.replace(/^(\ufeff?\s*<\?xml[^>]*>)?/, (head) => `${head}<!DOCTYPE x SYSTEM "file:///etc/passwd">`),
    'doctype',
  ],
  (text) => [text.replaceAll(/xmlns(:\w+)?="[^"]*"/g, ''), 'without namespaces'],
  (text) => [text.replaceAll(/xmlns="[^"]*"/g, 'xmlns="http://example.com/other"'), 'other namespace'],
  (text) => [text.replaceAll(/>\s+</g, '><'), 'without spaces'],
  (text) => [`\n\n${text}`, 'late declaration'],
  (text) => [`${text}<!-- more --><more/>`, 'more behind the end'],
];

/** Characters of a document. The cases are to be a burden for the converter, not for the fuzzer. */
const LARGEST = 8_000_000;

type Recode = (text: string, random: Random) => readonly [Buffer, string];

const ENCODINGS: readonly Recode[] = [
  (text) => [Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16 LE with a mark'],
  (text) => [Buffer.from(text, 'utf16le'), 'UTF-16 LE'],
  (text) => [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'UTF-16 BE'],
  (text) => [Buffer.from(text, 'latin1'), 'Latin-1'],
  (text) => [Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x28])]), 'UTF-8 with a wrong byte'],
  (text) => [Buffer.from(`\ufeff${text}`), 'UTF-8 with a mark'],
  (text, random) => {
    const declared = random.pick(['UTF-16', 'x-unknown', 'ISO-8859-1', 'shift_jis', 'gbk', 'utf-7', '']);
    return [Buffer.from(text.replace(/encoding="[^"]*"/, `encoding="${declared}"`)), `declared ${declared}`];
  },
  (text) => [Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text)]), 'a false mark'],
];

const GROUPS = [
  ...Array(8).fill(ofElements),
  ...Array(7).fill(ofAttributes),
  ofDocuments,
] as (readonly Change[])[];

/** One to four changes, and sometimes another encoding. */
export function damageDocument(content: Buffer, place: Place): { content: Buffer; said: string } {
  const { random } = place;
  let text = content.toString('utf8');
  const all: string[] = [];
  for (let left = random.pick([1, 1, 2, 4]); left > 0; left -= 1) {
    const done = random.pick(random.pick(GROUPS))(text, place);
    if (done === undefined || done[0].length > LARGEST) continue;
    text = done[0];
    all.push(done[1]);
  }
  if (!random.chance(0.06)) return { content: Buffer.from(text), said: all.join('; ') };
  const [bytes, said] = random.pick(ENCODINGS)(text, random);
  return { content: bytes, said: [...all, said].join('; ') };
}
