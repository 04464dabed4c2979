/** Other people's packages of questions: what comes of them is a course that a cartridge can carry, and bring back. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PackageRoundTrip,
  readablePackagesIn,
  roundTripOf,
  silentDifferences,
} from '../support/compare-packages.js';
import { newcomers } from '../support/round-trip.js';
import { SHARED_PACKAGES } from '../support/shared-packages.js';

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  const paths = await readablePackagesIn('qti12', ['qti']);
  it('holds all but the one package that is no QTI', () => {
    expect(paths).toHaveLength(13);
  });
  describe.each(paths)('%s', describePackage);
}

function describePackage(path: string): void {
  let trip: PackageRoundTrip;
  beforeAll(async () => {
    trip = await roundTripOf(path);
  });

  it('gives a course that comes back from its export the same in every field, or the export said what is not', () => {
    expect(silentDifferences(trip)).toEqual([]);
    expect(newcomers(trip.course, trip.courseBack)).toEqual([]);
  });
}
