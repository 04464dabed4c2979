/** Canvas cartridges in which two files, or two resources, describe one object: nothing of the second goes in silence. */
import { describe, expect, it } from 'vitest';
import { CANVAS_PATHS } from '../../../activities/formats/canvas/write.js';
import {
  bank,
  cartridge,
  dependsOn,
  essay,
  page,
  qti,
  resource,
  settings,
  TYPES,
  topic,
  typed,
} from './cartridge.js';
import { type ReadCourse, readCartridge } from './reading.js';

const lostOf = (course: ReadCourse, identifier: string) =>
  course.entry('resource', 'imsmanifest.xml', `resource "${identifier}"`)?.lost;

describe('an assignment with settings of Canvas and a descriptor of CC 1.3', () => {
  const ASSIGNMENT = 'assignment_xmlv1p0';

  const read = (of: {
    readonly settings: string;
    readonly descriptor: string;
    readonly page?: string;
    readonly resources?: string;
    readonly attributes?: string;
    readonly files?: Readonly<Record<string, string>>;
  }) => {
    const files = {
      'a1/assignment_settings.xml': settings('assignment', of.settings, of.attributes),
      'a1/assignment.xml': `<assignment identifier="a1">${of.descriptor}</assignment>`,
      ...(of.page === undefined ? {} : { 'a1/tides.html': of.page }),
      ...of.files,
    };
    const paths = Object.keys(files).filter((path) => path.startsWith('a1/'));
    return readCartridge(cartridge({ resources: of.resources ?? typed(ASSIGNMENT, 'a1', paths), files }));
  };

  it('has what only one of them says', async () => {
    const course = await read({
      settings: '<title>Tides</title><position>2</position>',
      descriptor:
        '<title>Tides</title><text texttype="text/html">Measure</text><instructor_text>Hint</instructor_text><gradable points_possible="5">false</gradable><submission_formats><format type="url"/></submission_formats><attachments><attachment href="notes.txt"/></attachments>',
      files: { 'a1/notes.txt': 'n' },
    });
    expect(course.records('assignments')).toEqual([
      {
        migrationId: 'a1',
        title: 'Tides',
        html: 'Measure',
        instructorHtml: 'Hint',
        position: 2,
        pointsPossible: 5,
        gradingType: 'notGraded',
        submissionTypes: ['onlineUrl'],
        attachments: [{ file: { kind: 'file', migrationId: 'a1/notes.txt' } }],
        published: true,
      },
    ]);
    expect(lostOf(course, 'a1')).toBeUndefined();
  });

  it('is what the settings say where the two differ, and that is told', async () => {
    const course = await read({
      settings:
        '<title>Tides</title><points_possible>5</points_possible><grading_type>points</grading_type><submission_types>online_upload</submission_types>',
      descriptor:
        '<title>Ebb</title><text>Other</text><gradable points_possible="7">false</gradable><submission_formats><format type="url"/></submission_formats>',
      page: page('Assignment: Flow', 'Measure'),
    });
    expect(course.records('assignments')).toMatchObject([
      { title: 'Tides', html: 'Measure', pointsPossible: 5, submissionTypes: ['onlineUpload'] },
    ]);
    expect(lostOf(course, 'a1')).toEqual([
      'title "Ebb"',
      'submission_formats "onlineUrl"',
      'gradable "false"',
      'pointsPossible "7"',
      'text "Other"',
      'title "Flow"',
    ]);
  });

  it('is nothing to tell of when both say the same in their own words', async () => {
    const course = await read({
      settings:
        '<title>Tides</title><points_possible>5</points_possible><grading_type>points</grading_type><submission_types>not_graded,online_text_entry,media_recording</submission_types>',
      descriptor:
        '<title> Tides</title><text>Measure\n  it</text><gradable points_possible="5.0">false</gradable><submission_formats><format type="html"/><format type="file"/></submission_formats>',
      page: page('Assignment: Tides', 'Measure it'),
    });
    expect(course.records('assignments')).toHaveLength(1);
    expect(lostOf(course, 'a1')).toBeUndefined();
  });

  it('has Canvas’s words inside the descriptor where its settings are silent, and is told of others', async () => {
    const extension =
      '<extensions><assignment identifier="a1_canvas"><title>Ebb</title><workflow_state>unpublished</workflow_state><turnitin_enabled>true</turnitin_enabled></assignment></extensions>';
    const course = await read({
      settings: '<title>Tides</title>',
      descriptor: `<title>Tides</title>${extension}`,
    });
    expect(course.records('assignments')).toMatchObject([
      { title: 'Tides', published: false, extensions: { canvas: { turnitin_enabled: 'true' } } },
    ]);
    expect(lostOf(course, 'a1')).toEqual(['title "Ebb"']);
  });

  it('is told of elements of strangers, and of an identifier that is another one', async () => {
    const course = await read({
      settings: '<title>Tides</title>',
      attributes: 'identifier="b2"',
      descriptor:
        '<title>Tides</title><extensions><due xmlns="https://example.org/">today</due></extensions><text texttype="text/wiki">x</text>',
    });
    expect(lostOf(course, 'a1')).toEqual([
      '@identifier "b2"',
      'extensions/due',
      'text/@texttype "text/wiki"',
    ]);
  });

  it('has them joined when they are two resources, or one is not in the manifest', async () => {
    const of = { settings: '<title>Tides</title>', descriptor: '<instructor_text>Hint</instructor_text>' };
    const unnamed = await read({ ...of, resources: typed(ASSIGNMENT, 'a1', ['a1/assignment.xml']) });
    expect(unnamed.records('assignments')).toMatchObject([{ title: 'Tides', instructorHtml: 'Hint' }]);
    const content = await read({
      ...of,
      resources: resource('a1', 'a1/assignment_settings.xml', 'a1/assignment.xml'),
    });
    expect(content.records('assignments')).toMatchObject([{ title: 'Tides', instructorHtml: 'Hint' }]);
  });

  it('has the text of the page that stands in for a descriptor without one; another text is told', async () => {
    const variant = typed('webcontent', 'f', ['a1/tides.html'], undefined, '<variant identifierref="a1"/>');
    const resources = typed(ASSIGNMENT, 'a1', ['a1/assignment.xml']) + variant;
    const readBoth = (text: string) =>
      readCartridge(
        cartridge({
          resources,
          files: {
            'a1/assignment.xml': `<assignment><title>Tides</title><text>${text}</text></assignment>`,
            'a1/tides.html': page('Assignment: Tides', 'Measure'),
          },
        }),
      );
    const blank = await readBoth('');
    expect(blank.records('assignments')).toMatchObject([{ html: 'Measure' }]);
    expect(lostOf(blank, 'a1')).toBeUndefined();
    const other = await readBoth('Count');
    expect(other.records('assignments')).toMatchObject([{ html: 'Count' }]);
    expect(lostOf(other, 'a1')).toEqual(['text "Measure"']);
  });

  it('keeps what other files its resource names', async () => {
    const course = await read({
      settings: '<title>Tides</title>',
      descriptor: '<title>Tides</title>',
      files: { 'a1/notes.txt': 'n', 'a1/more.xml': '<x/>' },
    });
    expect(course.records('files').map(({ path }) => path)).toEqual(['a1/notes.txt', 'a1/more.xml']);
  });
});

describe('a resource that is a part or a copy of an object', () => {
  const ROLE =
    '<metadata><lom xmlns="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"><educational><intendedEndUserRole><source>IMSGLC_CC_Rolesv1p1</source><value>Instructor</value></intendedEndUserRole></educational></lom></metadata>';

  it('is told when it says of itself what the object does not', async () => {
    const files = { 't.xml': topic('T'), 'm.xml': settings('topicMeta', '<topic_id>t</topic_id>') };
    const meta = typed(
      'associatedcontent/imscc_xmlv1p1/learning-application-resource',
      'm',
      ['m.xml'],
      undefined,
      ROLE,
    );
    const course = await readCartridge(
      cartridge({ resources: typed(TYPES.topic, 't', ['t.xml'], undefined, dependsOn('m')) + meta, files }),
    );
    expect(lostOf(course, 'm')).toEqual(['metadata/lom/educational/intendedEndUserRole "Instructor"']);
  });

  it('is told when it is a second one of a file', async () => {
    const resources =
      resource('f', 'web_resources/a.txt') +
      typed('webcontent', 'g', ['web_resources/a.txt'], 'web_resources/a.txt', ROLE);
    const course = await readCartridge(cartridge({ resources, files: { 'web_resources/a.txt': 'a' } }));
    expect(lostOf(course, 'g')).toEqual(['metadata/lom/educational/intendedEndUserRole "Instructor"']);
    expect(course.records('files')).toHaveLength(1);
  });

  it('is told of a use that its object does not keep', async () => {
    const topicOfUse = typed(TYPES.topic, 't', ['t.xml']).replace(
      '<resource ',
      '<resource intendeduse="lessonplan" ',
    );
    const course = await readCartridge(cartridge({ resources: topicOfUse, files: { 't.xml': topic('T') } }));
    expect(lostOf(course, 't')).toEqual(['intended use "lessonplan"']);
  });
});

describe('a web link', () => {
  const link = (title: string, url: string) => `<webLink><title>${title}</title>${url}</webLink>`;
  const URL_A = '<url href="https://example.org/a"/>';

  it('that a module item shows by its address is told when its title is another one', async () => {
    const modules = settings(
      'modules',
      '<module identifier="m"><title>M</title><items><item identifier="i"><content_type>ExternalUrl</content_type><title>A</title><url>https://example.org/a</url></item></items></module>',
    );
    const readTitled = (title: string) =>
      readCartridge(
        cartridge({
          resources: typed(TYPES.link, 'w', ['w.xml']),
          items: '<item identifier="m"><item identifier="i" identifierref="w"><title>A</title></item></item>',
          files: { 'w.xml': link(title, URL_A), [CANVAS_PATHS.moduleMeta]: modules },
        }),
      );
    const same = await readTitled('A');
    expect(same.records('webLinks')).toEqual([]);
    expect(lostOf(same, 'w')).toBeUndefined();
    const other = await readTitled('B');
    expect(other.records('webLinks')).toEqual([]);
    expect(lostOf(other, 'w')).toEqual(['title "B"']);
  });

  it('with a file and an href that leads out of the package is read by the file', async () => {
    const readBoth = (file: string) =>
      readCartridge(
        cartridge({
          resources: typed(TYPES.link, 'w', ['w.xml'], 'https://example.org/a'),
          files: { 'w.xml': file },
        }),
      );
    const same = await readBoth(link('T', URL_A));
    expect(same.records('webLinks')).toMatchObject([{ title: 'T', url: 'https://example.org/a' }]);
    expect(lostOf(same, 'w')).toBeUndefined();
    const other = await readBoth(link('T', '<url href="https://example.org/b"/>'));
    expect(other.records('webLinks')).toMatchObject([{ title: 'T', url: 'https://example.org/b' }]);
    expect(lostOf(other, 'w')).toEqual(['@href "https://example.org/a"']);
  });

  it('that is an href alone is read, and told, whatever its type', async () => {
    const course = await readCartridge(
      cartridge({
        resources:
          typed(TYPES.link, 'w', [], 'https://example.org/a') +
          typed('webcontent', 'v', [], 'https://example.org/b'),
        items: '<item identifier="i" identifierref="w"><title>A</title></item>',
      }),
    );
    expect(course.records('webLinks')).toMatchObject([
      { migrationId: 'w', title: 'A', url: 'https://example.org/a' },
      { migrationId: 'v', url: 'https://example.org/b' },
    ]);
    expect(course.notices).toMatchObject([{ code: 'bare_link', element: 'resource "w"' }]);
    expect(lostOf(course, 'w')).toBeUndefined();
  });

  it('without an address fails', async () => {
    const course = await readCartridge(
      cartridge({ resources: typed(TYPES.link, 'w', ['w.xml']), files: { 'w.xml': link('T', '') } }),
    );
    expect(course.records('webLinks')).toEqual([]);
    expect(course.entry('zip entry', 'w.xml')?.message).toBe('w.xml: the web link names no address.');
  });
});

describe('a quiz with a copy for other systems', () => {
  const read = (copy: string) =>
    readCartridge(
      cartridge({
        resources:
          typed(TYPES.quiz, 'q', ['q/assessment_qti.xml'], undefined, dependsOn('qm')) +
          resource('qm', 'q/assessment_meta.xml', 'non_cc_assessments/q.xml.qti') +
          resource('b', 'non_cc_assessments/b.xml.qti'),
        files: {
          'q/assessment_qti.xml': copy,
          'q/assessment_meta.xml': settings('quiz', '<title>From QTI</title>'),
          'non_cc_assessments/q.xml.qti': qti('q', asks('one') + asks('two')),
          'non_cc_assessments/b.xml.qti': bank('b', asks('drawn')),
        },
      }),
    );
  const asks = (ident: string) => essay(ident).replace('Why?', `&lt;p&gt;Why ${ident}?&lt;/p&gt;`);
  const ofCopy = (course: ReadCourse) => course.entry('zip entry', 'q/assessment_qti.xml');

  it('has nothing more to say when the copy holds some of its questions, or of those it draws', async () => {
    expect(
      ofCopy(await read(qti('q', asks('one') + asks('drawn').replace('ident="drawn"', 'ident="other"'))))
        ?.state,
    ).toBe('merged');
  });

  it('is told of questions and of a title that only the copy has', async () => {
    const course = await read(qti('q', asks('one') + asks('three')).replace('From QTI', 'Other'));
    expect(ofCopy(course)).toMatchObject({
      state: 'changed',
      lost: ['title "Other"', 'item "three" "<p>Why three?</p>"'],
    });
    expect(course.records('questions').map(({ migrationId }) => migrationId)).toEqual([
      'one',
      'two',
      'drawn',
    ]);
  });

  it('is told of a copy that is broken', async () => {
    expect(ofCopy(await read('<questestinterop>'))?.state).toBe('failed');
  });
});

describe('the organisation beside module_meta.xml', () => {
  const read = (item: string) =>
    readCartridge(
      cartridge({
        items: `<item identifier="m"><title>Tides and  moons</title>${item}</item>`,
        files: {
          [CANVAS_PATHS.moduleMeta]: settings(
            'modules',
            '<module identifier="m"><title>Tides  and moons </title><items><item identifier="i"><content_type>ContextModuleSubHeader</content_type><title>A</title></item></items></module>',
          ),
        },
      }),
    );

  it('has nothing more to say when it has the same titles', async () => {
    const course = await read('<item identifier="i"><title> A</title></item>');
    expect(course.ledger.filter(({ type, lost }) => type === 'item' && lost !== undefined)).toEqual([]);
  });

  it('is told when it has another title, hides an item, or says who it is for', async () => {
    const course = await read(
      '<item identifier="i" isvisible="false"><title>B</title><metadata><lom><educational><intendedEndUserRole><value>Mentor</value></intendedEndUserRole></educational></lom></metadata></item>',
    );
    expect(course.entry('item', 'imsmanifest.xml', 'item "i"')?.lost).toEqual([
      'title "B"',
      '@isvisible "false"',
      'metadata/lom/educational/intendedEndUserRole "Mentor"',
    ]);
  });
});

describe('a resource that depends on one that is not there', () => {
  it('is told', async () => {
    const resources = typed(TYPES.topic, 't', ['t.xml'], undefined, dependsOn('gone'));
    const course = await readCartridge(cartridge({ resources, files: { 't.xml': topic('T') } }));
    expect(course.notices.map(({ message }) => message)).toEqual([
      'imsmanifest.xml: resource "t" depends on "gone", which the manifest does not have.',
    ]);
  });
});
