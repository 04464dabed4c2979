/** What becomes of elements that no package of the corpus has: they are put into one that could have them. */
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { exportCourse } from '../support/cartridge-export.js';
import { VERSIONS } from './corpus.js';
import { baseline, type Finding, insertion, readWith } from './experiment.js';
import { groupBy } from './group-by.js';
import { keyOf, type Place, placeOf } from './places.js';
import { keysOf, type Sample, type SampleFile, sampleOf } from './sample.js';
import { allowedPlaces, elementNamed } from './shapes.js';
import { namedPlaces, TABLE_PLACES } from './tables.js';
import { type Element, walk } from './xml-document.js';

interface Candidate {
  readonly place: Place;
  /** Ways to put it into a package, by what must be there: the nearest element first. */
  readonly ways: readonly Way[];
}

interface Way {
  readonly parent: Place;
  /** Puts it there, and gives what takes it out again. */
  put(parent: Element): () => void;
}

/** Places that tables and shapes name and that are not among the known ones. */
function candidates(known: (place: Place) => boolean): Candidate[] {
  return [...ofTables(), ...ofShapes()].filter(({ place }) => !known(place));
}

function ofTables(): Candidate[] {
  return TABLE_PLACES.flatMap((one) =>
    namedPlaces(one).map(({ file, path, name }) => {
      const element = one.path === 'html' ? metaNamed(name) : elementNamed(name, 'a text');
      const way: Way = { parent: { file, path: one.path }, put: (parent) => putElement(parent, element) };
      return { place: { file, path }, ways: [way] };
    }),
  );
}

function metaNamed(name: string): Element {
  const attributes = [
    { name: 'name', value: name },
    { name: 'content', value: 'a text' },
  ];
  return { ...elementNamed('meta'), attributes };
}

/** An attribute goes to its element, an element into its parent; what is missing of those around it is made. */
function ofShapes(): Candidate[] {
  return allowedPlaces().map(({ place, chain, attribute }) => {
    const file = place.file.split(':')[0] ?? place.file;
    const last = chain.at(-1) ?? elementNamed('');
    const around = chain.slice(0, -1).map((_, depth): Way => {
      const [parent, ...below] = chain.slice(depth);
      const outer = chain.slice(0, depth);
      return {
        parent: placeOf(file, parent ?? last, outer),
        put: (element) => putElement(element, nested(below)),
      };
    });
    const itself: Way = {
      parent: placeOf(file, last, chain.slice(0, -1)),
      put: (element) => putAttributes(element, last),
    };
    return { place, ways: [...(attribute === undefined ? [] : [itself]), ...around.reverse()] };
  });
}

/** Each element in the one before it. */
function nested([outer, ...inner]: readonly Element[]): Element {
  const element = outer ?? elementNamed('');
  return inner.length === 0 ? element : { ...element, children: [nested(inner)] };
}

/** Elements take the prefix of those around them. */
function putElement(parent: Element, child: Element): () => void {
  const prefix = parent.name.includes(':') ? parent.name.slice(0, parent.name.indexOf(':') + 1) : '';
  parent.children.push(prefixed(child, prefix));
  return () => void parent.children.pop();
}

function prefixed(element: Element, prefix: string): Element {
  const children = element.children.map((child) =>
    typeof child === 'string' ? child : prefixed(child, prefix),
  );
  return { ...element, name: `${prefix}${element.local}`, children };
}

function putAttributes(element: Element, { attributes }: Element): () => void {
  element.attributes.push(...attributes);
  return () => void element.attributes.splice(-attributes.length);
}

/** What a candidate turned out to be. */
export interface Inserted extends Finding {
  readonly place: Place;
  readonly written: ReadonlySet<CartridgeVersion>;
}

/** Finds out about every candidate that some package has a place for. */
export async function* insertions(
  samples: readonly Sample[],
  known: (place: Place) => boolean,
): AsyncGenerator<Inserted> {
  const homes = createHomes(samples);
  const atHome = candidates(known).flatMap((candidate): Settled[] => {
    const way = candidate.ways.find(({ parent }) => homes.has(keyOf(parent)));
    const home = way === undefined ? undefined : homes.get(keyOf(way.parent));
    return way === undefined || home === undefined ? [] : [{ place: candidate.place, way, home }];
  });
  for (const group of groupBy(atHome, ({ home }) => home).values()) yield* insertEach(group);
}

interface Home {
  readonly sample: Sample;
  readonly file: SampleFile;
  readonly parents: Element[];
}

interface Settled {
  readonly place: Place;
  readonly way: Way;
  readonly home: Home;
}

/** By place, the first file that has elements there. */
function createHomes(samples: readonly Sample[]): Map<string, Home> {
  const homes = new Map<string, Home>();
  for (const sample of samples)
    for (const file of sample.files)
      walk(file.root, (element, ancestors) => {
        const key = keyOf(placeOf(file.kind, element, ancestors));
        const home = homes.get(key) ?? { sample, file, parents: [] };
        homes.set(key, home);
        if (home.sample === sample && home.file === file) home.parents.push(element);
      });
  return homes;
}

async function* insertEach(group: readonly Settled[]): AsyncGenerator<Inserted> {
  const [first] = group;
  if (first === undefined) return;
  const { sample, file } = first.home;
  const before = await baseline(sample);
  const findings: [Settled, Finding][] = [];
  for (const settled of group)
    findings.push([settled, await insertion(sample, file, putsOf(settled), before)]);
  const held = findings.filter(([, { lands }]) => lands.length > 0).map(([settled]) => settled);
  const returning = await comingBack(first.home, held);
  for (const [{ place }, finding] of findings) {
    const written = VERSIONS.filter((version) => returning.get(version)?.has(keyOf(place)));
    yield { place, ...finding, written: new Set(written) };
  }
}

function putsOf({ way, home }: Settled): (() => () => void)[] {
  return home.parents.map((parent) => () => way.put(parent));
}

/** The places that exports of the course have, after all of these were read into it. */
async function comingBack(
  { sample, file }: Home,
  held: readonly Settled[],
): Promise<Map<CartridgeVersion, Set<string>>> {
  const places = new Map<CartridgeVersion, Set<string>>();
  if (held.length === 0) return places;
  const { records } = await readWith(sample, file, held.flatMap(putsOf));
  for (const version of VERSIONS) {
    const { sink } = await exportCourse(records, { version });
    places.set(version, keysOf(sampleOf(`${sample.name}, exported`, sample.reader, sink.entries)));
  }
  return places;
}
