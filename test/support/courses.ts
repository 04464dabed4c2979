/** A small valid course with every collection in it, and helpers to make records for tests. */
import type { CollectionRecord, CourseRecord } from '../../activities/course/collections.js';
import { formatLink } from '../../activities/course/links.js';
import { linkTo, record, ref, sampleFile, shows } from './records.js';
import { INTERACTIONS, sampleQuestion } from './sample-questions.js';

export { linkTo, record, ref, sampleFile } from './records.js';
export { INTERACTIONS, sampleQuestion } from './sample-questions.js';

/** A quiz with the questions that belong to it. */
export function sampleQuiz(migrationId: string, overrides: Partial<CollectionRecord<'quizzes'>> = {}) {
  const questions = INTERACTIONS.map((interaction, at) =>
    sampleQuestion(interaction, `${migrationId}-${interaction}`, ref('quiz', migrationId), {
      position: at + 1,
    }),
  );
  const quiz: CollectionRecord<'quizzes'> = {
    migrationId,
    title: 'All kinds of questions',
    published: true,
    quizType: 'assignment',
    timeLimit: 45,
    allowedAttempts: 2,
    entries: questions.map((question) => ({
      type: 'question',
      question: ref('question', question.migrationId),
    })),
    ...overrides,
  };
  return { quiz, questions };
}

const GROUP = ref('assignmentGroup', 'group-essays');

function settings(): CourseRecord[] {
  return [
    record('course', {
      migrationId: 'course-1',
      title: 'Cell Biology',
      courseCode: 'BIO-1',
      language: 'en',
      startAt: '2026-01-12T08:00:00Z',
      visibility: 'private',
      syllabus: { html: `<p>Read ${linkTo('file', 'file-map')}.</p>` },
      gradingStandard: ref('gradingStandard', 'standard-1'),
      groupWeighting: 'percent',
      image: ref('file', 'file-image'),
      latePolicy: { lateDeductionEnabled: true, lateDeduction: 10, lateInterval: 'day' },
      extensions: { canvas: { hide_final_grade: 'false' } },
    }),
    record('gradingStandards', {
      migrationId: 'standard-1',
      title: 'Letters',
      grades: [
        { name: 'A', minimum: 0.9 },
        { name: 'F', minimum: 0 },
      ],
    }),
    record('outcomeGroups', { migrationId: 'og-1', title: 'Skills' }),
    record('outcomes', { migrationId: 'outcome-1', title: 'Observes', group: ref('outcomeGroup', 'og-1') }),
    record('rubrics', {
      migrationId: 'rubric-1',
      title: 'Essay rubric',
      criteria: [
        {
          id: 'c1',
          points: 5,
          outcome: ref('outcome', 'outcome-1'),
          ratings: [{ id: 'r1', description: 'Full', points: 5 }],
        },
      ],
    }),
    record('assignmentGroups', { migrationId: 'group-essays', title: 'Essays', position: 1, weight: 60 }),
    record('externalFeeds', { migrationId: 'feed-1', title: 'News', url: 'https://example.org/feed' }),
    record('externalTools', {
      migrationId: 'tool-1',
      title: 'Microscope',
      launchUrl: 'https://tool.example.org/launch',
    }),
    record('resourceLinks', { migrationId: 'rl-1', title: 'Slide 3', tool: ref('externalTool', 'tool-1') }),
    record('studentGroups', { migrationId: 'sg-1', title: 'Lab partners' }),
  ];
}

function files(): CourseRecord[] {
  return [
    record('folders', { migrationId: 'folder-images', path: 'images', hidden: true }),
    record('files', sampleFile('file-image', 'images/cell.png')),
    record('files', sampleFile('file-map', 'images/deep/er/map.svg')),
    record('files', sampleFile('file-notes', 'notes.txt')),
  ];
}

function content(): CourseRecord[] {
  return [
    record('webLinks', { migrationId: 'web-1', title: 'A site', url: 'https://example.org/' }),
    record('discussionTopics', {
      migrationId: 'topic-1',
      title: 'Graded discussion',
      html: '<p>Discuss.</p>',
      published: true,
      attachments: [ref('file', 'file-notes')],
      assignment: {
        migrationId: 'topic-assignment',
        title: 'Graded discussion',
        published: true,
        group: GROUP,
        dueAt: '2026-03-01T23:59:00Z',
      },
    }),
    record('announcements', {
      migrationId: 'news-1',
      title: 'Welcome',
      html: 'Hello',
      published: true,
      externalFeed: ref('externalFeed', 'feed-1'),
    }),
    record('pages', {
      migrationId: 'page-home',
      title: 'Home',
      html: `<p><img src="${formatLink(ref('file', 'file-image'))}"> ${linkTo('page', 'page-next')}</p>`,
      published: true,
      frontPage: true,
    }),
    record('pages', { migrationId: 'page-next', title: 'الخلية', html: '<p>مرحبا</p>', published: false }),
    record('activities', {
      migrationId: 'activity-1',
      type: 'glossary',
      title: 'Terms',
      published: true,
      entries: [{ id: '1', title: 'Cell', html: 'Smallest unit' }],
    }),
    record('calendarEvents', {
      migrationId: 'event-1',
      title: 'Field trip',
      startAt: '2026-02-02T09:00:00Z',
      endAt: '2026-02-02T15:00:00Z',
    }),
    record('coursePaces', {
      migrationId: 'pace-1',
      items: [{ moduleItem: ref('moduleItem', 'item-essay'), duration: 3 }],
    }),
  ];
}

function assessments(): CourseRecord[] {
  const bank = ref('questionBank', 'bank-1');
  const { quiz, questions } = sampleQuiz('quiz-1', {
    assignmentGroup: GROUP,
    assignment: { migrationId: 'quiz-assignment', title: 'Quiz', published: true, group: GROUP },
  });
  quiz.entries.push({ type: 'group', migrationId: 'draw-1', title: 'Draw', pick: 1, bank, questions: [] });
  return [
    record('questionBanks', { migrationId: 'bank-1', title: 'Cells' }),
    record('quizzes', quiz),
    ...questions.map((question) => record('questions', question)),
    record('questions', sampleQuestion('multipleChoice', 'bank-question-1', bank)),
    record('assignments', {
      migrationId: 'essay-1',
      title: 'Essay',
      html: `<p>Write. ${linkTo('page', 'page-home')}</p>`,
      published: true,
      group: GROUP,
      pointsPossible: 10,
      gradingType: 'points',
      submissionTypes: ['onlineText'],
      dueAt: '2026-02-01T23:59:59Z',
      rubric: { rubric: ref('rubric', 'rubric-1'), useForGrading: true },
      toolLaunch: { tool: ref('externalTool', 'tool-1') },
    }),
  ];
}

function modules(): CourseRecord[] {
  return [
    record('modules', {
      migrationId: 'module-1',
      title: 'Week 1',
      position: 1,
      published: true,
      items: [
        { migrationId: 'item-head', title: 'Read', indent: 0, published: true, content: { type: 'heading' } },
        shows('item-home', ref('page', 'page-home')),
        shows('item-essay', ref('assignment', 'essay-1')),
        shows('item-quiz', ref('quiz', 'quiz-1')),
      ],
    }),
    record('modules', {
      migrationId: 'module-2',
      title: 'Week 2',
      position: 2,
      published: false,
      prerequisites: [{ module: ref('module', 'module-1') }],
      items: [
        shows('item-web', ref('webLink', 'web-1')),
        shows('item-glossary', ref('activity', 'activity-1')),
      ],
    }),
    record('modules', {
      migrationId: 'module-2a',
      title: 'Week 2, part A',
      position: 3,
      published: true,
      parent: ref('module', 'module-2'),
      items: [shows('item-topic', ref('discussionTopic', 'topic-1'))],
    }),
  ];
}

/** A course with something of everything, every reference in it resolvable. Each call gives records of its own. */
export function sampleCourse(): CourseRecord[] {
  return structuredClone([...settings(), ...files(), ...assessments(), ...content(), ...modules()]);
}
