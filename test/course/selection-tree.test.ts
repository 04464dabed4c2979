/** The selection tree: the documented shape, from the index alone. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../activities/course/collections.js';
import { createCourseIndex, indexLines } from '../../activities/course/course-index.js';
import { folderId } from '../../activities/course/folder-paths.js';
import { select } from '../../activities/course/select.js';
import { parseSelection } from '../../activities/course/selection.js';
import {
  type SelectionNode,
  type SelectionTreeOptions,
  selectionNodes,
  selectionTree,
} from '../../activities/course/selection-tree.js';
import { record, ref, sampleCourse, sampleFile } from '../support/courses.js';

const indexOf = (course: readonly CourseRecord[], id?: number) => {
  let next = id;
  const lines = course.flatMap(({ collection, record }) => indexLines(collection, record as never));
  return createCourseIndex(lines.map((line) => (next === undefined ? line : { ...line, id: next++ })));
};

const course = indexOf(sampleCourse());
const options: SelectionTreeOptions = {
  source: 'package',
  urlOf: (type) => `https://api/selective_data?type=${type}`,
};
const copyOptions: SelectionTreeOptions = { ...options, source: 'courseCopy' };

describe('the top level of the tree', () => {
  it('lists the parts of the course, then the types in the order of the API', () => {
    expect(selectionTree(course, options).map(({ type, title, count }) => [type, title, count])).toEqual([
      ['course_settings', 'Course Settings', undefined],
      ['syllabus_body', 'Syllabus Body', undefined],
      ['course_paces', 'Course Pace', undefined],
      ['context_modules', 'Modules', 3],
      ['assignments', 'Assignments', 3],
      ['quizzes', 'Quizzes', 1],
      ['assessment_question_banks', 'Question Banks', 1],
      ['discussion_topics', 'Discussion Topics', 1],
      ['wiki_pages', 'Pages', 2],
      ['context_external_tools', 'External Tools', 1],
      ['announcements', 'Announcements', 1],
      ['calendar_events', 'Calendar Events', 1],
      ['rubrics', 'Rubrics', 1],
      ['groups', 'Student Groups', 1],
      ['learning_outcomes', 'Learning Outcomes', 1],
      ['attachments', 'Files', 3],
      ['activities', 'Activities', 1],
      ['web_links', 'Web Links', 1],
    ]);
  });

  it('says how to take a type and where its list is', () => {
    const [settings, , , modules] = selectionTree(course, options);
    expect(settings).toEqual({
      type: 'course_settings',
      property: 'copy[all_course_settings]',
      title: 'Course Settings',
    });
    expect(modules).toEqual({
      type: 'context_modules',
      property: 'copy[all_context_modules]',
      title: 'Modules',
      count: 3,
      sub_items_url: 'https://api/selective_data?type=context_modules',
    });
  });

  it('shows a course copy the syllabus always and student groups never', () => {
    const types = selectionTree(indexOf([]), copyOptions).map(({ type }) => type);
    expect(types).toEqual(['course_settings', 'syllabus_body']);
    expect(selectionTree(course, copyOptions).map(({ type }) => type)).not.toContain('groups');
  });

  it('is empty for a package that holds nothing', () => {
    expect(selectionTree(indexOf([]), options)).toEqual([]);
  });
});

describe('a list of the tree', () => {
  it('shows modules with their item counts, and sub-modules behind an address', () => {
    expect(selectionNodes(course, 'context_modules', options)).toEqual([
      {
        type: 'context_modules',
        property: 'copy[context_modules][id_module-1]',
        title: 'Week 1',
        migration_id: 'module-1',
        item_count: 4,
      },
      {
        type: 'context_modules',
        property: 'copy[context_modules][id_module-2]',
        title: 'Week 2',
        migration_id: 'module-2',
        item_count: 2,
        submodule_count: 1,
        sub_items_url: 'https://api/selective_data?type=submodules_module-2',
      },
    ]);
    expect(selectionNodes(course, 'submodules_module-2', options)).toMatchObject([
      { title: 'Week 2, part A' },
    ]);
  });

  it('shows assignments inside their groups, with what they are tied to', () => {
    const empty = record('assignmentGroups', { migrationId: 'none', title: 'Empty', position: 0 });
    const loose = record('assignments', { migrationId: 'loose', title: 'Loose', published: true });
    const nodes = selectionNodes(indexOf([...sampleCourse(), empty, loose]), 'assignments', options);
    expect(nodes).toMatchObject([
      { type: 'assignment_groups', title: 'Empty', property: 'copy[assignment_groups][id_none]' },
      {
        type: 'assignment_groups',
        title: 'Essays',
        sub_items: [
          { title: 'Quiz', linked_resource: { type: 'quizzes', migration_id: 'quiz-1' } },
          { type: 'assignments', title: 'Essay', property: 'copy[assignments][id_essay-1]' },
          {
            title: 'Graded discussion',
            linked_resource: { type: 'discussion_topics', migration_id: 'topic-1' },
          },
        ],
      },
      { type: 'assignments', title: 'Loose' },
    ]);
    expect(nodes?.[0]).not.toHaveProperty('sub_items');
  });

  it('ties quizzes and topics back to their assignments', () => {
    const linked = { type: 'assignments', migration_id: 'quiz-assignment' };
    expect(selectionNodes(course, 'quizzes', options)).toMatchObject([{ linked_resource: linked }]);
    expect(selectionNodes(course, 'quizzes', copyOptions)).toMatchObject([
      {
        linked_resource: {
          ...linked,
          property: 'copy[assignments][id_quiz-assignment]',
          message: "linked with Assignment 'Quiz'",
        },
      },
    ]);
  });

  it('ties an assignment of its own to the quiz it stands for', () => {
    const index = indexOf([
      record('quizzes', {
        migrationId: 'q',
        title: 'Q',
        published: true,
        quizType: 'assignment',
        entries: [],
      }),
      record('assignments', { migrationId: 'a', title: 'A', published: true, quiz: ref('quiz', 'q') }),
    ]);
    expect(selectionNodes(index, 'assignments', options)?.[0]?.linked_resource?.migration_id).toBe('q');
    expect(selectionNodes(index, 'quizzes', options)?.[0]?.linked_resource?.migration_id).toBe('a');
  });

  it('shows files inside their folders, and those outside all folders plain', () => {
    const other = record('files', sampleFile('file-2', 'images/second.png'));
    expect(selectionNodes(indexOf([...sampleCourse(), other]), 'attachments', options)).toEqual([
      {
        type: 'folders',
        property: `copy[folders][id_${folderId('images')}]`,
        title: 'images',
        migration_id: folderId('images'),
        sub_items: [
          expect.objectContaining({ title: 'cell.png', path: 'images', migration_id: 'file-image' }),
          expect.objectContaining({ title: 'second.png', path: 'images' }),
        ],
      },
      expect.objectContaining({
        title: 'images/deep/er',
        sub_items: [expect.objectContaining({ title: 'map.svg', path: 'images/deep/er' })],
      }),
      {
        type: 'attachments',
        property: 'copy[attachments][id_file-notes]',
        title: 'notes.txt',
        migration_id: 'file-notes',
        path: 'notes.txt',
      },
    ]);
  });

  it('shows a course copy its own folders', () => {
    expect(selectionNodes(course, 'attachments', copyOptions)).toMatchObject([
      { title: 'course files', sub_items: [{ title: 'notes.txt' }] },
      { title: 'course files/images', migration_id: 'folder-images' },
      { title: 'course files/images/deep/er' },
    ]);
  });

  it('shows outcomes flat, or inside their groups', () => {
    expect(selectionNodes(course, 'learning_outcomes', options)).toMatchObject([{ title: 'Observes' }]);
    expect(selectionNodes(course, 'learning_outcomes', { ...options, outcomeGroups: true })).toMatchObject([
      { type: 'learning_outcome_groups', title: 'Skills', sub_items: [{ title: 'Observes' }] },
    ]);
    expect(selectionNodes(course, 'learning_outcome_groups_og-1', options)).toMatchObject([
      { title: 'Observes' },
    ]);
  });

  it('gives a bank without a title the one it will have', () => {
    const index = indexOf([record('questionBanks', { migrationId: 'b', title: '' })]);
    expect(selectionNodes(index, 'assessment_question_banks', options)?.[0]?.title).toBe(
      'Imported Questions',
    );
  });

  it.each(['sausages', 'folders', 'submodules_nowhere', '__proto__'])('does not exist for %s', (type) => {
    expect(selectionNodes(course, type, options)).toBeUndefined();
  });

  it('has asset strings instead of properties for exports', () => {
    const nodes = selectionNodes(indexOf(sampleCourse(), 1), 'calendar_events', {
      ...copyOptions,
      grammar: 'select',
    });
    expect(nodes).toEqual([
      { type: 'calendar_events', id: expect.stringMatching(/^calendar_event_\d+$/), title: 'Field trip' },
    ]);
  });
});

describe('a property of the tree', () => {
  const inside = (nodes: readonly SelectionNode[]): SelectionNode[] =>
    nodes.flatMap((node) => [node, ...inside(node.sub_items ?? [])]);

  it.each([options, copyOptions])('selects its node when it is sent back', (variant) => {
    const top = selectionTree(course, variant);
    const nodes = [...top, ...inside(top.flatMap(({ type }) => selectionNodes(course, type, variant) ?? []))];
    expect(nodes.length).toBeGreaterThan(30);
    for (const { property = '' } of nodes) {
      const [, type = '', , id] = /^copy\[([^\]]+)\](\[(.+)\])?$/.exec(property) ?? [];
      const { selection, problems } = parseSelection(
        { [type]: id === undefined ? '1' : { [id]: '1' } },
        'copy',
      );
      expect(problems, property).toEqual([]);
      if (variant.source === 'package') expect(select(course, selection).problems, property).toEqual([]);
    }
  });
});
