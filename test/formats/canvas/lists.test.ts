/** Files, folders, captions and outcomes are read from a package as they were written into it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCourseIndex, indexLines } from '../../../activities/course/course-index.js';
import {
  type Outcome,
  type OutcomeGroup,
  outcome,
  outcomeGroup,
} from '../../../activities/course/model/assignment.js';
import { type CourseFile, file, folder } from '../../../activities/course/model/content.js';
import { FILE_META, FOLDER_META } from '../../../activities/formats/canvas/tables/file-meta.js';
import { OUTCOME, OUTCOME_GROUP } from '../../../activities/formats/canvas/tables/outcome.js';
import type { CanvasCourseOptions } from '../../../activities/formats/canvas/write.js';
import {
  CANVAS_PATHS,
  writeFilesMeta,
  writeLearningOutcomes,
  writeMediaTracks,
} from '../../../activities/formats/canvas/write.js';
import { recordOf, reference } from './arbitraries.js';
import { options, stream, textOf } from './canvas-options.js';
import { cartridge, resource, settings } from './cartridge.js';
import { readCartridge } from './reading.js';

const RUNS = { numRuns: 40 };
const id = fc.stringMatching(/^[a-z]{1,8}$/);
const byId = { selector: ({ migrationId }: { migrationId: string }) => migrationId, maxLength: 4 };

describe('files_meta.xml', () => {
  const metas = recordOf(file, ['migrationId', 'extensions', ...FILE_META.flatMap(({ keys }) => keys)]);
  const folders = recordOf(folder, ['extensions', ...FOLDER_META.flatMap(({ keys }) => keys)], {
    path: fc.stringMatching(/^[a-z]{1,4}(\/[a-z]{1,4})?$/),
  }).map((one) => ({ ...one, migrationId: one.path, locked: one.locked ?? false }));

  it('gives back what is special about files and folders', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(metas, byId), fc.uniqueArray(folders, byId), async (files, named) => {
        const text = await textOf(
          writeFilesMeta(stream(...named), stream(...(files as CourseFile[])), options),
        );
        const read = await readCartridge(withFiles(files, { [CANVAS_PATHS.filesMeta]: text }));
        expect(read.records('folders')).toEqual(named);
        expect(read.records('files').map(settingsOf)).toEqual(files);
        expect(read.report.totals.changed).toBe(0);
      }),
      RUNS,
    );
  });

  it('does not name files of which there is nothing to say', async () => {
    const plain = { migrationId: 'a' } as CourseFile;
    const text = await textOf(writeFilesMeta(stream(), stream(plain), options));
    expect(text).not.toContain('<file ');
    expect(text).toContain('</fileMeta>');
  });
});

describe('media_tracks.xml', () => {
  const track = fc.record(
    { file: reference('file'), kind: id, locale: id },
    { requiredKeys: ['file', 'kind'], noNullPrototype: true },
  );
  const media = fc.record({ migrationId: id, tracks: fc.array(track, { minLength: 1, maxLength: 3 }) });

  it('gives back the captions of media', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(media, byId), async (files) => {
        const text = await textOf(writeMediaTracks(stream(...(files as CourseFile[])), options));
        const read = await readCartridge(withFiles(files, { [CANVAS_PATHS.mediaTracks]: text }));
        expect(read.records('files').map(settingsOf)).toEqual(files);
      }),
      RUNS,
    );
  });
});

describe('captions whose text stands in the list', () => {
  it('are kept with their file, which the package does not have', async () => {
    const given = settings(
      'media_tracks',
      '<media identifierref="m"><track identifierref="c" kind="subtitles" locale="en">1 Ebb</track></media>',
    );
    const read = await readCartridge(
      withFiles([{ migrationId: 'm' }], { [CANVAS_PATHS.mediaTracks]: given }),
    );
    const [media] = read.records('files');
    expect(media?.extensions).toEqual({ canvas: { media_track_texts: { c: '1 Ebb' } } });
    expect(read.report.totals.changed).toBe(0);
    expect(await textOf(writeMediaTracks(stream(media!), options))).toContain('locale="en">1 Ebb</track>');
    expect(await textOf(writeFilesMeta(stream(), stream(media!), options))).not.toContain('Ebb');
  });
});

/** A cartridge that holds a file for each. */
function withFiles(files: readonly { migrationId: string }[], settings: Readonly<Record<string, string>>) {
  const paths = files.map(({ migrationId }) => [migrationId, `web_resources/${migrationId}.txt`] as const);
  return cartridge({
    resources: paths.map(([identifier, path]) => resource(identifier, path)).join(''),
    files: { ...Object.fromEntries(paths.map(([, path]) => [path, 'text'])), ...settings },
  });
}

function settingsOf({
  path: _,
  mediaType: __,
  size: ___,
  sha256: ____,
  location: _____,
  ...settings
}: CourseFile) {
  return settings;
}

describe('learning_outcomes.xml', () => {
  const groups = recordOf(outcomeGroup, [
    'migrationId',
    'extensions',
    ...OUTCOME_GROUP.flatMap(({ keys }) => keys),
  ]);
  const outcomes = recordOf(outcome, ['migrationId', 'extensions', ...OUTCOME.flatMap(({ keys }) => keys)], {
    content: fc.record({ identifier: id }),
    contentType: fc.constant('AClassOfItsOwn'),
  });
  const trees = fc
    .record({
      groups: fc.uniqueArray(groups, byId),
      outcomes: fc.uniqueArray(outcomes, byId),
      parents: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    })
    .map(buildTree);

  it('gives back outcomes in their groups, at their places', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async (given) => {
        const text = await textOf(writeLearningOutcomes({ ...options, course: courseOf(given) }));
        const read = await readCartridge(cartridge({ files: { [CANVAS_PATHS.learningOutcomes]: text } }));
        expect(sorted(read.records('outcomeGroups'))).toEqual(sorted(given.groups));
        expect(sorted(read.records('outcomes'))).toEqual(sorted(given.outcomes));
        expect(read.report.totals.changed).toBe(0);
      }),
      RUNS,
    );
  });

  it('comes to an end with groups that are inside each other', async () => {
    const circle: OutcomeGroup[] = [
      { migrationId: 'a', title: 'A', parent: { kind: 'outcomeGroup', migrationId: 'b' } },
      { migrationId: 'b', title: 'B', parent: { kind: 'outcomeGroup', migrationId: 'a' } },
    ];
    const text = await textOf(
      writeLearningOutcomes({ ...options, course: courseOf({ groups: circle, outcomes: [] }) }),
    );
    expect(text.match(/<learningOutcomeGroup /g)).toHaveLength(2);
  });
});

interface Tree {
  readonly groups: readonly OutcomeGroup[];
  readonly outcomes: readonly Outcome[];
}

/** Puts each group into an earlier one or none, each outcome into any; places count within a parent. */
function buildTree({ groups, outcomes, parents }: Tree & { parents: readonly number[] }): Tree {
  const counts = new Map<string, number>();
  const next = (key: string) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)!;
  };
  const parentAt = (at: number, choices: readonly OutcomeGroup[]) => {
    const parent = choices[(parents[at] ?? 0) % (choices.length + 1)];
    return parent && ({ kind: 'outcomeGroup', migrationId: parent.migrationId } as const);
  };
  return {
    groups: groups.map((group, at) => {
      const parent = parentAt(at, groups.slice(0, at));
      return { ...group, ...(parent && { parent }), position: next(`group ${parent?.migrationId}`) };
    }),
    outcomes: outcomes.map((one, at) => {
      const group = parentAt(at + 5, groups);
      return { ...one, ...(group && { group }), position: next(`outcome ${group?.migrationId}`) };
    }),
  };
}

function courseOf({ groups, outcomes }: Tree): CanvasCourseOptions['course'] {
  const byKey = new Map<string, unknown>([
    ...groups.map((group) => [`outcomeGroups ${group.migrationId}`, group] as const),
    ...outcomes.map((one) => [`outcomes ${one.migrationId}`, one] as const),
  ]);
  return {
    index: createCourseIndex([
      ...groups.flatMap((group) => indexLines('outcomeGroups', group)),
      ...outcomes.flatMap((one) => indexLines('outcomes', one)),
    ]),
    get: async (collection: string, migrationId: string) =>
      byKey.get(`${collection} ${migrationId}`) as never,
  };
}

function sorted<Item extends { migrationId: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => (one.migrationId < other.migrationId ? -1 : 1));
}
