/** The part of the documentation that goes through the files of a cartridge. */
import type { CartridgeVersion } from '../../activities/formats/common-cartridge/writer/versions.js';
import { VERSIONS } from './corpus.js';
import { ANY_OTHER } from './full-records.js';
import { groupBy } from './group-by.js';
import { lossesOf } from './losses-page.js';
import { modelPath, objectField } from './model-path.js';
import type { Row } from './rows.js';
import { code, table } from './table.js';

/** What becomes of an element that is read. */
export type Outcome = 'held' | 'kept' | 'needed' | 'told' | 'adds nothing';

export function outcomeOf({ lands, lost, isRequired }: Row): Outcome {
  if (isRequired) return 'needed';
  if (lands.length === 0) return lost.length > 0 ? 'told' : 'adds nothing';
  return lands.every((path) => /\.extensions(\.|$)/.test(path)) ? 'kept' : 'held';
}

const MOST_FIELDS = 4;

/** Fields of the model, those of several collections that hold the same named once. */
function fieldsOf({ lands }: Row): string {
  const all = [...new Set(lands.map(modelPath))];
  const fields = all.filter((path) => !all.some((other) => other !== path && other.startsWith(`${path}.`)));
  const shown = fields.slice(0, MOST_FIELDS).map(code);
  return [...shown, ...(fields.length > MOST_FIELDS ? ['and others'] : [])].join(', ');
}

function inTheCourse(row: Row): string {
  const outcome = outcomeOf(row);
  if (outcome === 'needed') return 'needed to read the package at all';
  if (outcome === 'told') return 'not held; the ledger says so';
  if (outcome === 'adds nothing') return 'adds nothing';
  const fields = `${fieldsOf(row)}${row.notFromCanvas ? ' (not from a cartridge of Canvas)' : ''}`;
  return outcome === 'kept' ? `kept word for word: ${fields}` : fields;
}

/** Why an element is not in the exports of a version: numbers of the table of losses. */
function reasons(row: Row): string {
  const missing = VERSIONS.filter((version) => !row.written.has(version));
  const numbers = missing.flatMap((version) =>
    row.lands.map(modelPath).flatMap((path) => reasonsFor(path, version)),
  );
  return [...new Set(numbers)].sort((a, b) => a - b).join(', ');
}

function reasonsFor(path: string, version: CartridgeVersion): number[] {
  const { kind, field } = objectField(path);
  return lossesOf(kind, field, version);
}

function rowOf(row: Row): string[] {
  const marks = VERSIONS.map((version) => (row.written.has(version) ? 'yes' : '–'));
  return [elementName(row), inTheCourse(row), ...marks, reasons(row)];
}

function elementName({ place: { path } }: Row): string {
  const at = path.indexOf(`/${ANY_OTHER}`);
  return at === -1 ? code(path) : `${code(path.slice(0, at))}: any other element`;
}

export function filesPage(rows: readonly Row[], titles: ReadonlyMap<string, string>): string {
  const sections = [...groupBy(rows, ({ place }) => place.file)].map(([file, own]) => {
    const head = ['Element', 'In the course', ...VERSIONS, 'Reasons'];
    const title = titles.get(file) ?? 'Not read.';
    return `### ${file}\n\n${title}\n\n${table(head, own.map(rowOf))}`;
  });
  return sections.join('\n\n');
}

/** One line for each file: how much of it is held, kept, told, and written. */
export function summary(rows: readonly Row[]): string {
  const lines = [...groupBy(rows, ({ place }) => place.file)].map(([file, own]) => {
    const count = (outcome: Outcome) => String(own.filter((row) => outcomeOf(row) === outcome).length);
    const written = VERSIONS.map((version) => String(own.filter((row) => row.written.has(version)).length));
    const counts = [count('held'), count('kept'), count('adds nothing'), count('told')];
    return [`[${file}](#${anchor(file)})`, String(own.length), ...counts, ...written];
  });
  const head = [
    'File',
    'Elements',
    'Held',
    'Kept',
    'Add nothing',
    'Told as lost',
    ...VERSIONS.map((version) => `In ${version}`),
  ];
  return table(head, lines);
}

/** As GitHub makes them of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}
