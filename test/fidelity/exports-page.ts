/** The part of the documentation about what exports leave out: what their ledgers say of objects with every field set. */
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { CANVAS_ONLY } from '../../activities/formats/common-cartridge/writer/canvas-only/sentences.js';
import { NOT_TAKEN } from '../../activities/formats/common-cartridge/writer/not-taken/sentences.js';
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { exportedSamples, VERSIONS } from './corpus.js';
import { groupBy } from './group-by.js';
import { code, table } from './table.js';

interface Said {
  readonly version: CartridgeVersion;
  readonly entry: LedgerEntry;
}

async function allSaid(): Promise<Said[]> {
  const exported = await exportedSamples();
  return exported.flatMap(({ version, entries }) => entries.map((entry) => ({ version, entry })));
}

/** By kind of object, the fields that the ledger calls lost. */
export async function lostFieldsPage(): Promise<string> {
  const rows = [...groupBy(await allSaid(), ({ entry }) => entry.type)].map(([kind, said]) => {
    const inVersion = (version: CartridgeVersion) =>
      new Set(said.flatMap((one) => (one.version === version ? fieldsOf(one.entry) : [])));
    const lost = VERSIONS.map(inVersion);
    const all = [...new Set(lost.flatMap((fields) => [...fields]))].sort();
    const inAll = all.filter((field) => lost.every((fields) => fields.has(field)));
    const onlyIn = lost.map((fields) => all.filter((field) => fields.has(field) && !inAll.includes(field)));
    return [code(kind), ...[inAll, ...onlyIn].map((fields) => fields.map(code).join(', '))];
  });
  const told = rows.filter((cells) => cells.slice(1).some((cell) => cell !== ''));
  return table(['Object', 'In no version', ...VERSIONS.map((version) => `Not in ${version}`)], told);
}

/** Values that were lost are not of interest, only where. */
function fieldsOf({ lost = [] }: LedgerEntry): string[] {
  return lost.map((what) => what.replace(/ "[^"]*"$/, ''));
}

/** What stands in Canvas's files only, by the codes of the notices that tell it, each with a sentence that was said. */
export async function canvasOnlyPage(): Promise<string> {
  const notices = (await exportedSamples()).flatMap((sample) => sample.notices);
  const codes = new Set<string>(Object.values(CANVAS_ONLY).map(({ code: name }) => name));
  const sentences = groupBy(notices, ({ code: name }) => name);
  const rows = [...sentences]
    .filter(([name]) => codes.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, [first]]) => [code(name), first?.message ?? '']);
  return table(['Code', 'For example'], rows);
}

/** What sentences that say of what kind a thing is say it of, by their sorts. */
const KINDS: Readonly<Partial<Record<string, string>>> = {
  questionKinds: 'ordering',
  types: 'discussionTopic',
};

/** What Canvas's importer does not take, by the codes of the notices, each as it is said of one object. */
export function notTakenPage(): string {
  const one = { count: 1, objects: 1, last: undefined, names: ['"Week 1"'] };
  const rows = Object.entries(NOT_TAKEN).map(([sort, { code: name, say }]) => [
    code(name),
    say({ ...one, details: new Map([[KINDS[sort] ?? '', 1]]) }),
  ]);
  return table(['Code', 'For example'], rows);
}

/** The codes under which objects are changed or left out whole, each with a sentence that was said. */
export async function codesPage(): Promise<string> {
  const said = (await allSaid()).flatMap(({ entry }) => (entry.code === undefined ? [] : [entry]));
  const rows = [...groupBy(said, ({ code: name = '' }) => name)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entries]) => {
      const kinds = [...new Set(entries.map(({ type }) => type))].sort();
      const [first] = entries;
      return [code(name), kinds.join(', '), first?.state ?? '', withoutLosses(first?.message)];
    });
  return table(['Code', 'Objects', 'State', 'For example'], rows);
}

/** Every property of the example is set, so it loses more than any real object. */
function withoutLosses(message = ''): string {
  return message.replace(/ Not carried over: .*/s, '');
}
