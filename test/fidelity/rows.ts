/** The rows of the documentation: every place of every file in the corpus, and what becomes of it. */
import { canvasReader } from '../../activities/formats/canvas/read.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { type ExportedSample, exportedSamples, ownSamples } from './corpus.js';
import { baseline, experiment, type Finding, worth } from './experiment.js';
import { groupBy } from './group-by.js';
import { insertions } from './insertions.js';
import { FILE_ORDER, isOfManifest, keyOf, type Place } from './places.js';
import { keysOf, type Occurrences, placesIn, type Sample, type SampleFile } from './sample.js';

export interface Row extends Finding {
  readonly place: Place;
  /** The versions whose exports hold it. */
  readonly written: ReadonlySet<CartridgeVersion>;
  /** It is read from a Common Cartridge, but not from one of Canvas. */
  readonly notFromCanvas: boolean;
}

type Findings = Map<string, { readonly place: Place; readonly finding: Finding }>;

/** All rows, in the order they are shown in. */
export async function allRows(): Promise<Row[]> {
  const exported = await exportedSamples();
  const samples = ownSamples(exported);
  const written = versionsByPlace(exported);
  const found = await findOut(samples, () => true);
  const canvas = await findOut(
    samples.filter(({ reader }) => reader === canvasReader),
    isOfManifest,
  );
  const rows = [...found.values()].map(({ place, finding }): Row => {
    const ofCanvas = canvas.get(keyOf(place));
    const notFromCanvas = ofCanvas !== undefined && worth(ofCanvas.finding) === 0 && finding.lands.length > 0;
    return { place, ...finding, written: written.get(keyOf(place)) ?? new Set(), notFromCanvas };
  });
  const isKnown = (place: Place) => hasRow(found, place);
  for await (const inserted of insertions(samples, isKnown)) rows.push({ ...inserted, notFromCanvas: false });
  return inOrder(rows.filter((row) => !isBareContainer(row, found)));
}

function versionsByPlace(exported: readonly ExportedSample[]): Map<string, Set<CartridgeVersion>> {
  const written = new Map<string, Set<CartridgeVersion>>();
  for (const { version, sample } of exported)
    for (const key of keysOf(sample)) written.set(key, (written.get(key) ?? new Set()).add(version));
  return written;
}

/** In one package an element may repeat what others say, in another not: so many are looked at. */
const MOST_TRIES = 2;

/** Experiments with each place until it is known where it lands. */
async function findOut(samples: readonly Sample[], isAsked: (place: Place) => boolean): Promise<Findings> {
  const found: Findings = new Map();
  const tries = new Map<string, number>();
  for (const sample of samples)
    for (const { file, occurrences } of asked(sample, isAsked)) {
      const { place } = occurrences;
      const key = keyOf(place);
      const best = worth(found.get(key)?.finding ?? NOTHING);
      const tried = tries.get(key) ?? 0;
      if (best === 2 || tried >= MOST_TRIES) continue;
      tries.set(key, tried + 1);
      const finding = await experiment(sample, file, occurrences, await baseline(sample));
      if (tried === 0 || worth(finding) > best) found.set(key, { place, finding });
    }
  return found;
}

const NOTHING: Finding = { lands: [], lost: [], isRequired: false };

function asked(
  sample: Sample,
  isAsked: (place: Place) => boolean,
): { file: SampleFile; occurrences: Occurrences }[] {
  return sample.files.flatMap((file) =>
    placesIn(file)
      .filter(({ place }) => isAsked(place))
      .map((occurrences) => ({ file, occurrences })),
  );
}

/** Whether a place, or one below it, has a row. */
export function hasRow(rows: ReadonlyMap<string, unknown>, place: Place): boolean {
  const key = keyOf(place);
  return rows.has(key) || [...rows.keys()].some((other) => other.startsWith(`${key}/`));
}

/** As `hasRow`, or an element around it is told of as a whole. */
export function isCovered(rows: ReadonlyMap<string, unknown>, place: Place): boolean {
  const steps = place.path.split('/');
  const around = steps.map((_, at) => ({ ...place, path: steps.slice(0, at).join('/') }));
  return hasRow(rows, place) || around.some((outer) => rows.has(keyOf(outer)));
}

/** A container that was empty somewhere says nothing by itself. */
function isBareContainer(row: Row, found: Findings): boolean {
  const begin = `${keyOf(row.place)}/`;
  return worth(row) === 0 && [...found.keys()].some((other) => other.startsWith(begin));
}

/** Files in their order; in a file what stands together, in the order in which it was first met. */
function inOrder(rows: readonly Row[]): Row[] {
  const byFile = groupBy(rows, ({ place }) => place.file);
  const rank = (file: string) => (FILE_ORDER.includes(file) ? FILE_ORDER.indexOf(file) : FILE_ORDER.length);
  return [...byFile].toSorted(([a], [b]) => rank(a) - rank(b)).flatMap(([, own]) => asTree(own, 1));
}

function asTree(rows: readonly Row[], depth: number): Row[] {
  const groups = groupBy(rows, ({ place: { path } }) => path.split('/').slice(0, depth).join('/'));
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return group;
    const [own = [], below = []] = [true, false].map((isOwn) =>
      group.filter(({ place: { path } }) => (path.split('/').length === depth) === isOwn),
    );
    return [...own, ...asTree(below, depth + 1)];
  });
}
