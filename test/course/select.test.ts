/** What selections take along, and what they say of what is not there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../activities/course/collections.js';
import {
  createCourseIndex,
  indexLines,
  isNested,
  parseReferenceKey,
  referenceKey,
} from '../../activities/course/course-index.js';
import { folderId } from '../../activities/course/folder-paths.js';
import { select } from '../../activities/course/select.js';
import { parseSelection, type SelectionGrammar } from '../../activities/course/selection.js';
import { courseArbitrary } from '../support/course-arbitraries.js';
import { sampleCourse } from '../support/courses.js';

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

describe('a selection takes along', () => {
  it('the items of a module, its sub-modules and all they show', () => {
    expect(taken({ modules: ['module-2'] })).toEqual([
      'activity/activity-1',
      'assignment/topic-assignment',
      'assignmentGroup/group-essays',
      'discussionTopic/topic-1',
      'file/file-notes',
      'module/module-2',
      'module/module-2a',
      'moduleItem/item-glossary',
      'moduleItem/item-topic',
      'moduleItem/item-web',
      'webLink/web-1',
    ]);
  });

  it('the group, rubric, outcomes and tool of an assignment, but not the rest of its group', () => {
    expect(taken({ assignments: ['essay-1'] })).toEqual([
      'assignment/essay-1',
      'assignmentGroup/group-essays',
      'externalTool/tool-1',
      'outcome/outcome-1',
      'outcomeGroup/og-1',
      'rubric/rubric-1',
    ]);
  });

  it('the questions of a quiz, the banks it draws from and its assignment', () => {
    const keys = taken({ quizzes: ['quiz-1'] });
    expect(keys).toContain('question/quiz-1-essay');
    expect(keys).toContain('question/bank-question-1');
    expect(keys).toContain('questionBank/bank-1');
    expect(keys).toContain('assignment/quiz-assignment');
  });

  it('the bank of one question as a mere place', () => {
    expect(taken({ questions: ['bank-question-1'] })).toEqual([
      'question/bank-question-1',
      'questionBank/bank-1',
    ]);
  });

  it('the quiz or topic that an assignment is part of', () => {
    expect(taken({ assignments: ['topic-assignment'] })).toContain('discussionTopic/topic-1');
  });

  it('the files in the HTML, and the folders they lie in', () => {
    expect(taken({ pages: ['page-home'] })).toEqual([
      'file/file-image',
      'folder/folder-images',
      'page/page-home',
    ]);
  });

  it('what an assignment group or a folder shows in the tree', () => {
    const group = taken({ assignment_groups: ['group-essays'] });
    expect(group).toContain('assignment/essay-1');
    expect(group).toContain('quiz/quiz-1');
    expect(taken({ folders: { [`id_${folderId('images/deep/er')}`]: 1 } })).toEqual([
      'file/file-map',
      'folder/folder-images',
    ]);
    expect(taken({ folders: { [`id_${folderId('images')}`]: 1 } })).toEqual([
      'file/file-image',
      'folder/folder-images',
    ]);
  });

  it('the grading standard of the course settings, but not for the syllabus alone', () => {
    expect(taken({ all_course_settings: 1 })).toContain('gradingStandard/standard-1');
    expect(taken({ all_syllabus_body: 1 })).not.toContain('gradingStandard/standard-1');
  });

  it('and says for which object', () => {
    const { added } = select(course, parseSelection({ pages: ['page-home'] }, 'copy').selection);
    expect([...added]).toEqual([
      ['file/file-image', 'page/page-home'],
      ['folder/folder-images', 'file/file-image'],
    ]);
  });

  it('what a module item shows, when the item is named alone', () => {
    expect(taken({ module_items: ['item-web'] })).toEqual(['webLink/web-1']);
    const { selection } = parseSelection({ module_items: ['item-head'], all_rubrics: 1 }, 'copy');
    expect(select(course, selection).problems).toMatchObject([{ code: 'shows_nothing' }]);
  });
});

const TYPES = {
  page: 'pages',
  file: 'files',
  module: 'modules',
  quiz: 'quizzes',
  question: 'questions',
  assignmentGroup: 'assignment_groups',
  assignment: 'assignments',
  rubric: 'rubrics',
  externalTool: 'external_tools',
  questionBank: 'question_banks',
  discussionTopic: 'discussion_topics',
};

describe('a selection', () => {
  it('knows the parts of the course', () => {
    const { parts } = select(
      course,
      parseSelection({ all_syllabus_body: 1, all_blueprint_settings: 1 }, 'copy').selection,
    );
    expect([...parts]).toEqual(['syllabus']);
  });

  it('reports ids that are not there', () => {
    const { selection } = parseSelection({ pages: ['page-home', 'lost'] }, 'copy');
    expect(select(course, selection).problems).toEqual([
      { code: 'unknown_id', message: 'copy[wiki_pages][lost]: nothing of this type has this id.' },
    ]);
  });

  it.each([
    [{ all_pages: '0' }, /`copy` names nothing\. Choose at least one item/],
    [{ pages: ['lost'] }, /nothing of what `copy` names is there \(copy\[wiki_pages\]\[lost\]/],
    [{ all_tool_profiles: 1 }, /nothing of what `copy` names is there\. Choose/],
  ])('of nothing at all is an error: %j', (copy, message) => {
    const { selection } = parseSelection(copy, 'copy');
    expect(() => select(course, selection)).toThrow(message);
  });

  it('is closed: whatever a taken object needs is taken, and every addition has a cause that is taken', () => {
    fc.assert(
      fc.property(courseArbitrary, fc.infiniteStream(fc.boolean()), (records, choose) => {
        const index = indexOf(records);
        const items = [...index.lines()].filter(
          (line) => line.kind !== 'course' && line.kind !== 'moduleItem',
        );
        const chosen = items.filter(() => choose.next().value);
        fc.pre(chosen.length > 0);
        const copy = Object.fromEntries(
          Object.entries(TYPES).map(([kind, type]) => [
            type,
            chosen.filter((line) => line.kind === kind).map(({ migrationId }) => `id_${migrationId}`),
          ]),
        );
        const { keys, added, problems } = select(index, parseSelection(copy, 'copy').selection);
        expect(problems).toEqual([]);
        for (const line of chosen) expect(keys.has(referenceKey(line))).toBe(true);
        for (const key of keys) {
          const line = index.get(parseReferenceKey(key))!;
          const files = line.refers.filter((target) => target.startsWith('file/'));
          for (const need of [...(line.needs ?? []), ...files])
            expect(keys.has(need), `${key} needs ${need}`).toBe(true);
          if (isNested(line)) expect(keys.has(referenceKey(line.parent))).toBe(true);
          if (line.kind === 'module') {
            for (const child of index.children(line)) expect(keys.has(referenceKey(child))).toBe(true);
          }
        }
        for (const [key, by] of added) expect(keys.has(key) && keys.has(by)).toBe(true);
        expect(keys.size).toBe(chosen.length + added.size);
      }),
    );
  });
});
