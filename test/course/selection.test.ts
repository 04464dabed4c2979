/** The grammar of selections: `copy` of imports, `select` of exports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../activities/course/collections.js';
import { createCourseIndex, indexLines, referenceKey } from '../../activities/course/course-index.js';
import { select } from '../../activities/course/select.js';
import { parseSelection, type SelectionGrammar } from '../../activities/course/selection.js';
import { ref, sampleCourse } from '../support/courses.js';

function indexOf(course: readonly CourseRecord[], firstId?: number) {
  let id = firstId;
  const lines = course.flatMap(({ collection, record }) => indexLines(collection, record as never));
  return createCourseIndex(lines.map((line) => (id === undefined ? line : { ...line, id: id++ })));
}

const course = indexOf(sampleCourse());

function taken(copy: unknown, grammar: SelectionGrammar = 'copy', index = course): string[] {
  const { selection, problems } = parseSelection(copy, grammar);
  expect(problems).toEqual([]);
  const result = select(index, selection);
  expect(result.problems).toEqual([]);
  return [...result.keys].sort();
}

const allKeys = [...course.lines()].map(referenceKey).sort();

describe('the grammar', () => {
  it.each([undefined, null, {}, { everything: '1' }, { everything: true, pages: {} }])(
    'takes %j as everything',
    (copy) => expect(taken(copy)).toEqual(allKeys),
  );

  it.each(['1', 1, true, 'true', 'on', 'yes', 'TRUE'])('takes %j as yes', (yes) => {
    expect(taken({ all_calendar_events: yes })).toEqual(['calendarEvent/event-1']);
  });

  it.each(['0', 0, false, 'false', 'off', 'no', '', null])('takes %j as no', (no) => {
    const { selection, problems } = parseSelection({ all_pages: no, all_calendar_events: 1 }, 'copy');
    expect(problems).toEqual([]);
    expect(selection.all).toEqual(['calendar_events']);
  });

  it.each([
    ['with the mark', { calendar_events: { 'id_event-1': '1' } }],
    ['without the mark', { calendar_events: { 'event-1': 1 } }],
    ['in a list', { calendar_events: ['id_event-1'] }],
    ['with the prefix of a duplicated quiz', { calendar_events: { 'id_107_event-1': true } }],
  ])('takes an id %s', (_, copy) => {
    expect(taken(copy)).toEqual(['calendarEvent/event-1']);
  });

  it.each([
    ['files', 'attachments', 'file-notes'],
    ['modules', 'context_modules', 'module-2'],
    ['submodules', 'context_modules', 'module-2a'],
    ['pages', 'wiki_pages', 'page-next'],
    ['wikis', 'wiki_pages', 'page-next'],
    ['external_tools', 'context_external_tools', 'tool-1'],
    ['module_items', 'content_tags', 'item-web'],
  ])('knows %s as %s', (alias, name, id) => {
    expect(taken({ [alias]: [id] })).toEqual(taken({ [name]: [id] }));
  });

  it('reports what it does not understand, and follows the rest', () => {
    const { selection, problems } = parseSelection(
      {
        sausages: { id_1: 1 },
        all_sausages: 1,
        pages: { id_a: 'perhaps', id_b: '1' },
        quizzes: 'all',
        rubrics: [{}],
      },
      'copy',
    );
    expect(selection).toMatchObject({ everything: false, all: [], ids: { wiki_pages: ['id_b'] } });
    expect(problems.map(({ code, message }) => [code, message.slice(0, message.search(/:| is /))])).toEqual([
      ['unknown_type', 'copy[sausages]'],
      ['unknown_type', 'copy[all_sausages]'],
      ['unreadable_value', 'copy[pages][id_a]'],
      ['unreadable_value', 'copy[quizzes]'],
      ['unreadable_value', 'copy[rubrics][0]'],
    ]);
  });

  it('does not take a text for a selection of everything', () => {
    const { selection, problems } = parseSelection('everything', 'copy');
    expect(selection.everything).toBe(false);
    expect(problems).toHaveLength(1);
  });

  it('gives plain data that survives JSON', () => {
    const { selection } = parseSelection({ all_pages: 1, quizzes: ['a'], all_syllabus_body: 1 }, 'copy');
    expect(JSON.parse(JSON.stringify(selection))).toEqual(selection);
  });

  it('never throws and never takes everything by mistake', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (copy) => {
        fc.pre(!Object.hasOwn(copy, 'everything'));
        expect(parseSelection(copy, 'copy').selection.everything).toBe(false);
      }),
    );
  });
});

describe('the grammar of exports', () => {
  const numbered = indexOf(sampleCourse(), 1000);
  const idOf = (kind: Parameters<typeof ref>[0], id: string) => numbered.get(ref(kind, id))?.id;

  it('names objects by numeric id, as number or text, and by asset string', () => {
    const id = idOf('calendarEvent', 'event-1');
    for (const name of [id, String(id), `calendar_event_${id}`]) {
      expect(taken({ calendar_events: [name] }, 'select', numbered)).toEqual(['calendarEvent/event-1']);
    }
    expect(
      taken({ quizzes: { [`quizzes:quiz_${idOf('quiz', 'quiz-1')}`]: '1' } }, 'select', numbered),
    ).toContain('quiz/quiz-1');
  });

  it('does not take an id of another type', () => {
    const { selection } = parseSelection(
      { calendar_events: [idOf('page', 'page-next')], all_rubrics: 1 },
      'select',
    );
    expect(select(numbered, selection).problems).toMatchObject([{ code: 'unknown_id' }]);
  });

  it('takes a folder with everything below it', () => {
    expect(taken({ folders: [idOf('folder', 'folder-images')] }, 'select', numbered)).toEqual([
      'file/file-image',
      'file/file-map',
      'folder/folder-images',
    ]);
  });
});
