/** Cartridges of our own: objects come back under the migration ids they had. */
import { describe, expect, it } from 'vitest';
import { canvasReader } from '../../../activities/formats/canvas/read.js';
import { CANVAS_EXPORT_MARKER } from '../../../activities/formats/canvas/write.js';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import type { CartridgeVersion } from '../../../activities/formats/common-cartridge/writer/versions.js';
import type { FormatReader } from '../../../activities/formats/types.js';
import { exportCourse } from '../../support/cartridge-export.js';
import { linkTo, ref } from '../../support/courses.js';
import { packageOf } from '../../support/package-source.js';
import { type ReadPackage, readPackage } from '../../support/read-package.js';
import { recordsIn } from '../../support/round-trip.js';
import { UNNAMABLE_COURSE } from '../../support/unnamable-course.js';
import { type Cartridge, content, item, manifestOf, resource, WEB_LINK } from './cartridge.js';

async function readAgain(
  reader: FormatReader,
  version: CartridgeVersion,
  records = UNNAMABLE_COURSE,
): Promise<ReadPackage> {
  const { sink } = await exportCourse(records, { version });
  return readPackage(reader, sink.source());
}

const ids = (list: readonly { readonly migrationId: string }[] = []): string[] =>
  list.map(({ migrationId }) => migrationId).sort();

describe.each(['1.1', '1.3'] as const)('our own cartridge of version %s', (version) => {
  it.each([canvasReader, commonCartridgeReader])(
    'is read by $id with every object under its own migration id',
    async (reader) => {
      const { records, notices } = await readAgain(reader, version);
      const own = ['course', 'files', 'discussionTopics', 'webLinks', 'externalTools'] as const;
      for (const name of [...own, 'quizzes', 'questions', 'modules'] as const)
        expect([name, ids(records[name])]).toContainEqual(expect.arrayContaining(['7']));
      expect(ids(records.pages)).toEqual(expect.arrayContaining(['7', 'a b/ü']));
      expect(ids(records.modules?.[0]?.items)).toEqual(['7', '8', '9', 'a b']);
      expect(notices).toEqual([]);
    },
  );

  it.each([canvasReader, commonCartridgeReader])(
    'is read by $id with every reference and link to the same objects as before',
    async (reader) => {
      const { records } = await readAgain(reader, version);
      expect(records.pages?.find(({ migrationId }) => migrationId === '7')?.html).toBe(linkTo('file', '7'));
      expect(records.discussionTopics).toMatchObject([
        { html: linkTo('page', 'a b/ü', '?a=1'), attachments: [ref('file', '7')] },
      ]);
      expect(records.quizzes?.[0]?.entries).toEqual([{ type: 'question', question: ref('question', '7') }]);
      expect(records.questions?.[0]?.owner).toEqual(ref('quiz', '7'));
      expect(records.modules?.[0]?.items.map((one) => one.content)).toEqual(
        [ref('page', '7'), ref('quiz', '7'), ref('discussionTopic', '7'), ref('page', 'a b/ü')].map(
          (object) => ({
            type: 'object',
            object,
          }),
        ),
      );
    },
  );

  it('is read with the objects inside others, and their groups, under their own ids', async () => {
    const { records, entries } = await readAgain(canvasReader, version);
    expect(records.discussionTopics?.[0]?.assignment?.migrationId).toBe('8');
    expect(records.assignments).toMatchObject([{ migrationId: '7', group: ref('assignmentGroup', '7') }]);
    expect(ids(records.assignmentGroups)).toEqual(['7']);
    const targets = entries.flatMap(({ target }) => target?.migrationId ?? []);
    expect(targets.filter((id) => id.startsWith('cw.'))).toEqual([]);
  });
});

const MARKED = { 'course_settings/canvas_export.txt': CANVAS_EXPORT_MARKER };

const readWith = (reader: FormatReader, cartridge: Cartridge): Promise<ReadPackage> =>
  readPackage(reader, packageOf({ 'imsmanifest.xml': manifestOf(cartridge), ...cartridge.files }));

describe('identifiers that look like ours', () => {
  const TWO = {
    items: item('i1', 'One', 'cw.page.a', item('i2', 'Two', 'a')),
    resources: content('cw.page.a', 'wiki_content/one.html') + content('a', 'wiki_content/two.html'),
    files: {
      'wiki_content/one.html': '<a href="two.html">link</a>',
      'wiki_content/two.html': '<a href="one.html">link</a>',
    },
  };

  it.each([canvasReader, commonCartridgeReader])(
    'stay as they are in a cartridge of others, read by $id',
    async (reader) => {
      const { records } = await readWith(reader, TWO);
      expect(ids(records.pages)).toEqual(['a', 'cw.page.a']);
    },
  );

  it.each([canvasReader, commonCartridgeReader])(
    'never make one object of two in a forged cartridge, read by $id',
    async (reader) => {
      const { records, notices } = await readWith(reader, { ...TWO, files: { ...TWO.files, ...MARKED } });
      const [first, second] = records.pages ?? [];
      expect(records.pages).toHaveLength(2);
      expect(first?.migrationId).not.toBe(second?.migrationId);
      expect(first?.html).toBe(linkTo('page', second?.migrationId ?? ''));
      expect(second?.html).toBe(linkTo('page', first?.migrationId ?? ''));
      expect(notices.map(({ code }) => code)).toContain('duplicate_identifier');
    },
  );

  it('are kept apart when both are encoded', async () => {
    const { records } = await readWith(commonCartridgeReader, {
      resources: ['', '_x_2', '_x_3']
        .map((end, at) => resource(`cw.webLink.a${end}`, 'imswl_xmlv1p3', `${at}.xml`))
        .join(''),
      files: { '0.xml': WEB_LINK, '1.xml': WEB_LINK, '2.xml': WEB_LINK, ...MARKED },
    });
    expect(ids(records.webLinks)).toEqual(['a', 'cw.webLink.a_x_2', 'cw.webLink.a_x_3']);
  });

  it('are not decoded for an object of another kind', async () => {
    const { records } = await readWith(commonCartridgeReader, {
      resources: resource('cw.page.a', 'imswl_xmlv1p3', 'a.xml'),
      files: { 'a.xml': WEB_LINK, ...MARKED },
    });
    expect(ids(records.webLinks)).toEqual(['cw.page.a']);
  });
});

describe('style sheets among the files of a course', () => {
  it('find what they name by relative addresses where it was', async () => {
    const sheet = '@import "base.css"; p { background: url(../img/sea.png) }';
    const files = { 'css/a.css': sheet, 'css/base.css': 'p{}', 'img/sea.png': 'sea' };
    const resources = Object.keys(files).map((path, at) => content(`f${at}`, path));
    const source = packageOf({ 'imsmanifest.xml': manifestOf({ resources: resources.join('') }), ...files });
    const course = recordsIn(await readPackage(commonCartridgeReader, source));
    const bytesOf = (sha256: string) => {
      const entry = [...source.entries.values()].find((one) => one.sha256 === sha256);
      return Buffer.from(files[entry?.path as keyof typeof files]);
    };
    const { sink } = await exportCourse(course, {}, bytesOf);
    expect(sink.text('web_resources/css/a.css')).toBe(sheet);
    for (const path of Object.keys(files)) expect(sink.entries.has(`web_resources/${path}`)).toBe(true);
  });
});
