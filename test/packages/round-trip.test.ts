/** Other people's packages, imported and exported again: what is not as it was is explained, or it is a fault. */
import { beforeAll, describe, expect, it } from 'vitest';
import { cartridgesIn, type PackageRoundTrip, roundTripOf } from '../support/compare-packages.js';
import { differencesBetween, isListed, newcomers, showDifference } from '../support/round-trip.js';
import { SHARED_PACKAGES } from '../support/shared-packages.js';

const FOLDERS = ['cc', 'canvas', 'flat', 'qti12'];

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  const paths = (await Promise.all(FOLDERS.map(cartridgesIn))).flat();
  describe.each(paths)('%s', describePackage);
}

function describePackage(path: string): void {
  let trip: PackageRoundTrip;
  beforeAll(async () => {
    trip = await roundTripOf(path);
  });

  it('gives a course that comes back from its export the same in every field, or the export said what is not', () => {
    const { course, courseBack, exported, version } = trip;
    const silent = differencesBetween(course, courseBack, exported.entries).filter(
      ({ kind, field, told }) => !told && !isListed(['replaced', 'added'], kind, field, version),
    );
    expect(silent.map(showDifference)).toEqual([]);
  });

  it('gives no object that it did not give before', () => {
    expect(newcomers(trip.course, trip.courseBack)).toEqual([]);
  });
}
