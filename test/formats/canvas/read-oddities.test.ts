/** Canvas cartridges that say one thing twice, or not quite as Canvas says it. */
import { describe, expect, it } from 'vitest';
import { formatLink } from '../../../activities/course/links.js';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import { cartridge, dependsOn, page, resource, settings, TYPES, topic, typed } from './cartridge.js';
import { type ReadCourse, readCartridge } from './reading.js';

describe('a topic whose two files do not agree', () => {
  const resources =
    typed(TYPES.topic, 't1', ['t1.xml'], undefined, dependsOn('t1m')) + resource('t1m', 't1m.xml');
  const read = (meta: string, descriptor = topic('T'), more: Record<string, string> = {}) =>
    readCartridge(
      cartridge({
        resources:
          resources +
          Object.keys(more)
            .map((path, at) => resource(`p${at}`, path))
            .join(''),
        files: { 't1.xml': descriptor, 't1m.xml': settings('topicMeta', meta), ...more },
      }),
    );
  const lostOf = (course: ReadCourse) => course.entry('resource', 'imsmanifest.xml', 'resource "t1"')?.lost;

  it('goes by the title in its settings; the other one is told', async () => {
    const course = await read('<topic_id>t1</topic_id><title>Ebb</title>', topic('Flow'));
    expect(course.records('discussionTopics')[0]?.title).toBe('Ebb');
    expect(lostOf(course)).toEqual(['title "Flow"']);
  });

  it('is found under the identifier that its settings have for it', async () => {
    const link = '<a href="$CANVAS_OBJECT_REFERENCE$/discussion_topics/other"></a>';
    const course = await read('<topic_id>other</topic_id><title>T</title>', topic('T'), {
      'wiki_content/a.html': page('A', link),
    });
    expect(course.records('pages')[0]?.html).toContain(
      formatLink({ kind: 'discussionTopic', migrationId: 't1' }),
    );
    expect(lostOf(course)).toEqual(['topic_id "other"']);
  });

  it('tells of an attachment that nothing in the package is', async () => {
    const course = await read(
      '<topic_id>t1</topic_id><title>T</title><attachment_identifierref>gone</attachment_identifierref>',
    );
    expect(course.records('discussionTopics')[0]?.attachments).toBeUndefined();
    expect(lostOf(course)).toEqual(['attachment_identifierref "gone"']);
  });

  it('is a discussion when its type is none that is known, which is told', async () => {
    const course = await read('<topic_id>t1</topic_id><title>T</title><type>podcast</type>');
    expect(course.records('discussionTopics')).toHaveLength(1);
    expect(lostOf(course)).toEqual(['type']);
  });

  it('keeps markup in its text that is not escaped', async () => {
    const course = await read(
      '<topic_id>t1</topic_id><title>T</title>',
      '<topic><title>T</title><text texttype="text/html">a <b>bold</b> word</text></topic>',
    );
    expect(course.records('discussionTopics')[0]?.html).toBe('a <b>bold</b> word');
    expect(lostOf(course)).toBeUndefined();
  });
});

describe('a module item of another kind than its object', () => {
  it('keeps it: a quiz of New Quizzes is shown as its assignment', async () => {
    const modules = settings(
      'modules',
      '<module identifier="m"><title>M</title><items><item identifier="i"><content_type>Assignment</content_type><identifierref>q</identifierref></item></items></module>',
    );
    const files = {
      [CANVAS_PATHS.moduleMeta]: modules,
      'q/assessment_meta.xml': settings('quiz', '<title>Q</title>'),
    };
    const course = await readCartridge(
      cartridge({ resources: resource('q', 'q/assessment_meta.xml'), files }),
    );
    expect(course.records('modules')[0]?.items[0]).toMatchObject({
      content: { type: 'object', object: { kind: 'quiz', migrationId: 'q' } },
      extensions: { canvas: { content_type: 'Assignment' } },
    });
  });
});

describe('the account a course is from', () => {
  it('is that of context.xml; another one in the settings is told', async () => {
    const files = {
      [CANVAS_PATHS.courseSettings]: settings('course', '<root_account_uuid>a</root_account_uuid>'),
      [CANVAS_PATHS.context]: settings('context_info', '<root_account_uuid>b</root_account_uuid>'),
    };
    const course = await readCartridge(cartridge({ files }));
    expect(course.records('course')[0]?.source).toEqual({ accountUuid: 'b' });
    expect(course.entry('zip entry', CANVAS_PATHS.courseSettings)?.lost).toEqual(['root_account_uuid "a"']);
  });
});

describe('settings of a file that the package does not contain', () => {
  const file = '<file identifier="gone"><display_name>G</display_name></file>';
  const read = async (inner: string) => {
    const files = { [CANVAS_PATHS.filesMeta]: settings('fileMeta', inner) };
    const course = await readCartridge(cartridge({ files }));
    return course.ledger.filter(({ code }) => code === 'missing_file' || code === 'missing_path');
  };

  it('are one fault however often they are there (fuzz 77003/4706: they were told twice)', async () => {
    const because = { path: CANVAS_PATHS.filesMeta, element: 'file "gone"' };
    const entries = await read(`<files>${file}</files>\n<files>${file}</files>`);
    expect(entries.map((entry) => entry.because)).toEqual([because, because]);
  });

  it('may be there twice in one line', async () => {
    const entries = await read(`<files>${file}${file}</files><folders><folder/><folder/></folders>`);
    const names = entries.map(({ element }) => element?.replace(/in line \d+/, 'in its line'));
    expect(names).toEqual([
      'file "gone" in its line',
      'file "gone" in its line (2)',
      'folder in its line',
      'folder in its line (2)',
    ]);
  });
});
