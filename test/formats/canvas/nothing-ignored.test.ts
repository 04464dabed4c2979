/**
 * The ledger rule for Canvas cartridges: of a cartridge with every known element, each is in the records or named in
 * the ledger; whatever is planted beside them is kept, or named; and what was read is written again where it stood.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  COLLECTIONS,
  type CollectionName,
  type CourseRecord,
} from '../../../activities/course/collections.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { cartridge } from './cartridge.js';
import { FULL_CARTRIDGE, FULL_PAGES, FULL_XML } from './full-cartridge.js';
import { type ReadCourse, readCartridge } from './reading.js';
import {
  isElement,
  leavesOf,
  type Place,
  parse,
  placesIn,
  serialize,
  type TestElement,
} from './xml-leaves.js';

const XML_FILES = Object.entries(FULL_XML);

const readFull = (changed: Readonly<Record<string, string>> = {}): Promise<ReadCourse> =>
  readCartridge(cartridge({ ...FULL_CARTRIDGE, files: { ...FULL_CARTRIDGE.files, ...changed } }));

function recordsOf(read: ReadCourse): CourseRecord[] {
  return (Object.keys(COLLECTIONS) as CollectionName[]).flatMap((collection) =>
    read.records(collection).map((record) => ({ collection, record }) as unknown as CourseRecord),
  );
}

/** All that reading gave: records, ledger, notices. Lines shift when something is planted, and say nothing. */
const saidOf = (read: ReadCourse): string =>
  JSON.stringify([recordsOf(read), read.ledger, read.notices]).replaceAll(/ in line \d+/g, '');

/** What says again what another element says; nothing is lost with it. */
const SAYS_AGAIN: readonly RegExp[] = [
  // The order of items is that of their elements.
  /^module(\[2\])?\/items\/item(\[\d\])?\/position$/,
  // Each rating repeats the criterion it is of.
  /\/rating\/criterion_id$/,
  // There is a group category where one is named.
  /^(assignment\/)?has_group_category$/,
  // An item of an address names itself.
  /^module\[2\]\/items\/item\[7\]\/identifierref$/,
  // Two switches are one word: both off is what the other one says.
  /^(is_public_to_auth_users|public_syllabus)$/,
  // The account's mark stands in two files.
  /^root_account_uuid$/,
  // The title in the settings goes before that of the descriptor, whose attachment the settings name as well.
  /^title$/,
  /^attachments\/attachment\/@href$/,
  /^attachment_identifierref$/,
  // HTML is what a text is taken for anyway, a module of modules what a prerequisite is.
  /\/@texttype$/,
  /\/prerequisite\/@type$/,
  /^(topicMeta|topic)?\/?@identifier$/,
];

/** Takes a leaf away; `undefined` for an element that is no leaf. */
function without(root: TestElement, place: Place, attribute: string | undefined): string | undefined {
  const copy = structuredClone(root);
  const element = place.in(copy);
  if (attribute !== undefined) delete element.attributes[attribute];
  else if (element.children.some(isElement) || element.children.length === 0) return undefined;
  else element.children.length = 0;
  return serialize(copy);
}

let full: ReadCourse;
beforeAll(async () => {
  full = await readFull();
});

describe('a cartridge with every element that Canvas writes', () => {
  it('is read whole', () => {
    expect(full.ledger.filter(({ state }) => state !== 'imported' && state !== 'merged')).toEqual([]);
    expect(full.notices).toEqual([]);
  });

  it.each(XML_FILES)('misses each leaf of %s when it is gone', async (path, xml) => {
    const root = parse(xml);
    const said = saidOf(full);
    const unmissed: string[] = [];
    for (const place of placesIn(root)) {
      const attributes = Object.keys(place.in(root).attributes).filter((name) => !name.startsWith('xmlns'));
      for (const attribute of [undefined, ...attributes]) {
        const name = attribute === undefined ? place.path : `${place.path}/@${attribute}`;
        const changed = without(root, place, attribute);
        if (changed === undefined || SAYS_AGAIN.some((pattern) => pattern.test(name))) continue;
        if (saidOf(await readFull({ [path]: changed })) === said) unmissed.push(name);
      }
    }
    expect(unmissed.join(' | ')).toBe('');
  });
});

/** Puts something that goes by a name into an element. */
type Plant = (element: TestElement, name: string) => void;

const node = (name: string, children: TestElement['children'], attributes = {}): TestElement => ({
  name,
  attributes,
  children,
});

const PLANTS: readonly (readonly [what: string, plant: Plant])[] = [
  ['an element', ({ children }, name) => void children.push(node(name, ['weed']))],
  [
    'an element with others in it',
    ({ children }, name) => void children.push(node(name, [node('deep', ['weed'])])),
  ],
  [
    'an element that is all attributes',
    ({ children }, name) => void children.push(node(name, [], { a: 'weed' })),
  ],
  ['an attribute', ({ attributes }, name) => void Object.assign(attributes, { [name]: 'weed' })],
  ['text', ({ children }, name) => void children.push(name)],
];

/** Planted apart from each other: what lies close may hide one another. */
const APART = 12;

/** The places where nothing is said of what was planted: neither its name, nor that something around it is lost. */
async function unheard(path: string, root: TestElement, planted: readonly Place[], plant: Plant) {
  const copy = structuredClone(root);
  const named = planted.map((place, at) => [place, `weed_${at}_`] as const);
  for (const [place, name] of named) plant(place.in(copy), name);
  const read = await readFull({ [path]: serialize(copy) });
  const said = saidOf(read);
  const lost = read.ledger.flatMap(({ lost: phrases = [] }) => phrases);
  const isLost = ({ path: where }: Place) => lost.some((phrase) => isAround(phrase, where));
  return named.filter(([place, name]) => !said.includes(name) && !isLost(place)).map(([place]) => place);
}

/** Whether an element of this path, from wherever the ledger counts it, is around the place. */
const isAround = (phrase: string, where: string): boolean => {
  const steps = plainSteps(phrase);
  const around = `/${plainSteps(where)}/`;
  return around.includes(`/${steps}/`);
};

/** The ledger knows neither prefixes nor which of several brothers it is. */
const plainSteps = (path: string): string =>
  path.replaceAll(/\{[^}]*\}|\[\d+\]/g, '').replaceAll(/[a-z]+:(?=\w)/g, '');

describe.each(PLANTS)('%s that nobody knows', (_, plant) => {
  it.each(XML_FILES)('is kept or told at every level of %s', async (path, xml) => {
    const root = parse(xml);
    const places = placesIn(root);
    const silent: string[] = [];
    for (let first = 0; first < Math.min(APART, places.length); first += 1) {
      const together = places.filter((_place, at) => at % APART === first);
      for (const place of await unheard(path, root, together, plant))
        silent.push(...(await unheard(path, root, [place], plant)).map(({ path: where }) => where || 'root'));
    }
    expect(silent.join(' | ')).toBe('');
  });
});

describe('of a page, what nobody knows', () => {
  const PLANTED: readonly (readonly [what: string, from: string, to: string])[] = [
    ['a meta element', '</head>', '<meta name="weed" content="a"/></head>'],
    ['a meta element by property', '</head>', '<meta property="weed" content="a"/></head>'],
    ['an attribute of a meta element', '</head>', '<meta name="a" content="b" planted="weed"/></head>'],
    ['a style', '</head>', '<style>.weed {}</style></head>'],
    ['a stylesheet', '</head>', '<link rel="stylesheet" href="weed.css"/></head>'],
    ['a script', '</head>', '<script src="weed.js"></script></head>'],
    ['an attribute of the body', '<body>', '<body class="weed">'],
    ['an attribute of the page', '<html>', '<html dir="weed">'],
  ];
  const cases = Object.entries(FULL_PAGES).flatMap(([path, html]) =>
    PLANTED.map(([what, from, to]) => [what, path, html.replace(from, to)] as const),
  );

  it.each(cases)('%s in %s is kept or told', async (_, path, html) => {
    const read = await readFull({ [path]: html });
    expect(saidOf(read)).toMatch(/weed|style/);
  });
});

/** Leaves that are not written as they were read, and why that is no loss. */
const WRITTEN_OTHERWISE: readonly RegExp[] = [
  // Identifiers of the resources of settings are the writer's.
  /^\/@identifier = (topic|news)-1-meta$/,
];

describe('what was read', () => {
  it.each(XML_FILES)('is written again in %s, where it stood', async (path, xml) => {
    const { sink } = await exportCourse(recordsOf(full), { dialect: 'canvas' });
    const written = new Set(leavesOf(parse(sink.text(writtenPath(path)))));
    const gone = leavesOf(parse(xml)).filter(
      (leaf) => !written.has(leaf) && !WRITTEN_OTHERWISE.some((pattern) => pattern.test(leaf)),
    );
    expect(gone.join(' | ')).toBe('');
  });

  const writtenPath = (path: string) => path.replace(/-1-meta\.xml$/, '-1_meta.xml');
});
