/** What is written in another shape than the course has it: items, quizzes, assignments and pages. */
import { describe, expect, it } from 'vitest';
import type { ModuleItem } from '../../../activities/course/model/module.js';
import { bodyOf, exportCourse, problemsOf } from '../../support/cartridge-export.js';
import { record, ref, sampleFile, sampleQuestion } from '../../support/courses.js';

const moduleOf = (...items: Partial<ModuleItem>[]) =>
  record('modules', {
    migrationId: 'm',
    title: 'Module',
    position: 1,
    published: true,
    items: items.map((item, at) => ({
      migrationId: `i${at}`,
      title: `Item ${at}`,
      indent: 0,
      published: true,
      content: { type: 'heading' as const },
      ...item,
    })),
  });

describe('module items', () => {
  it('that are a text lead to a page with that text', async () => {
    const exported = await exportCourse([
      moduleOf({ title: 'Welcome', content: { type: 'text', html: '<p>Hi</p>' } }),
    ]);
    expect(bodyOf(exported, 'wiki_content/welcome.html')).toBe('<p>Hi</p>');
    expect(exported.sink.text('imsmanifest.xml')).toContain('<item identifier="i0" identifierref="text-i0">');
    expect(exported.sink.text('course_settings/module_meta.xml')).toContain(
      '<content_type>WikiPage</content_type><workflow_state>active</workflow_state><title>Welcome</title><identifierref>text-i0</identifierref>',
    );
    expect(exported.entries).toMatchObject([{ type: 'module' }, { state: 'changed', code: 'text_as_page' }]);
    expect(await problemsOf(exported)).toEqual([]);
  });

  it('that show what is not exported stay as a line of text', async () => {
    const exported = await exportCourse([
      moduleOf({ content: { type: 'object', object: ref('page', 'gone') } }),
    ]);
    expect(exported.sink.text('imsmanifest.xml')).toContain(
      '<item identifier="i0"><title>Item 0</title></item>',
    );
    expect(exported.entries).toMatchObject([
      { type: 'module' },
      {
        state: 'changed',
        message:
          'course_settings/module_meta.xml: The item "Item 0" shows the page "gone", which is not part of the export; it was written as a line of text.',
      },
    ]);
  });

  it('show a graded discussion through the topic, and a quiz through the test', async () => {
    const graded = { migrationId: 'ta', title: 'Graded', published: true };
    const exported = await exportCourse([
      record('discussionTopics', {
        migrationId: 't',
        title: 'Topic',
        html: '',
        published: true,
        assignment: graded,
      }),
      moduleOf({ content: { type: 'object', object: ref('assignment', 'ta') } }),
    ]);
    expect(exported.sink.text('imsmanifest.xml')).toContain('<item identifier="i0" identifierref="t">');
  });

  it('that launch a tool show the tool', async () => {
    const launch = { type: 'externalTool' as const, url: 'https://a/3', tool: ref('externalTool', 'tool') };
    const { sink } = await exportCourse([
      record('externalTools', { migrationId: 'tool', title: 'Tool', launchUrl: 'https://a' }),
      moduleOf({ content: launch }),
    ]);
    expect(sink.text('imsmanifest.xml')).toContain('<item identifier="i0" identifierref="tool">');
  });
});

describe('quizzes', () => {
  const quiz = {
    migrationId: 'q',
    title: 'Quiz',
    published: true,
    quizType: 'assignment' as const,
    entries: [],
  };

  it('are there for everyone as far as the standard goes, and whole for Canvas', async () => {
    const question = sampleQuestion('multipleChoice', 'n', ref('quiz', 'q'));
    const { sink } = await exportCourse([record('quizzes', quiz), record('questions', question)]);
    expect(sink.text('q/assessment_qti.xml')).toContain('cc.multiple_choice.v0p1');
    expect(sink.text('non_cc_assessments/q.xml.qti')).toContain('multiple_choice_question');
    expect(sink.text('imsmanifest.xml')).toContain(
      '<resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="q/assessment_qti.xml"/>' +
        '<dependency identifierref="q_meta"/></resource>',
    );
  });

  it('without a question the standard knows are there for Canvas alone', async () => {
    const question = sampleQuestion('matching', 'n', ref('quiz', 'q'));
    const exported = await exportCourse([record('quizzes', quiz), record('questions', question)]);
    expect([...exported.sink.entries.keys()]).not.toContain('q/assessment_qti.xml');
    expect(exported.sink.text('imsmanifest.xml')).toContain(
      '<resource identifier="q" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" ' +
        'href="q/assessment_meta.xml"><file href="q/assessment_meta.xml"/><file href="non_cc_assessments/q.xml.qti"/></resource>',
    );
    expect(await problemsOf(exported)).toEqual([]);
  });

  it('depend on the files their questions show', async () => {
    const picture = '<img src="cartwright:file/f">';
    const question = sampleQuestion('multipleChoice', 'n', ref('quiz', 'q'), { stem: picture });
    const { sink } = await exportCourse([
      record('files', sampleFile('f', 'moon.png')),
      record('quizzes', quiz),
      record('questions', question),
    ]);
    expect(sink.text('imsmanifest.xml')).toContain(
      '<dependency identifierref="q_meta"/><dependency identifierref="f"/>',
    );
  });

  it('say which questions were lost because their quiz is not exported', async () => {
    const question = sampleQuestion('multipleChoice', 'n', ref('quiz', 'gone'));
    const { entries } = await exportCourse([record('questions', question)]);
    expect(entries).toMatchObject([{ type: 'question', state: 'failed', code: 'record_missing' }]);
  });
});

describe('what has no place', () => {
  it('is named field by field', async () => {
    const availability = { type: 'date' as const, from: '2026-01-01T00:00:00Z' };
    const { entries } = await exportCourse([
      record('webLinks', {
        migrationId: 'w',
        title: 'W',
        url: 'https://x',
        description: 'd',
        published: false,
      }),
      record('pages', {
        migrationId: 'p',
        title: 'P',
        html: '',
        published: true,
        intendedUse: 'party',
        availability,
        metadata: { keywords: [{ text: 'x' }] },
        alignments: [{ guid: 'g' }],
        extensions: { moodle: { completion: '1' }, canvas: { kept: 'yes' } },
      }),
    ]);
    expect(entries.map(({ type, lost }) => [type, lost])).toEqual([
      ['webLink', ['description', 'published']],
      ['page', ['alignments', 'availability', 'extensions.moodle', 'intendedUse', 'metadata']],
    ]);
  });

  it('is less in version 1.3', async () => {
    const { entries } = await exportCourse(
      [
        record('pages', {
          migrationId: 'p',
          title: 'P',
          html: '',
          published: true,
          metadata: { keywords: [{ text: 'x' }] },
          alignments: [{ guid: 'g', caseItemUri: 'https://case' }],
        }),
        record('assignments', { migrationId: 'a', title: 'A', published: true, instructorHtml: 'x' }),
      ],
      { version: '1.3' },
    );
    expect(entries.map(({ type, state, lost }) => [type, state, lost])).toEqual([
      ['page', 'changed', ['alignments.caseItemUri']],
      ['assignment', 'imported', undefined],
    ]);
  });
});
