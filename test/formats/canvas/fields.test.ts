/** What becomes of elements that say something the model has no place for, or say it oddly. */
import { describe, expect, it } from 'vitest';
import { readCanvasAssignment } from '../../../activities/formats/canvas/records/assignment.js';
import { COURSE_FILES } from '../../../activities/formats/canvas/records/course.js';
import { readTopicMeta } from '../../../activities/formats/canvas/records/topic.js';
import { writeAssignmentSettings, writeCourseSettings } from '../../../activities/formats/canvas/write.js';
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { leftovers } from '../../../activities/formats/xml/tree.js';
import { options, scope } from './canvas-options.js';

const read = (content: string) => {
  const element = parseXmlText(`<assignment identifier="a"><title>T</title>${content}</assignment>`, 'a.xml');
  const assignment = readCanvasAssignment(element, scope, 'none');
  return {
    assignment,
    kept: assignment.extensions?.canvas,
    left: leftovers(element).map(({ path }) => path),
  };
};

const rewritten = (content: string) => writeAssignmentSettings(read(content).assignment, options);

describe('an element that the model has no field for', () => {
  it('is kept word for word under its name and written again', () => {
    const element = '<turnitin_settings>{"a": 1}</turnitin_settings>';
    expect(read(element).kept).toEqual({ turnitin_settings: '{"a": 1}' });
    expect(rewritten(element)).toContain(element);
  });

  it('is kept with its attributes and what is in it', () => {
    const element =
      '<tool_setting><tool_proxy product_code="p"/><custom><property name="a">b</property></custom></tool_setting>';
    expect(read(element).left).toEqual([]);
    expect(rewritten(element)).toContain(element);
  });

  it('is kept when nobody knows it, if it is plain text', () => {
    expect(read('<brand_new>7</brand_new>')).toMatchObject({ kept: { brand_new: '7' }, left: [] });
    expect(rewritten('<brand_new>7</brand_new>')).toContain('<brand_new>7</brand_new>');
  });

  it('is kept as often as it is there', () => {
    const twice = '<brand_new>7</brand_new><brand_new>8</brand_new>';
    expect(read(twice).kept).toEqual({ brand_new: ['7', '8'] });
    expect(rewritten(twice)).toContain(twice);
  });

  it('stays unread when nobody knows it and it is more than text', () => {
    expect(read('<brand_new><part>7</part></brand_new>')).toMatchObject({
      kept: undefined,
      left: ['assignment/brand_new'],
    });
  });

  it('says nothing when it is empty', () => {
    expect(read('<brand_new/><due_at/><turnitin_settings></turnitin_settings>')).toMatchObject({
      kept: undefined,
      left: [],
    });
  });
});

describe('a value that cannot be read', () => {
  it.each([
    ['<points_possible>lots</points_possible>', 'pointsPossible'],
    ['<due_at>soon</due_at>', 'dueAt'],
    ['<grading_type>stars</grading_type>', 'gradingType'],
    ['<allowed_attempts>1.5</allowed_attempts>', 'allowedAttempts'],
    ['<omit_from_final_grade>maybe</omit_from_final_grade>', 'omitFromFinalGrade'],
  ] as const)('%s is kept as it is', (element, key) => {
    expect(read(element).assignment[key]).toBeUndefined();
    expect(rewritten(element)).toContain(element);
  });

  it('gives way to a value that is set later', () => {
    const { assignment } = read('<points_possible>lots</points_possible>');
    const text = writeAssignmentSettings({ ...assignment, pointsPossible: 5 }, options);
    expect(text).toContain('<points_possible>5</points_possible>');
    expect(text).not.toContain('lots');
  });
});

describe('a value with several spellings', () => {
  it('keeps its spelling', () => {
    const element = '<submission_types>online_upload,carrier_pigeon</submission_types>';
    expect(read(element).assignment.submissionTypes).toEqual(['onlineUpload']);
    expect(rewritten(element)).toContain(element);
  });

  it('drops its spelling when the value is another one now', () => {
    const { assignment } = read('<workflow_state>duplicating</workflow_state>');
    expect(assignment.published).toBe(true);
    const text = writeAssignmentSettings({ ...assignment, published: false }, options);
    expect(text).toContain('<workflow_state>unpublished</workflow_state>');
  });

  it('drops its spelling when the identifiers in it change', () => {
    const [settings] = COURSE_FILES;
    const json = '[{"id":"context_external_tool_i1","css_class":"x"}]';
    const element = parseXmlText(`<course><tab_configuration>${json}</tab_configuration></course>`, 'c.xml');
    const { fields } = settings!.read(element, scope);
    const course = { ...fields, migrationId: 'c' } as Parameters<typeof writeCourseSettings>[0];
    expect(writeCourseSettings(course, options)).toContain('css_class');
    const renamed = { ...options, identifier: () => 'i2' };
    expect(writeCourseSettings(course, renamed)).toContain('[{"id":"context_external_tool_i2"}]');
  });
});

describe('times', () => {
  it.each([
    ['2016-01-16T06:59:59', '2016-01-16T06:59:59Z'],
    ['2016-01-16T06:59:59Z', '2016-01-16T06:59:59Z'],
    ['2016-01-16T06:59:59+02:00', '2016-01-16T04:59:59Z'],
    ['2013-02-05 22:00:00 -0700', '2013-02-06T05:00:00Z'],
    ['2019-05-01 06:00:00 UTC', '2019-05-01T06:00:00Z'],
    ['2019-05-01', '2019-05-01T00:00:00Z'],
    [' 2019-05-01T06:00 ', '2019-05-01T06:00:00Z'],
  ])('%s is %s', (text, instant) => {
    expect(read(`<due_at>${text}</due_at>`).assignment.dueAt).toBe(instant);
  });

  it.each(['2019-13-01T00:00:00', '2019-05-01 06:00:00 CEST', '0000-01-01T00:00:00+01:00'])(
    '%s is none',
    (text) => {
      expect(read(`<due_at>${text}</due_at>`).assignment.dueAt).toBeUndefined();
    },
  );

  it('keep their fractions', () => {
    const element = '<due_at>2019-05-01T06:00:00.125</due_at>';
    expect(read(element).assignment.dueAt).toBe('2019-05-01T06:00:00.125Z');
    expect(rewritten(element)).toContain(element);
  });
});

describe('an assignment', () => {
  it('has its rubric from the course, and keeps what the account calls it', () => {
    const both =
      '<rubric_identifierref>i1</rubric_identifierref><rubric_external_identifier>7</rubric_external_identifier>';
    expect(read(both).assignment.rubric).toEqual({ rubric: { kind: 'rubric', migrationId: 'i1' } });
    expect(rewritten(both)).toContain('<rubric_external_identifier>7</rubric_external_identifier>');
  });

  it('has no use for the settings of a rubric without one, and keeps them', () => {
    expect(read('<rubric_use_for_grading>true</rubric_use_for_grading>')).toMatchObject({
      kept: { rubric_use_for_grading: 'true' },
    });
  });

  it('reads an empty list of overrides that is written three times', () => {
    const list = '<assignment_overrides/>';
    expect(read(list + list + list)).toMatchObject({ kept: undefined, left: [] });
  });

  it('reads overrides with times as Ruby prints them, and does not pass over what it does not know', () => {
    const { assignment, left } = read(
      '<assignment_overrides><override set_type="Noop" set_id="1" title="A" due_at="2026-01-02 03:04:05 UTC" all_day="false"/></assignment_overrides>',
    );
    expect(assignment.overrides).toEqual([
      { setType: 'Noop', setId: '1', title: 'A', dueAt: '2026-01-02T03:04:05Z' },
    ]);
    expect(left).toEqual(['assignment/assignment_overrides/override/@all_day']);
  });

  it('says nothing of a group that its name does not say', () => {
    expect(read('<has_group_category>false</has_group_category>').kept).toBeUndefined();
    expect(read('<has_group_category>true</has_group_category>').kept).toEqual({
      has_group_category: 'true',
    });
  });
});

describe('a topic that is posted later', () => {
  it('keeps its state', () => {
    const element = parseXmlText(
      '<topicMeta identifier="m"><topic_id>t</topic_id><workflow_state>post_delayed</workflow_state></topicMeta>',
      'm.xml',
    );
    const { settings } = readTopicMeta(element, scope);
    expect(settings).toEqual({
      published: true,
      extensions: { canvas: { workflow_state: 'post_delayed' } },
    });
  });
});
