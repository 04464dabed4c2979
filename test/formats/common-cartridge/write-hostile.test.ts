/** Courses with hostile titles, ids and folders still become cartridges without a fault. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { exportCourse, problemsOf, schemaComplaints } from '../../support/cartridge-export.js';
import { HAS_SCHEMAS } from '../../support/cartridge-schemas.js';
import { courseArbitrary } from '../../support/course-arbitraries.js';
import { linkTo, record, ref, sampleFile } from '../../support/courses.js';
import { richCourse } from '../../support/rich-courses.js';
import { brokenRules } from '../qti12/schematron.js';

const versions = ['1.1', '1.3'] as const;

describe('any course, whatever its titles, ids and folders', () => {
  it('becomes a cartridge without a fault, with every object in the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(courseArbitrary, fc.constantFrom(...versions), async (records, version) => {
        const exported = await exportCourse(records, { version });
        expect(await problemsOf(exported)).toEqual([]);
        expect(exported.entries.filter(({ state }) => state === 'failed')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('becomes a cartridge the schemas find no fault with, where they are', async () => {
    if (!HAS_SCHEMAS) return;
    await fc.assert(
      fc.asyncProperty(courseArbitrary, fc.constantFrom(...versions), async (records, version) => {
        expect(await schemaComplaints(await exportCourse(records, { version }), version)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('has no fault when every field is set, but for settings of tools that nest as Canvas nests them', async () => {
    await fc.assert(
      fc.asyncProperty(richCourse, fc.constantFrom(...versions), async (records, version) => {
        const exported = await exportCourse(records, { version });
        const problems = await problemsOf(exported);
        expect(problems.filter(({ code }) => code !== 'lti_options')).toEqual([]);
        if (!HAS_SCHEMAS) return;
        const said = await schemaComplaints(exported, version);
        expect(said.filter((line) => !/imslticm_v1p0\}options|fails to validate$/.test(line))).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('has tests that no rule of Schematron finds fault with', async () => {
    await fc.assert(
      fc.asyncProperty(richCourse, fc.constantFrom(...versions), async (records, version) => {
        const { sink } = await exportCourse(records, { version });
        const tests = [...sink.entries.keys()].filter((path) => path.endsWith('/assessment_qti.xml'));
        for (const path of tests) expect(brokenRules(sink.text(path)), path).toEqual([]);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('gives the same bytes in the same order every time, and on any day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(courseArbitrary, richCourse),
        fc.constantFrom(...versions),
        async (records, version) => {
          vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-28T23:59:59Z') });
          const first = await exportCourse(records, { version });
          vi.setSystemTime(new Date('2031-07-01T00:00:00Z'));
          const second = await exportCourse(structuredClone(records), { version });
          vi.useRealTimers();
          expect(first.sink.hash()).toBe(second.sink.hash());
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('hostile names', () => {
  it('keeps titles in every place where they are shown, escaped as that place needs', async () => {
    const title = '</title><script>alert("1")</script> & \u202Eשלום';
    const { sink } = await exportCourse([
      record('pages', { migrationId: 'p', title, html: '', published: true }),
      record('discussionTopics', { migrationId: 't', title, html: '', published: true }),
      record('modules', {
        migrationId: 'm',
        title,
        position: 1,
        published: true,
        items: [
          {
            migrationId: 'i',
            title,
            indent: 0,
            published: true,
            content: { type: 'object', object: ref('page', 'p') },
          },
        ],
      }),
    ]);
    const escaped = '&lt;/title&gt;&lt;script&gt;alert("1")&lt;/script&gt; &amp; \u202Eשלום';
    expect(sink.text('imsmanifest.xml').split(`<title>${escaped}</title>`)).toHaveLength(3);
    expect(sink.text('t.xml')).toContain(`<title>${escaped}</title>`);
    expect(sink.text('wiki_content/title-script-alert-1-script-שלום.html')).toContain(
      `<title>${escaped}</title>`,
    );
  });

  it('says when a title loses characters that XML cannot hold', async () => {
    const { entries } = await exportCourse([
      record('pages', { migrationId: 'p', title: 'be\u0007ll', html: '', published: true }),
    ]);
    expect(entries).toMatchObject([{ state: 'changed', lost: ['control characters of the title'] }]);
  });

  it('says when a text loses characters that XML cannot hold, but not when it is a file of its own', async () => {
    const { entries } = await exportCourse([
      record('pages', { migrationId: 'p', title: 'Page', html: 'be\u0007ll', published: true }),
      record('discussionTopics', { migrationId: 't', title: 'Topic', html: 'be\u0007ll', published: true }),
    ]);
    expect(entries.map(({ element, state, lost }) => [element, state, lost])).toEqual(
      [
        ['discussionTopic "t"', 'changed', ['control characters of the text']],
        ['page "p"', 'imported', undefined],
      ].reverse(),
    );
  });

  it('says when a page loses characters that HTML cannot hold (NUL went into the page, and importers dropped it)', async () => {
    const { sink, entries } = await exportCourse([
      record('pages', { migrationId: 'p', title: 'Page', html: 'a\0b\ud800c\ud83e\uddec', published: true }),
    ]);
    expect(entries).toMatchObject([{ state: 'changed', lost: ['control characters of the text'] }]);
    expect(sink.text('wiki_content/page.html')).toContain('abc\ud83e\uddec');
  });

  it('keeps files apart that a file system would confuse, and links to each', async () => {
    const { sink, entries } = await exportCourse([
      record('files', sampleFile('f1', 'Notes/a.txt', 'one')),
      record('files', sampleFile('f2', 'notes/A.txt', 'two')),
      record('files', sampleFile('f3', 'Notes', 'three')),
      record('files', sampleFile('f4', '../../secret\\x.txt', 'four')),
      record('pages', {
        migrationId: 'p',
        title: 'Files',
        published: true,
        html: ['f1', 'f2', 'f3', 'f4'].map((id) => linkTo('file', id)).join(''),
      }),
    ]);
    const paths = [...sink.entries.keys()].filter((path) => path.startsWith('web_resources/'));
    expect(paths).toEqual([
      'web_resources/Notes/a.txt',
      'web_resources/notes/A-2.txt',
      'web_resources/Notes-2',
      'web_resources/__/__/secret_x.txt',
    ]);
    const links = [...sink.text('wiki_content/files.html').matchAll(/href="([^"]*)"/g)].map(
      ([, href]) => href,
    );
    expect(links).toEqual(paths.map((path) => `../${path}`));
    expect(entries.flatMap(({ lost = [] }) => lost)).toEqual([
      'path (written as "notes/A-2.txt")',
      'mediaType',
      'path (written as "Notes-2")',
      'path (written as "__/__/secret_x.txt")',
    ]);
  });

  it('keeps pages of one name apart, and the folders of the cartridge from objects of their name', async () => {
    const pages = ['a', 'b', 'c'].map((id) =>
      record('pages', {
        migrationId: id,
        title: 'Same',
        html: id,
        published: true,
        slug: id === 'c' ? '../x/y' : 'same',
      }),
    );
    const assignment = record('assignments', { migrationId: 'web_resources', title: 'X', published: true });
    const exported = await exportCourse([...pages, assignment]);
    expect([...exported.sink.entries.keys()].filter((path) => path.endsWith('.html'))).toEqual([
      'wiki_content/same.html',
      'wiki_content/same-2.html',
      'wiki_content/..-x-y.html',
      'cw.assignment.web_resources/x.html',
    ]);
    expect(await problemsOf(exported)).toEqual([]);
  });
});
