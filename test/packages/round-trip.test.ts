/** Other people's packages, imported and exported again: what is not as it was is explained, or it is a fault. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type PackageRoundTrip,
  readablePackagesIn,
  roundTripOf,
  silentDifferences,
} from '../support/compare-packages.js';
import { documentDifferences, RULES, ruleFor, unexplained } from '../support/package-differences.js';
import { changedLines, filesOf, summaryOf } from '../support/package-manifests.js';
import { newcomers } from '../support/round-trip.js';
import { SHARED_PACKAGES } from '../support/shared-packages.js';

const FOLDERS = ['cc', 'canvas', 'flat'];

/** Others are not written back in their own form. */
const CARTRIDGES = ['common_cartridge', 'canvas_cartridge'] as const;

interface Otherwise {
  readonly why: string;
  /** Lines of the organisation, and numbers of resources, of the package. */
  readonly gone?: readonly string[];
  /** Those of the export. */
  readonly added?: readonly string[];
  /** Those that stand elsewhere. */
  readonly moved?: readonly string[];
}

/** What the manifest of an export says otherwise; the ledger of the import tells of each that is gone. */
const OTHERWISE: Readonly<Record<string, Otherwise>> = {
  'cc/cc10-spec-sample-1.zip': {
    why: 'The descriptor of the topic is no XML: it could not be imported.',
    gone: ['discussionTopic: 1'],
  },
  'cc/cc11-spec-sample-1.zip': {
    why: 'The descriptor of the topic is no XML: it could not be imported.',
    gone: ['discussionTopic: 1'],
  },
  'cc/cc11-full-test.zip': {
    why: 'The package does not contain the file of one web link: its item shows nothing.',
    gone: ['  Non-existent reference (webLink)', 'webLink: 3'],
    added: ['  Non-existent reference', 'webLink: 2'],
  },
  'cc/cc13-unknown-resource-types.zip': {
    why: 'One file is missing and two resources are of unknown types, so their items show nothing; a test without a question that the schema allows is content.',
    gone: [
      '  Migration Patterns: Why Animals Travel Long Distances (webcontent)',
      '  Unknown content (unknown)',
      '  Unknown content with link (unknown)',
      '  Strange QTI (assessment)',
    ],
    added: [
      '  Migration Patterns: Why Animals Travel Long Distances',
      '  Unknown content',
      '  Unknown content with link',
      '  Strange QTI (webcontent)',
    ],
  },
  'canvas/course-1-13.zip': {
    why: 'Two items of the organisation are in no module of module_meta.xml, which says what the modules hold, and one stands elsewhere there.',
    gone: ['  Sample Document (webcontent)', '  Assignment with internal links (assignment)'],
    moved: ['  photo.jpg (webcontent)'],
  },
  'canvas/loaded-course-13.imscc': {
    why: 'The Canvas of 2014 left items that are not published out of the organisation; they are in module_meta.xml.',
    added: [
      '  unpublished assignment (assignment)',
      '  Unpublished Quiz Example (assessment)',
      '  unpublished discussion (discussionTopic)',
      '  Page hidden from Students (webcontent)',
    ],
  },
};

/** Documents that the export has in another form, where no ledger has a word to say: nothing of them is lost. */
const REWRITTEN: Readonly<Record<string, string>> = {
  'I_00004_R/assessment.xml': 'A bank is written as Canvas writes banks, of which a cartridge may have many.',
  'strange_qti.xml': 'A test without a question that the schema allows is the resource of its settings.',
};

const used = new Set<string>();

if (SHARED_PACKAGES === undefined) {
  it('is not run: this machine has no folder of packages (CARTWRIGHT_PACKAGES names one)', () => {
    expect(SHARED_PACKAGES).toBeUndefined();
  });
} else {
  const paths = (await Promise.all(FOLDERS.map((folder) => readablePackagesIn(folder, CARTRIDGES)))).flat();
  describe.each(paths)('%s', describePackage);

  it('needs every rule', () => {
    const needed = [...RULES.map(({ rule }) => rule), ...Object.values(REWRITTEN)];
    expect(needed.filter((one) => !used.has(one))).toEqual([]);
  });
}

function describePackage(path: string): void {
  let trip: PackageRoundTrip;
  beforeAll(async () => {
    trip = await roundTripOf(path);
  });

  it('gives a course that comes back from its export the same in every field, or the export said what is not', () => {
    expect(silentDifferences(trip)).toEqual([]);
  });

  it('gives no object that it did not give before', () => {
    expect(newcomers(trip.course, trip.courseBack)).toEqual([]);
  });

  it('has every text and attribute of its descriptors, settings, questions and metadata in the export, but for the named rules', async () => {
    const { leaves } = await documentDifferences(trip);
    for (const difference of leaves) used.add(ruleFor(difference)?.rule ?? '');
    expect(unexplained(leaves, trip)).toEqual([]);
  });

  it('has every descriptor and file of settings in the export, or a ledger said what became of it', async () => {
    const { gone } = await documentDifferences(trip);
    const told = new Set(
      trip.imported.entries
        .filter(({ state, type }) => type === 'zip entry' && state !== 'imported' && state !== 'merged')
        .map((entry) => entry.path),
    );
    for (const path of gone) used.add(REWRITTEN[path] ?? '');
    expect(gone.filter((one) => !told.has(one) && REWRITTEN[one] === undefined)).toEqual([]);
  });

  it('has the bytes of every file under the path it has in the course', () => {
    const wrong = filesOf(trip).filter(({ sha256, written }) => sha256 !== written);
    expect(wrong).toEqual([]);
  });

  it('has the organisation and the resources of the package in the export, but for what is named here', async () => {
    const [before, after] = [await summaryOf(trip.source), await summaryOf(trip.exported.sink.source())];
    const changed = changedLines(
      [...before.organization, ...before.resources],
      [...after.organization, ...after.resources],
    );
    const { gone = [], added = [], moved = [] } = OTHERWISE[path] ?? {};
    expect(changed).toEqual({ gone, added });
    const kept = (lines: readonly string[], others: readonly string[]) =>
      lines.filter((line) => !others.includes(line) && !moved.includes(line));
    expect(kept(after.organization, added)).toEqual(kept(before.organization, gone));
  });
}
