/** Canvas cartridges in which a file calls its object otherwise than the manifest: the other name leads there, and is told. */
import { describe, expect, it } from 'vitest';
import { formatLink } from '../../../activities/course/links.js';
import type { Reference } from '../../../activities/course/model/common.js';
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

const LINKS = 'wiki_content/links.html';

/** Reads a package with a page that links to `other`. */
function read(resources: string, files: Readonly<Record<string, string>>): Promise<ReadCourse> {
  const body = '<a href="$CANVAS_OBJECT_REFERENCE$/things/other">1</a>';
  return readCartridge(
    cartridge({
      resources: resource('links', LINKS) + resources,
      files: { [LINKS]: page('Links', body), ...files },
    }),
  );
}

const lostOf = (course: ReadCourse, identifier: string) =>
  course.entry('resource', 'imsmanifest.xml', `resource "${identifier}"`)?.lost;

const linked = (course: ReadCourse) =>
  course.records('pages').find(({ migrationId }) => migrationId === 'links')?.html;

const linkTo = (kind: Reference['kind'], migrationId: string) =>
  `<a href="${formatLink({ kind, migrationId })}">1</a>`;

const QUIZ =
  typed(TYPES.quiz, 'q', ['q/assessment_qti.xml'], undefined, dependsOn('qm')) +
  resource('qm', 'q/assessment_meta.xml', 'non_cc_assessments/q.xml.qti');

const quizFiles = (called: string, ident: string) => ({
  'q/assessment_qti.xml': qti('q', ''),
  'q/assessment_meta.xml': settings('quiz', '<title>From QTI</title>', `identifier="${called}"`),
  'non_cc_assessments/q.xml.qti': qti(ident, essay('one')),
});

describe('a quiz whose settings call it otherwise than its resource', () => {
  it('does not lose that name: links by it lead to the quiz, and it is told', async () => {
    const course = await read(QUIZ, quizFiles('other', 'q'));
    expect(course.records('quizzes').map(({ migrationId }) => migrationId)).toEqual(['q']);
    expect(linked(course)).toBe(linkTo('quiz', 'q'));
    expect(lostOf(course, 'q')).toEqual(['@identifier "other"']);
  });

  it('does not lose that of its questions either', async () => {
    const course = await read(QUIZ, quizFiles('q', 'other'));
    expect(linked(course)).toBe(linkTo('quiz', 'q'));
    expect(lostOf(course, 'q')).toEqual(['@ident "other"']);
  });

  it('does not lose that of their copy for other systems', async () => {
    const course = await read(QUIZ, { ...quizFiles('q', 'q'), 'q/assessment_qti.xml': qti('other', '') });
    expect(course.entry('zip entry', 'q/assessment_qti.xml')?.lost).toEqual(['@ident "other"']);
  });

  it('is shown by items, and named by assignments, that use that name', async () => {
    const item =
      '<item identifier="i"><content_type>Quizzes::Quiz</content_type><identifierref>other</identifierref></item>';
    const files = {
      ...quizFiles('other', 'q'),
      'a/assignment_settings.xml': settings('assignment', '<quiz_identifierref>other</quiz_identifierref>'),
      [CANVAS_PATHS.moduleMeta]: settings(
        'modules',
        `<module identifier="m"><title>M</title><items>${item}</items></module>`,
      ),
    };
    const course = await read(QUIZ + resource('a', 'a/assignment_settings.xml'), files);
    const quiz = { kind: 'quiz', migrationId: 'q' };
    expect(course.records('modules')[0]?.items[0]?.content).toEqual({ type: 'object', object: quiz });
    expect(course.records('assignments')[0]?.quiz).toEqual(quiz);
    expect(course.notices).toEqual([]);
  });

  it('has nothing to tell when they call it by its resource, or by theirs', async () => {
    for (const name of ['q', 'qm'])
      expect(lostOf(await read(QUIZ, quizFiles(name, 'q')), 'q')).toBeUndefined();
  });
});

describe('a bank whose file calls it otherwise than its resource', () => {
  const GROUP =
    '<section ident="g" title="G"><selection_ordering><selection><sourcebank_ref>other</sourcebank_ref><selection_number>1</selection_number></selection></selection_ordering></section>';
  const files = {
    ...quizFiles('q', 'q'),
    'non_cc_assessments/q.xml.qti': qti('q', GROUP),
    'non_cc_assessments/b.xml.qti': bank('other', essay('one')),
  };

  it.each([
    ['with a resource', resource('b', 'non_cc_assessments/b.xml.qti'), 'resource'],
    ['that the manifest does not name', '', 'zip entry'],
  ])('%s does not lose that name: quizzes draw from it, and it is told', async (_, more, type) => {
    const course = await read(QUIZ + more, files);
    const own = { kind: 'questionBank', migrationId: 'b' };
    expect(course.records('questionBanks').map(({ migrationId }) => migrationId)).toEqual(['b']);
    expect(course.records('quizzes')[0]?.entries).toMatchObject([{ type: 'group', bank: own }]);
    expect(linked(course)).toBe(linkTo('questionBank', 'b'));
    const [told] = course.ledger.filter(({ lost, ...entry }) => entry.type === type && lost !== undefined);
    expect(told).toMatchObject({ target: own, lost: ['@ident "other"'] });
  });
});

describe('a page whose file calls it otherwise than its resource', () => {
  const PATH = 'wiki_content/tides.html';

  it('does not lose that name: links by it lead to the page, and it is told', async () => {
    const course = await read(resource('p', PATH), { [PATH]: page('Tides', '', { identifier: 'other' }) });
    expect(linked(course)).toBe(linkTo('page', 'p'));
    expect(lostOf(course, 'p')).toEqual(['identifier "other"']);
  });

  it('does not lose it where it is the name of another object, which links lead to', async () => {
    const other = 'wiki_content/other.html';
    const course = await read(resource('p', PATH) + resource('other', other), {
      [PATH]: page('Tides', '', { identifier: 'other' }),
      [other]: page('Other', ''),
    });
    expect(linked(course)).toBe(linkTo('page', 'other'));
    expect(lostOf(course, 'p')).toEqual(['identifier "other"']);
  });

  it('goes by that name when the manifest does not name it, and links by it or by its path lead there', async () => {
    const byPath = `<a href="tides.html">2</a>`;
    const course = await read('', {
      [PATH]: page('Tides', byPath, { identifier: 'other' }),
    });
    expect(linked(course)).toBe(linkTo('page', 'other'));
    const [, tides] = course.records('pages');
    expect(tides).toMatchObject({
      migrationId: 'other',
      html: `<a href="${formatLink({ kind: 'page', migrationId: 'other' })}">2</a>`,
    });
    expect(course.entry('zip entry', PATH)?.lost).toBeUndefined();
  });

  it('is found by it although its text is long and not in English', async () => {
    const named = page('Tides', 'Ébauche '.repeat(4000), { identifier: 'other' });
    const course = await read(resource('p', PATH), { [PATH]: named });
    expect(linked(course)).toBe(linkTo('page', 'p'));
  });
});

describe('an assignment whose files call it otherwise than its resource', () => {
  it('does not lose that name: links by it lead to the assignment, and it is told', async () => {
    const files = {
      'a/assignment_settings.xml': settings('assignment', '<title>A</title>', 'identifier="other"'),
    };
    const course = await read(resource('a', 'a/assignment_settings.xml'), files);
    expect(linked(course)).toBe(linkTo('assignment', 'a'));
    expect(lostOf(course, 'a')).toEqual(['@identifier "other"']);
  });

  it('does not lose that of its descriptor either', async () => {
    const files = { 'a/assignment.xml': '<assignment identifier="other"><title>A</title></assignment>' };
    const course = await read(typed('assignment_xmlv1p0', 'a', ['a/assignment.xml']), files);
    expect(linked(course)).toBe(linkTo('assignment', 'a'));
    expect(lostOf(course, 'a')).toEqual(['@identifier "other"']);
  });

  it('is the assignment of a page that names it so', async () => {
    const files = {
      'a/assignment_settings.xml': settings('assignment', '<title>A</title>', 'identifier="other"'),
      'wiki_content/graded.html': page('Graded', '', { assignment_identifier: 'other' }),
    };
    const course = await read(
      resource('a', 'a/assignment_settings.xml') + resource('g', 'wiki_content/graded.html'),
      files,
    );
    expect(course.records('pages')[1]?.assignment?.migrationId).toBe('a');
    expect(course.records('assignments')).toEqual([]);
  });
});

describe('a topic whose settings are called otherwise than their resource', () => {
  const readCalled = (called: string) =>
    read(typed(TYPES.topic, 't', ['t.xml'], undefined, dependsOn('m')) + resource('m', 'm.xml'), {
      't.xml': topic('T'),
      'm.xml': settings('topicMeta', '<topic_id>t</topic_id>', `identifier="${called}"`),
    });

  it('does not lose that name: links by it lead to the topic, and it is told', async () => {
    const course = await readCalled('other');
    expect(linked(course)).toBe(linkTo('discussionTopic', 't'));
    expect(lostOf(course, 't')).toEqual(['@identifier "other"']);
  });

  it('has nothing to tell when they are called like their resource', async () => {
    expect(lostOf(await readCalled('m'), 't')).toBeUndefined();
  });
});
