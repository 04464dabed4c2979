/** The Canvas files of single objects give back what was written into them, over all fields of their tables. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignment, outcome, outcomeGroup } from '../../../activities/course/model/assignment.js';
import { discussionTopic, file, folder, page } from '../../../activities/course/model/content.js';
import { type Course, course } from '../../../activities/course/model/course.js';
import { quiz } from '../../../activities/course/model/quiz.js';
import { extensionsOf, type Table } from '../../../activities/formats/canvas/fields/field.js';
import { readCanvasAssignment } from '../../../activities/formats/canvas/records/assignment.js';
import { COURSE_FILES } from '../../../activities/formats/canvas/records/course.js';
import { readHtmlPage } from '../../../activities/formats/canvas/records/html-page.js';
import { readPageMeta } from '../../../activities/formats/canvas/records/page.js';
import { readQuizMeta } from '../../../activities/formats/canvas/records/quiz.js';
import { withoutHoles } from '../../../activities/formats/canvas/records/read-record.js';
import { readTopicMeta } from '../../../activities/formats/canvas/records/topic.js';
import { ASSIGNMENT } from '../../../activities/formats/canvas/tables/assignment.js';
import { COURSE } from '../../../activities/formats/canvas/tables/course.js';
import { PAGE_META } from '../../../activities/formats/canvas/tables/page-meta.js';
import { QUIZ_META } from '../../../activities/formats/canvas/tables/quiz-meta.js';
import { TOPIC_META } from '../../../activities/formats/canvas/tables/topic-meta.js';
import {
  assignmentExtension,
  writeAssessmentMeta,
  writeAssignmentSettings,
  writeBlueprint,
  writeContext,
  writeCourseSettings,
  writeLatePolicy,
  writeNavigationLinks,
  writePage,
  writeTopicMeta,
} from '../../../activities/formats/canvas/write.js';
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { leftovers } from '../../../activities/formats/xml/tree.js';
import { commaList, type Overrides, recordOf, reference } from './arbitraries.js';
import { options, scope } from './canvas-options.js';

const id = fc.stringMatching(/^[a-z]{1,8}$/);

function keysOf(table: Table<never>, ...others: string[]): string[] {
  return ['migrationId', 'extensions', ...others, ...table.flatMap((field) => field.keys)];
}

function orElse(kind: 'rubric' | 'gradingStandard' | 'file', other: string) {
  return fc.oneof(reference(kind), fc.record({ [other]: id }));
}

const ASSIGNMENT_OVERRIDES: Overrides = {
  group: reference('assignmentGroup'),
  gradingStandard: orElse('gradingStandard', 'externalIdentifier'),
  quiz: reference('quiz'),
  allowedExtensions: commaList,
  tool: reference('externalTool'),
  annotatedFile: reference('file'),
  savedComments: fc.dictionary(id, fc.array(id, { minLength: 1 }), { noNullPrototype: true, minKeys: 1 }),
};

/** `rubric` is the name of the association and of what it names. */
const association = recordOf(
  assignment.shape.rubric.unwrap(),
  Object.keys(assignment.shape.rubric.unwrap().shape),
  {
    ...ASSIGNMENT_OVERRIDES,
    rubric: orElse('rubric', 'externalIdentifier'),
  },
);

/** Points without a word on how they are given are points, which Canvas must be told. */
const assignments = recordOf(assignment, keysOf(ASSIGNMENT as Table<never>), {
  ...ASSIGNMENT_OVERRIDES,
  rubric: association,
}).map((drawn) =>
  drawn.pointsPossible === undefined
    ? drawn
    : { ...drawn, gradingType: drawn.gradingType ?? ('points' as const) },
);

describe('an assignment', () => {
  it('is read as it was written, alone', () => {
    fc.assert(
      fc.property(assignments, (given) => {
        const element = parseXmlText(writeAssignmentSettings(given, options), 'assignment_settings.xml');
        expect(readCanvasAssignment(element, scope, 'none')).toEqual(given);
        expect(leftovers(element)).toEqual([]);
      }),
    );
  });

  it('is read as it was written, as the extension of a CC 1.3 assignment', () => {
    fc.assert(
      fc.property(assignments, (given) => {
        const element = parseXmlText(assignmentExtension(given, options).xml, 'assignment.xml');
        const read = readCanvasAssignment(element, scope, 'none');
        expect(read).toEqual({ ...given, migrationId: `${given.migrationId}_canvas` });
      }),
    );
  });
});

describe('the settings of a quiz', () => {
  it('are read as they were written, its assignment included', () => {
    const quizzes = recordOf(quiz, keysOf(QUIZ_META as Table<never>, 'assignment'), {
      assignment: assignments,
      assignmentGroup: reference('assignmentGroup'),
    }).filter(({ engine }) => engine !== undefined);
    fc.assert(
      fc.property(quizzes, (given) => {
        const element = parseXmlText(
          writeAssessmentMeta({ ...given, entries: [] }, options),
          'assessment_meta.xml',
        );
        const { entries: _, ...read } = readQuizMeta(element, scope, 'none');
        const { calculator_type: marker, ...canvas } = read.extensions?.canvas ?? {};
        expect(marker).toBe(given.engine === 'newQuizzes' ? 'none' : undefined);
        const extensions = Object.keys(canvas).length === 0 ? undefined : { canvas };
        expect(withoutHoles({ ...read, extensions })).toEqual(given);
        expect(leftovers(element)).toEqual([]);
      }),
    );
  });
});

describe('the settings of a topic', () => {
  it('are read as they were written, its assignment included', () => {
    const topics = recordOf(discussionTopic, keysOf(TOPIC_META as Table<never>, 'assignment'), {
      assignment: assignments,
      externalFeed: reference('externalFeed'),
      attachments: reference('file').map((attachment) => [attachment]),
    });
    fc.assert(
      fc.property(topics, (given) => {
        const text = writeTopicMeta({ ...given, html: '' }, 'discussionTopic', 'meta', options);
        const element = parseXmlText(text, 'meta.xml');
        const { topic, isAnnouncement, settings, assignment: inside } = readTopicMeta(element, scope);
        const read = { migrationId: topic, ...settings, assignment: inside };
        expect(withoutHoles(read)).toEqual(given);
        expect(isAnnouncement).toBe(false);
        expect(leftovers(element)).toEqual([]);
      }),
    );
  });
});

describe('a page', () => {
  it('is read as it was written, its body byte for byte but for NUL characters', () => {
    const pages = recordOf(page, keysOf(PAGE_META as Table<never>, 'title', 'html'), {
      editingRoles: commaList,
      html: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '')),
    });
    fc.assert(
      fc.property(pages, (given) => {
        const written = readHtmlPage(writePage(given, options));
        const { draft, kept, identifier } = readPageMeta(written, scope);
        const read = { ...draft, ...extensionsOf(kept), title: written.title, html: written.body };
        expect(withoutHoles({ ...read, migrationId: identifier })).toEqual(given);
      }),
    );
  });
});

describe('the files about the course', () => {
  const tab = fc.record(
    { id: fc.nat(20), label: id, hidden: fc.boolean() },
    { requiredKeys: ['id'], noNullPrototype: true },
  );
  const toolTab = reference('externalTool').map((tool) => ({ id: 'context_external_tool', tool }));
  const origin = fc.record(
    { accountUuid: id, courseId: id, courseName: id, domain: id, accountId: id, accountName: id },
    { requiredKeys: [], noNullPrototype: true },
  );
  const parts = ['latePolicy', 'blueprint', 'navigationLinks'];
  const courses = recordOf(course, keysOf(COURSE as Table<never>, ...parts), {
    gradingStandard: orElse('gradingStandard', 'accountStandard'),
    image: orElse('file', 'url'),
    banner: orElse('file', 'url'),
    navigation: fc.array(fc.oneof(tab, toolTab), { minLength: 1 }),
    source: origin.filter((source) => Object.keys(source).length > 0),
    object: fc.oneof(
      id,
      id.map((name) => `page/${name}`),
    ),
    flags: fc.dictionary(id, fc.boolean(), { noNullPrototype: true }),
    restrictions: fc.array(
      fc.record({ contentType: id, flags: fc.dictionary(id, fc.boolean(), { noNullPrototype: true }) }),
      { minLength: 1 },
    ),
    items: fc.array(
      fc.record(
        {
          object: fc.oneof(
            id,
            id.map((name) => `page/${name}`),
          ),
          useDefault: fc.boolean(),
          restrictions: fc.dictionary(id, fc.boolean(), { noNullPrototype: true }),
        },
        { requiredKeys: ['object', 'restrictions'], noNullPrototype: true },
      ),
      { minLength: 1 },
    ),
  });

  it('are read as they were written', () => {
    fc.assert(
      fc.property(courses, (given) => {
        const expected = { ...given, latePolicy: withPolicyId(given) };
        expect(readAll(given)).toEqual(withoutHoles(expected));
      }),
    );
  });
});

function withPolicyId({ latePolicy, migrationId }: Course): Course['latePolicy'] {
  return latePolicy && { ...latePolicy, migrationId: latePolicy.migrationId ?? `${migrationId}_late_policy` };
}

const WRITERS = [writeCourseSettings, writeContext, writeLatePolicy, writeBlueprint, writeNavigationLinks];

function readAll(given: Course): object {
  const read: Record<string, unknown> = {};
  for (const write of WRITERS) {
    const text = write(given, options);
    if (text === undefined) continue;
    const element = parseXmlText(text, 'course.xml');
    const reader = COURSE_FILES.find(({ root }) => root === element.name);
    const { fields, migrationId } = reader!.read(element, scope);
    expect(leftovers(element)).toEqual([]);
    if (migrationId !== undefined) read.migrationId = migrationId;
    const source = { ...(read.source as object | undefined), ...fields.source };
    Object.assign(read, fields, Object.keys(source).length === 0 ? {} : { source });
  }
  return read;
}
void [outcome, outcomeGroup, file, folder];
