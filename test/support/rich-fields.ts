/** What fields may hold where their type alone does not say: references that resolve, texts that are ordinary. */
import fc from 'fast-check';
import { formatLink } from '../../activities/course/links.js';
import type { Reference } from '../../activities/course/model/common.js';
import { type ArbitraryOptions, ordinaryText, references } from './model-arbitrary.js';

const two = (kind: Reference['kind'], prefix: string) => references(kind, `${prefix}-1`, `${prefix}-2`);

const files = two('file', 'file');
const pages = two('page', 'page');
const topics = two('discussionTopic', 'topic');
const [people] = references('studentGroup', 'people-1');
export const quizzes = two('quiz', 'quiz');
export const banks = two('questionBank', 'bank');
const assignments = two('assignment', 'assignment');
const tools = two('externalTool', 'tool');
const shown = [...pages, ...topics, ...quizzes, ...assignments, ...files];

const html = fc.tuple(ordinaryText, fc.constantFrom(...shown)).map(([text, target]) => {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<p>${escaped}</p>\n<a href="${formatLink(target, '?a=1&amp;b=2#c')}">x</a>`;
});

const settings = fc.dictionary(fc.constantFrom('first_setting', 'second_setting'), ordinaryText, {
  minKeys: 1,
});

/** What Canvas keeps word for word are texts of elements that it alone knows. */
const extensions = fc.oneof(
  fc.record({ canvas: settings }),
  fc.record({ moodle: settings }),
  fc.record({ canvas: settings, moodle: settings }),
);

const texts = fc.array(ordinaryText, { minLength: 1, maxLength: 2 });

const addresses = fc.constantFrom('https://example.org/i.png', 'https://example.org/a?b=1&c=%20');

const tab = (id: fc.Arbitrary<unknown>) =>
  fc.record(
    { id, label: ordinaryText, hidden: fc.boolean(), position: fc.nat(9), url: addresses },
    { requiredKeys: ['id'] },
  );

const toolTab = fc
  .tuple(tab(fc.constant('context_external_tool')), fc.constantFrom(...tools))
  .map(([fieldsOfTab, tool]) => ({ ...fieldsOfTab, tool }));

const outsiders = fc.record({ identifier: ordinaryText });

const alignment = (content: fc.Arbitrary<unknown>, contentType: string) =>
  fc.record(
    {
      contentType: fc.constant(contentType),
      content,
      masteryType: ordinaryText,
      masteryScore: fc.nat(9),
      position: fc.nat(9),
    },
    { requiredKeys: ['contentType', 'content'] },
  );

const switches = fc.dictionary(fc.constantFrom('content', 'due_dates'), fc.boolean(), { minKeys: 1 });

const restricted = fc.record(
  {
    object: fc.constantFrom('page/page-1', 'assignment/assignment-2'),
    restrictions: switches,
    useDefault: fc.boolean(),
  },
  { requiredKeys: ['object', 'restrictions'] },
);

/** Every condition of access, one inside the other. */
const condition: fc.Arbitrary<unknown> = fc.letrec((again) => ({
  tree: fc.oneof({ maxDepth: 2, depthIdentifier: 'condition' }, again('leaf'), again('branch')),
  branch: fc.record(
    {
      operator: fc.constantFrom('all', 'any', 'notAll', 'notAny'),
      conditions: fc.array(again('tree'), { minLength: 1, maxLength: 2 }),
      visible: fc.boolean(),
    },
    { requiredKeys: ['operator', 'conditions'] },
  ),
  leaf: fc.oneof(
    fc.constant({ type: 'date', from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }),
    fc.record({
      type: fc.constant('completion'),
      object: fc.constantFrom(...shown),
      state: fc.constant('done'),
    }),
    fc.record(
      {
        type: fc.constant('grade'),
        object: fc.constantFrom(...shown),
        minimum: fc.nat(100),
        maximum: fc.nat(100),
      },
      { requiredKeys: ['type'] },
    ),
    fc.constantFrom<unknown>({ type: 'group' }, { type: 'group', group: { ...people } }),
    fc.constant({ type: 'profile', field: 'city', comparison: 'is', value: 'Oslo' }),
  ),
})).tree;

const fields: ArbitraryOptions['fields'] = {
  migrationId: fc.constant('replaced'),
  extensions,
  'lineItems.extensions': ordinaryText,
  title: ordinaryText,
  availability: condition,
  bankQuestion: fc.constantFrom('bank-1-question-1', 'bank-2-question-2'),
  html,
  mediaType: fc.constantFrom('text/plain', 'application/pdf'),
  audience: fc.subarray(['Learner', 'Instructor', 'Mentor'], { minLength: 1 }),
  'course.navigation': fc.array(fc.oneof(tab(fc.constantFrom(3, 'home')), toolTab), {
    minLength: 1,
    maxLength: 3,
  }),

  contributions: fc.array(
    fc.record({ role: fc.constantFrom('author', 'captain'), entities: texts, date: ordinaryText }),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  relations: fc.array(fc.record({ kind: fc.constantFrom('ispartof', 'cousin'), entry: ordinaryText }), {
    minLength: 1,
    maxLength: 2,
  }),
  copyright: fc.constantFrom('yes', 'no', 'perhaps'),
  platforms: fc.uniqueArray(
    fc.record({
      platform: fc.constantFrom('canvas.instructure.com', 'other.example.org'),
      settings: fc.oneof(settings, fc.record({ course_navigation: settings })),
    }),
    { minLength: 1, selector: ({ platform }) => platform },
  ),
  icon: addresses,
  secureIcon: addresses,
  'vendor.code': fc.constantFrom('acme', 'unknown'),
  'externalTool.custom': settings,
  'resourceLink.custom': settings,
  'toolLaunch.data': fc.constant({ a: [1, 'b'] }),
  'toolLaunch.linkSettings': fc.constant({ a: true }),
  'blueprint.restrictions.contentType': fc.constantFrom('WikiPage', 'Assignment'),
  flags: switches,
  objectAlignments: fc.array(
    fc.oneof(alignment(fc.constantFrom(...assignments), 'Assignment'), alignment(outsiders, 'Other')),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  'blueprint.items': fc.array(restricted, { minLength: 1, maxLength: 2 }),
  'quiz.entries': fc.constant([]),
  'quizEntry.questions': fc.constant([]),
  'module.items': fc.constant([]),
};

const REFERENCES: ArbitraryOptions['references'] = {
  file: files,
  attachments: files,
  image: files,
  banner: files,
  iconFile: files,
  annotatedFile: files,
  frontPage: pages,
  owner: topics,
  gradingStandard: two('gradingStandard', 'standard'),
  rubric: two('rubric', 'rubric'),
  'outcome.group': two('outcomeGroup', 'outcomes'),
  group: two('assignmentGroup', 'group'),
  assignmentGroup: two('assignmentGroup', 'group'),
  outcome: two('outcome', 'outcome'),
  content: assignments,
  tool: tools,
  quiz: quizzes,
  externalFeed: two('externalFeed', 'feed'),
  assignment: assignments,
  'module.parent': references('module', 'module-1'),
  'assignmentGroup.parent': references('assignmentGroup', 'group-1'),
  'outcomeGroup.parent': references('outcomeGroup', 'outcomes-1'),
  'questionBank.parent': references('questionBank', 'bank-1'),
  'prerequisites.module': references('module', 'module-1'),
  moduleItem: references('moduleItem', 'item-1', 'item-2'),
  members: references('studentGroup', 'people-1'),
  package: files,
  'activity.files': files,
  'question.owner': quizzes,
  'quizEntry.question': references('question', 'quiz-1-question-1'),
  bank: banks,
  'question.stimulus': references('question', 'quiz-1-question-1'),
  object: shown,
  'content.object': [...shown, ...references('webLink', 'site-1'), ...two('activity', 'activity')],
};

export const RICH_FIELDS: ArbitraryOptions = { fields, references: REFERENCES, html };
