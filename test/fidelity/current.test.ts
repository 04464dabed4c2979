/** The documentation of fidelity says what the code does now, and leaves nothing out that a table names. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fidelityPage, PAGE } from './page.js';
import { keyOf } from './places.js';
import { allRows, hasRow, type Row } from './rows.js';
import { allowedPlaces } from './shapes.js';
import { namedPlaces, TABLE_PLACES } from './tables.js';

const TABLES = new URL('../../activities/formats/canvas/tables/', import.meta.url);

let rows: readonly Row[];
let byKey: ReadonlyMap<string, Row>;

beforeAll(async () => {
  rows = await allRows();
  byKey = new Map(rows.map((row) => [keyOf(row.place), row]));
}, 900_000);

describe('docs/fidelity/common-cartridge.md', () => {
  it('is current; if not, run `npm run fidelity` and commit what it writes', async () => {
    const written = readFileSync(PAGE, 'utf8');
    const current = await fidelityPage(rows);
    expect(differingLines(written, current)).toEqual([]);
    expect(written === current, 'Run `npm run fidelity` and commit docs/fidelity.').toBe(true);
  });

  it('has a row for every element that a table of a Canvas file names', () => {
    const missing = TABLE_PLACES.flatMap(namedPlaces).filter((place) => !hasRow(byKey, place));
    expect(missing.map(keyOf)).toEqual([]);
  });

  it('has a row that leads to every attribute that a table of a Canvas file reads', () => {
    const missing = TABLE_PLACES.flatMap(({ table, file }) =>
      table
        .filter(({ elements }) => elements.length === 0)
        .flatMap(({ keys }) => keys)
        .filter((key) => !landsIn(file, key))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a row for every place that the shapes of the standard allow', () => {
    const missing = allowedPlaces().filter(({ place }) => !hasRow(byKey, place));
    expect(missing.map(({ place }) => keyOf(place))).toEqual([]);
  });

  it('knows where every table of Canvas stands; if not, name it in test/fidelity/tables.ts', async () => {
    const placed = new Set<unknown>(TABLE_PLACES.map(({ table }) => table));
    const unplaced: string[] = [];
    for (const file of readdirSync(TABLES)) {
      const exported = (await import(new URL(file, TABLES).href)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(exported))
        if (isTable(value) && !placed.has(value)) unplaced.push(`${file}: ${name}`);
    }
    expect(unplaced).toEqual([]);
  });
});

function landsIn(file: string, key: string): boolean {
  return rows.some(
    (row) => row.place.file === file && row.lands.some((path) => path.split('.').includes(key)),
  );
}

function isTable(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((field) => typeof field?.read === 'function' && Array.isArray(field.keys))
  );
}

/** Lines of one of two texts, the first few: a whole page is hard to read in a report. */
function differingLines(before: string, after: string): string[] {
  const [old, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const gone = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`);
  const come = [...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].slice(0, 20);
}
