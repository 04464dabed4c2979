/** A course whose objects cannot keep their migration ids as identifiers of a cartridge. */
import type { CourseRecord } from '../../activities/course/collections.js';
import { linkTo, record, ref, sampleFile, sampleQuestion } from './courses.js';

const shows = (migrationId: string, object: ReturnType<typeof ref>) => ({
  migrationId,
  title: `Shows ${object.kind}`,
  indent: 0,
  published: true,
  content: { type: 'object' as const, object },
});

/** Every migration id is one a cartridge cannot hold, or another object's as well. */
export const UNNAMABLE_COURSE: readonly CourseRecord[] = [
  record('course', { migrationId: '7', title: 'Tides', frontPage: ref('page', '7') }),
  record('files', sampleFile('7', 'moon.png')),
  record('pages', { migrationId: '7', title: 'Page', html: linkTo('file', '7'), published: true }),
  record('pages', { migrationId: 'a b/ü', title: 'Other', html: linkTo('page', '7'), published: true }),
  record('discussionTopics', {
    migrationId: '7',
    title: 'Topic',
    html: linkTo('page', 'a b/ü', '?a=1'),
    published: true,
    attachments: [ref('file', '7')],
    assignment: { migrationId: '8', title: 'Topic', published: true },
  }),
  record('webLinks', { migrationId: '7', title: 'Tables', url: 'https://example.org/' }),
  record('externalTools', { migrationId: '7', title: 'Tool', launchUrl: 'https://example.org/launch' }),
  record('assignmentGroups', { migrationId: '7', title: 'Group' }),
  record('assignments', {
    migrationId: '7',
    title: 'Essay',
    html: linkTo('quiz', '7'),
    published: true,
    group: ref('assignmentGroup', '7'),
  }),
  record('quizzes', {
    migrationId: '7',
    title: 'Quiz',
    published: true,
    quizType: 'assignment',
    entries: [{ type: 'question', question: ref('question', '7') }],
  }),
  record('questions', sampleQuestion('multipleChoice', '7', ref('quiz', '7'))),
  record('modules', {
    migrationId: '7',
    title: 'Week 1',
    position: 1,
    published: true,
    items: [
      shows('7', ref('page', '7')),
      shows('8', ref('quiz', '7')),
      shows('9', ref('discussionTopic', '7')),
      shows('a b', ref('page', 'a b/ü')),
    ],
  }),
];
