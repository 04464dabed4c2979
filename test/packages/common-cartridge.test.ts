/** Real Common Cartridges become what was counted in them, with no trouble but the known ones. */
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../activities/formats/common-cartridge/manifest.js';
import type { Manifest, ResourceKind } from '../../activities/formats/common-cartridge/manifest-types.js';
import { commonCartridgeReader } from '../../activities/formats/common-cartridge/read.js';
import { inState, type ReadPackage, readPackage } from '../support/read-package.js';
import {
  openSharedPackage,
  type PackageCounts,
  packageCounts,
  SHARED_PACKAGES,
  sharedPackages,
} from '../support/shared-packages.js';

/** What the counts call our kinds; types nobody knows are counted by their own name. */
const COUNTED_AS: Readonly<Partial<Record<ResourceKind, string>>> = {
  webcontent: 'webcontent',
  associatedcontent: 'associatedcontent',
  discussionTopic: 'discussion',
  webLink: 'weblink',
  assessment: 'assessment',
  questionBank: 'question_bank',
  basicLti: 'lti',
  assignment: 'assignment',
};

/** Files of two cartridges that are placeholders and no XML, with the resources made of them. */
const PLACEHOLDERS = [
  'zip entry l0001/welcome.forum',
  'file reference resource "R0003", file "l0001/welcome.forum"',
  'resource resource "R0003"',
  'zip entry l0002/studymate.qti',
  'file reference resource "R0005", file "l0002/studymate.qti"',
  'resource resource "R0005"',
  'zip entry l0003/quiz_1.qti',
  'file reference resource "R0006", file "l0003/quiz_1.qti"',
  'resource resource "R0006"',
];

/** All that fails and is not supported in these packages. */
const TROUBLES: Readonly<Record<string, readonly string[]>> = {
  'cc/cc10-spec-sample-1.zip': PLACEHOLDERS,
  'cc/cc11-spec-sample-1.zip': PLACEHOLDERS,
  'cc/cc11-full-test.zip': [
    'file reference resource "I_00008_R", file "I_00008_R.xml"',
    'resource resource "I_00008_R"',
  ],
  'cc/cc13-unknown-resource-types.zip': [
    'file reference resource "migration_patterns_R", file "web_resources/migration_patterns.html"',
    'resource resource "migration_patterns_R"',
    'file reference resource "unknown_resource_with_link_content", file "unknown_resources/res1.png"',
    'resource resource "unknown_resource_without_link_content"',
    'resource resource "unknown_resource_with_link_content"',
    'item item "ia4e01f00-c835-463c-8829-3fa07c143025"',
  ],
};

const open = async (path: string) => {
  const source = await openSharedPackage(path);
  return { source, manifest: await readManifest(source) };
};

function countResources({ resources }: Manifest): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, type } of resources.values()) {
    const name = COUNTED_AS[kind] ?? type;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function countItems({ items, resources }: Manifest): PackageCounts['organization'] {
  const withResource = items.filter(({ identifierref }) => identifierref !== undefined);
  const dangling = withResource.filter(({ identifierref }) => !resources.has(identifierref ?? '')).length;
  return {
    top_level: items.filter(({ depth }) => depth === 0).length,
    items: items.length,
    items_with_resource: withResource.length,
    folders: items.length - withResource.length,
    ...(dangling === 0 ? {} : { dangling }),
  };
}

function countUses({ resources }: Manifest): Record<string, number> | undefined {
  const uses = [...resources.values()].flatMap(({ intendedUse }) => intendedUse ?? []);
  if (uses.length === 0) return undefined;
  return Object.fromEntries([...new Set(uses)].map((use) => [use, uses.filter((one) => one === use).length]));
}

/** Objects that are made of one resource each, by the kind of resource. */
function countObjects({ records }: ReadPackage): Record<string, number> {
  return {
    discussion: records.discussionTopics?.length ?? 0,
    weblink: records.webLinks?.length ?? 0,
    assessment: records.quizzes?.length ?? 0,
    question_bank: records.questionBanks?.length ?? 0,
    lti: records.externalTools?.length ?? 0,
    assignment: records.assignments?.length ?? 0,
  };
}

function failedResources({ entries }: ReadPackage, { resources }: Manifest): Record<string, number> {
  const failed = entries.filter(({ type, state }) => type === 'resource' && state === 'failed');
  const counts: Record<string, number> = {};
  for (const { element = '' } of failed) {
    const kind = resources.get(element.slice('resource "'.length, -1))?.kind;
    const name = kind === undefined ? '' : (COUNTED_AS[kind] ?? '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe('real Common Cartridges', () => {
  if (SHARED_PACKAGES === undefined) {
    it('are not read: there are none on this machine', () => {
      expect(sharedPackages('cc')).toEqual([]);
    });
    return;
  }
  const paths = [...sharedPackages('cc'), ...sharedPackages('flat')];
  const counts = packageCounts();

  it('are all counted', () => {
    expect(paths.filter((path) => counts[path] === undefined)).toEqual([]);
    expect(paths.length).toBeGreaterThan(0);
  });

  describe.each(paths)('%s', (path) => {
    const expected = counts[path] ?? {};

    it('has the items and resources that were counted', async () => {
      const { source, manifest } = await open(path);
      expect({
        files: path.startsWith('flat/') ? undefined : source.entries.size,
        schema: manifest.schema,
        schemaversion: manifest.schemaVersion,
        resources: countResources(manifest),
        total: manifest.resources.size,
        intendeduse: countUses(manifest),
        organization: manifest.items.length === 0 ? undefined : countItems(manifest),
      }).toEqual({
        files: expected.files,
        schema: expected.schema,
        schemaversion: expected.schemaversion,
        resources: expected.resources,
        total: expected.resources_total,
        intendeduse: expected.intendeduse,
        organization: expected.organization?.items === 0 ? undefined : expected.organization,
      });
    });

    it('becomes a course of as many objects, and its ledger adds up', async () => {
      const { source, manifest } = await open(path);
      const found = await readPackage(commonCartridgeReader, source);
      const failed = failedResources(found, manifest);
      const wanted = Object.entries(countObjects(found)).map(([kind]) => [
        kind,
        (expected.resources?.[kind] ?? 0) - (failed[kind] ?? 0),
      ]);
      expect(countObjects(found)).toEqual(Object.fromEntries(wanted));
      expect(found.records.questions?.length ?? 0).toBe(expected.qti12?.item ?? 0);
      expect(
        found.entries.filter(({ code, type }) => code === 'missing_file' && type === 'file reference'),
      ).toHaveLength(expected.missing_files ?? 0);
      expect(found.records.course).toHaveLength(1);
      expect(found.report.byType.resource?.found ?? 0).toBe(expected.resources_total);
      expect(found.report.byType['zip entry']?.found).toBe(source.entries.size);
    });

    it('attaches files that are in the course, and nothing else', async () => {
      const { records } = await readPackage(commonCartridgeReader, await openSharedPackage(path));
      const { assignments = [], discussionTopics = [], files = [] } = records;
      const attached = [
        ...assignments.flatMap(({ attachments = [] }) => attachments.map(({ file }) => file)),
        ...discussionTopics.flatMap(({ attachments = [] }) => attachments),
      ];
      const known = files.map(({ migrationId }) => ({ kind: 'file', migrationId }));
      for (const one of attached) expect(known).toContainEqual(one);
    });

    it('has no trouble but the known ones', async () => {
      const { source } = await open(path);
      const found = await readPackage(commonCartridgeReader, source);
      expect([...inState(found, 'failed'), ...inState(found, 'unsupported')]).toEqual(TROUBLES[path] ?? []);
      expect(found.notices.filter(({ code }) => code === 'missing_links')).toEqual([]);
    });
  });

  it('are read though 15 of their files are missing', async () => {
    const found = await readPackage(
      commonCartridgeReader,
      await openSharedPackage('malformed/missing-files-11.imscc'),
    );
    const missing = found.entries.filter(
      ({ type, state }) => type === 'file reference' && state === 'failed',
    );
    // The one file that two resources name is missed twice.
    expect(missing).toHaveLength((counts['malformed/missing-files-11.imscc']?.missing_files ?? 0) + 1);
    expect(found.records.externalTools).toHaveLength(2);
  });
});
