/** Other people's cartridges hold nothing that the documentation of fidelity has no row for. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canvasReader } from '../../activities/formats/canvas/read.js';
import { openSharedPackage, SHARED_PACKAGES, sharedPackages } from '../support/shared-packages.js';
import { PAGE } from './page.js';
import { keyOf } from './places.js';
import { isCovered } from './rows.js';
import { placesIn, sampleOf } from './sample.js';

/** Larger files are of the same kinds as smaller ones. */
const MOST_BYTES = 2 ** 22;

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  const rows = rowsOfPage();
  describe.each(['canvas', 'cc', 'flat'])('the packages of %s', (folder) => {
    it.each(sharedPackages(folder))('%s holds no element without a row', async (name) => {
      expect(await placesWithoutRow(name, rows)).toEqual([]);
    });
  });
}

/** The keys of all rows, as the page has them. */
function rowsOfPage(): Map<string, string> {
  const rows = new Map<string, string>();
  let file = '';
  for (const line of readFileSync(PAGE, 'utf8').split('\n')) {
    file = /^### (.*)$/.exec(line)?.[1] ?? file;
    const path = /^\| `([^`]*)` \|/.exec(line)?.[1];
    if (path !== undefined) rows.set(keyOf({ file, path }), line);
  }
  return rows;
}

async function placesWithoutRow(name: string, rows: ReadonlyMap<string, string>): Promise<string[]> {
  const source = await openSharedPackage(name);
  const missing = new Set<string>();
  for (const { path, size } of source.entries.values()) {
    if (size > MOST_BYTES || !/\.(xml|qti|html?)$/.test(path)) continue;
    const contents = new Map([[path, Buffer.from(await source.read(path, MOST_BYTES))]]);
    for (const file of filesOf(name, contents))
      for (const { place } of placesIn(file)) if (!isCovered(rows, place)) missing.add(keyOf(place));
  }
  return [...missing];
}

/** Some are not well-formed; that is told of elsewhere. */
function filesOf(name: string, contents: ReadonlyMap<string, Buffer>) {
  try {
    return sampleOf(name, canvasReader, contents).files;
  } catch {
    return [];
  }
}
