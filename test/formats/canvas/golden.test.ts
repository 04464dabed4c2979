/** What Canvas files look like, to be checked by eye. */
import { describe, expect, it } from 'vitest';
import type { Assignment } from '../../../activities/course/model/assignment.js';
import type { Course } from '../../../activities/course/model/course.js';
import {
  writeAssessmentMeta,
  writeAssignmentSettings,
  writeCourseSettings,
  writeGradingStandards,
  writeTopicMeta,
} from '../../../activities/formats/canvas/write.js';
import { options, stream, textOf } from './canvas-options.js';

const NAMESPACES =
  'xmlns="http://canvas.instructure.com/xsd/cccv1p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://canvas.instructure.com/xsd/cccv1p0 https://canvas.instructure.com/xsd/cccv1p0.xsd"';

/** One element a line, without the declaration and the namespaces. */
function lines(text: string): string[] {
  expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/);
  expect(text).toContain(NAMESPACES);
  return text
    .slice(text.indexOf('\n') + 1)
    .replace(` ${NAMESPACES}`, '')
    .trim()
    .replaceAll(/>\s*</g, '>\n<')
    .split('\n');
}

const ASSIGNMENT: Assignment = {
  migrationId: 'a1',
  title: 'Measure the tide',
  published: true,
  dueAt: '2026-03-01T22:59:00Z',
  group: { kind: 'assignmentGroup', migrationId: 'g1' },
  pointsPossible: 10.5,
  gradingType: 'points',
  submissionTypes: ['onlineText', 'onlineUpload'],
  allowedExtensions: ['csv', 'txt'],
  peerReviews: { enabled: true, count: 2 },
  postGradesManually: true,
  rubric: { rubric: { kind: 'rubric', migrationId: 'r1' }, useForGrading: true },
  overrides: [{ setType: 'Noop', setId: '1', title: 'Path', dueAt: '2026-03-02T00:00:00Z' }],
  extensions: { canvas: { freeze_on_copy: 'false', brand_new: '1' } },
};

const ASSIGNMENT_LINES = [
  '<title>Measure the tide</title>',
  '<due_at>2026-03-01T22:59:00</due_at>',
  '<assignment_group_identifierref>g1</assignment_group_identifierref>',
  '<workflow_state>published</workflow_state>',
  '<allowed_extensions>csv,txt</allowed_extensions>',
  '<has_group_category>false</has_group_category>',
  '<points_possible>10.5</points_possible>',
  '<grading_type>points</grading_type>',
  '<submission_types>online_text_entry,online_upload</submission_types>',
  '<peer_reviews>true</peer_reviews>',
  '<peer_review_count>2</peer_review_count>',
  '<freeze_on_copy>false</freeze_on_copy>',
  '<brand_new>1</brand_new>',
  '<rubric_identifierref>r1</rubric_identifierref>',
  '<rubric_use_for_grading>true</rubric_use_for_grading>',
  '<assignment_overrides>',
  '<override set_type="Noop" set_id="1" title="Path" due_at="2026-03-02 00:00:00 UTC"/>',
  '</assignment_overrides>',
  '<post_policy>',
  '<post_manually>true</post_manually>',
  '</post_policy>',
];

describe('the files of Canvas', () => {
  it('say of an assignment', () => {
    expect(lines(writeAssignmentSettings(ASSIGNMENT, options))).toEqual([
      '<assignment identifier="a1">',
      ...ASSIGNMENT_LINES,
      '</assignment>',
    ]);
  });

  it('say of a quiz, its scalars before its assignment', () => {
    const text = writeAssessmentMeta(
      {
        migrationId: 'q1',
        title: 'Tides',
        html: '<p>Ten minutes</p>',
        published: false,
        engine: 'classic',
        quizType: 'assignment',
        timeLimit: 10,
        allowedAttempts: -1,
        hideResults: 'always',
        showCorrectAnswersAt: '2026-03-03T00:00:00Z',
        entries: [],
        assignment: ASSIGNMENT,
      },
      options,
    );
    expect(lines(text)).toEqual([
      '<quiz identifier="q1">',
      '<title>Tides</title>',
      '<description>&lt;p&gt;Ten minutes&lt;/p&gt;</description>',
      '<hide_results>always</hide_results>',
      '<quiz_type>assignment</quiz_type>',
      '<show_correct_answers_at>2026-03-03 00:00:00 UTC</show_correct_answers_at>',
      '<time_limit>10</time_limit>',
      '<allowed_attempts>-1</allowed_attempts>',
      '<available>false</available>',
      '<assignment identifier="a1">',
      ...ASSIGNMENT_LINES,
      '</assignment>',
      '</quiz>',
    ]);
  });

  it('say of a topic', () => {
    const topic = {
      migrationId: 't1',
      title: 'Ask here',
      html: '<p>in its descriptor</p>',
      published: true,
      discussionType: 'threaded',
      pinned: true,
      attachments: [{ kind: 'file', migrationId: 'f1' }],
    } as const;
    const text = writeTopicMeta(
      { ...topic, attachments: [...topic.attachments] },
      'announcement',
      'm1',
      options,
    );
    expect(lines(text)).toEqual([
      '<topicMeta identifier="m1">',
      '<topic_id>t1</topic_id>',
      '<type>announcement</type>',
      '<title>Ask here</title>',
      '<discussion_type>threaded</discussion_type>',
      '<pinned>true</pinned>',
      '<has_group_category>false</has_group_category>',
      '<workflow_state>active</workflow_state>',
      '<attachment_identifierref>f1</attachment_identifierref>',
      '</topicMeta>',
    ]);
  });

  it('say of the course', () => {
    const course: Course = {
      migrationId: 'c1',
      title: 'Tides',
      visibility: 'authenticated',
      gradingStandard: { accountStandard: '7' },
      navigation: [
        { id: 3, hidden: true },
        { id: 'context_external_tool', tool: { kind: 'externalTool', migrationId: 'x1' } },
      ],
      extensions: { canvas: { course_color: '#0af' }, moodle: { format: 'weeks' } },
    };
    expect(lines(writeCourseSettings(course, options))).toEqual([
      '<course identifier="c1">',
      '<title>Tides</title>',
      '<tab_configuration>[{"id":3,"hidden":true},{"id":"context_external_tool_x1"}]</tab_configuration>',
      '<grading_standard_id>7</grading_standard_id>',
      '<is_public>false</is_public>',
      '<is_public_to_auth_users>true</is_public_to_auth_users>',
      '<course_color>#0af</course_color>',
      '</course>',
    ]);
  });

  it('say of grading standards', async () => {
    const standard = {
      migrationId: 's1',
      title: 'Pass',
      version: '2',
      grades: [{ name: 'P', minimum: 0.5 }],
    };
    expect(lines(await textOf(writeGradingStandards(stream(standard), options)))).toEqual([
      '<gradingStandards>',
      '<gradingStandard identifier="s1" version="2">',
      '<title>Pass</title>',
      '<data>[["P",0.5]]</data>',
      '</gradingStandard>',
      '</gradingStandards>',
    ]);
  });

  it('name what an object holds that they cannot', () => {
    const lost: string[] = [];
    writeAssignmentSettings(
      { ...ASSIGNMENT, tags: ['a'], passingGrade: 5, html: '<p/>' },
      { ...options, onLost: ({ migrationId }, what) => lost.push(`${migrationId} ${what}`) },
    );
    expect(lost).toEqual(['a1 tags', 'a1 passingGrade']);
  });
});
