/** Quizzes and banks of a Canvas cartridge: each is read once, with all its questions. */
import { describe, expect, it } from 'vitest';
import { bank, cartridge, dependsOn, essay, qti, resource, settings, TYPES, typed } from './cartridge.js';
import { readCartridge } from './reading.js';

describe('quizzes', () => {
  const meta = (id: string) =>
    settings('quiz', '<title>From settings</title><quiz_type>survey</quiz_type>', `identifier="${id}"`);
  const resources =
    typed(TYPES.quiz, 'q1', ['q1/assessment_qti.xml'], undefined, dependsOn('q1m')) +
    resource('q1m', 'q1/assessment_meta.xml', 'non_cc_assessments/q1.xml.qti');

  it('are read once, with all their questions', async () => {
    const files = {
      'q1/assessment_qti.xml': qti('q1', essay('x1')),
      'q1/assessment_meta.xml': meta('q1'),
      'non_cc_assessments/q1.xml.qti': qti('q1', essay('x1') + essay('x2')),
    };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('quizzes')).toMatchObject([
      { migrationId: 'q1', title: 'From settings', quizType: 'survey', engine: 'classic' },
    ]);
    expect(read.records('quizzes')[0]?.entries).toHaveLength(2);
    expect(read.records('questions').map(({ owner }) => owner)).toEqual([
      { kind: 'quiz', migrationId: 'q1' },
      { kind: 'quiz', migrationId: 'q1' },
    ]);
    expect(read.entry('zip entry', 'q1/assessment_qti.xml')?.state).toBe('merged');
  });

  it('are read from the copy for other systems when Canvas’s own is missing', async () => {
    const files = { 'q1/assessment_qti.xml': qti('q1', essay('x1')), 'q1/assessment_meta.xml': meta('q1') };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('questions')).toHaveLength(1);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "q1"')).toMatchObject({
      state: 'changed',
      lost: ['non_cc_assessments/q1.xml.qti'],
    });
  });

  it('are read from the copy when Canvas’s own is broken', async () => {
    const files = {
      'q1/assessment_qti.xml': qti('q1', essay('x1')),
      'non_cc_assessments/q1.xml.qti': '<questestinterop><assessment',
    };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('questions')).toHaveLength(1);
    expect(read.entry('zip entry', 'non_cc_assessments/q1.xml.qti')?.state).toBe('failed');
  });

  it('are the bank that stands in their place, which was told to be broken', async () => {
    const resources = typed(TYPES.quiz, 'q1', ['q1/assessment_qti.xml']);
    const read = await readCartridge(
      cartridge({ resources, files: { 'q1/assessment_qti.xml': bank('q1', essay('x1')) } }),
    );
    expect(read.records('questionBanks')).toMatchObject([{ migrationId: 'q1' }]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "q1"')).toMatchObject({
      state: 'imported',
      target: { kind: 'questionBank', migrationId: 'q1' },
    });
    expect(read.ledger.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it('are one when their file has several assessments, which failed the whole import', async () => {
    const resources = typed(TYPES.quiz, 'q1', ['q1/assessment_qti.xml']);
    const second = `<assessment ident="a2" title="Two"><section ident="s2">${essay('x2')}</section></assessment>`;
    const text = qti('a1', essay('x1')).replace('</assessment>', `</assessment>${second}`);
    const read = await readCartridge(cartridge({ resources, files: { 'q1/assessment_qti.xml': text } }));
    expect(read.records('quizzes').map(({ migrationId }) => migrationId)).toEqual(['q1']);
    expect(read.records('questions').map(({ owner }) => owner.migrationId)).toEqual(['q1', 'q1']);
    expect(
      read.ledger.filter(({ type }) => type === 'assessment').map(({ target }) => target?.migrationId),
    ).toEqual(['q1', 'q1']);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "q1"')?.lost).toContain(
      'that the assessment "Two" is one by itself',
    );
  });

  it('are one when two resources name the same file', async () => {
    const twins = ['q1', 'q2'].map((id) => typed(TYPES.quiz, id, ['q1/assessment_qti.xml'])).join('');
    const files = { 'q1/assessment_qti.xml': qti('q1', essay('x1')) };
    const read = await readCartridge(cartridge({ resources: twins, files }));
    expect(read.records('quizzes').map(({ migrationId }) => migrationId)).toEqual(['q1']);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "q2"')).toMatchObject({
      state: 'merged',
      target: { kind: 'quiz', migrationId: 'q1' },
    });
  });

  it('are read once when one resource names a file of another', async () => {
    const two =
      typed(TYPES.quiz, 'q1', ['non_cc_assessments/q1.xml.qti']) +
      typed(TYPES.quiz, 'q2', ['q2/assessment_qti.xml', 'non_cc_assessments/q1.xml.qti']);
    const files = {
      'non_cc_assessments/q1.xml.qti': qti('q1', essay('x1')),
      'q2/assessment_qti.xml': qti('q2', essay('x2')),
    };
    const read = await readCartridge(cartridge({ resources: two, files }));
    expect(
      read.records('questions').map(({ migrationId, owner }) => [migrationId, owner.migrationId]),
    ).toEqual([
      ['x1', 'q1'],
      ['x2', 'q2'],
    ]);
  });

  it('keep the questions before the fault of a broken file, in their order', async () => {
    const whole = qti('q1', essay('x1') + essay('x2') + essay('x3'));
    const files = { 'non_cc_assessments/q1.xml.qti': whole.slice(0, whole.lastIndexOf('<item')) };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('quizzes')[0]?.entries).toEqual([
      { type: 'question', question: { kind: 'question', migrationId: 'x1' } },
      { type: 'question', question: { kind: 'question', migrationId: 'x2' } },
    ]);
  });

  it('are read without a resource of their own, and without settings', async () => {
    const files = {
      'q2/assessment_meta.xml': meta('q2'),
      'non_cc_assessments/q2.xml.qti': qti('q2', essay('x1')),
      'non_cc_assessments/q3.xml.qti': qti('q3', essay('x2')),
    };
    const read = await readCartridge(cartridge({ files }));
    expect(read.records('quizzes').map(({ migrationId, title }) => [migrationId, title])).toEqual([
      ['q2', 'From settings'],
      ['q3', 'From QTI'],
    ]);
  });

  it('keep their settings when their questions are missing', async () => {
    const read = await readCartridge(
      cartridge({ resources, files: { 'q1/assessment_meta.xml': meta('q1') } }),
    );
    expect(read.records('quizzes')).toMatchObject([{ migrationId: 'q1', entries: [] }]);
    expect(read.entry('resource', 'imsmanifest.xml', 'resource "q1"')?.lost).toContain('its questions');
  });

  it('of New Quizzes keep the number that Canvas knows them by', async () => {
    const file = 'non_cc_assessments/q1.xml.qti';
    const files = {
      [file]: qti('q1', '').replace('<assessment', '<assessment external_assignment_id="94402"'),
    };
    const read = await readCartridge(cartridge({ resources, files }));
    expect(read.records('quizzes')[0]).toMatchObject({
      engine: 'newQuizzes',
      extensions: { canvas: { external_assignment_id: '94402' } },
    });
  });

  it('leave banks to themselves', async () => {
    const path = 'non_cc_assessments/b1.xml.qti';
    const read = await readCartridge(
      cartridge({ resources: resource('b1', path), files: { [path]: bank('b1', essay('x1')) } }),
    );
    expect(read.records('questionBanks')).toEqual([{ migrationId: 'b1', title: 'Bank' }]);
    expect(read.records('questions')[0]?.owner).toEqual({ kind: 'questionBank', migrationId: 'b1' });
  });

  describe('whose file breaks off', () => {
    const path = 'non_cc_assessments/b1.xml.qti';
    const readBroken = (text: string) =>
      readCartridge(cartridge({ resources: resource('b1', path), files: { [path]: text } }));

    it('behind its end are kept, and the file has failed', async () => {
      const read = await readBroken(`${bank('b1', essay('x1'))}<more/>`);
      expect(read.records('questionBanks')).toEqual([{ migrationId: 'b1', title: 'Bank' }]);
      expect(read.entry('zip entry', path)).toMatchObject({ state: 'failed', code: 'broken_file' });
      expect(read.entry('resource', 'imsmanifest.xml', 'resource "b1"')).toMatchObject({
        state: 'changed',
        target: { kind: 'questionBank', migrationId: 'b1' },
      });
    });

    it('in the middle keep the questions before the fault', async () => {
      const text = bank('b1', essay('x1') + essay('x2'));
      const read = await readBroken(text.slice(0, text.lastIndexOf('<item')));
      expect(read.records('questionBanks')).toMatchObject([{ migrationId: 'b1' }]);
      expect(read.records('questions')).toMatchObject([
        { migrationId: 'x1', owner: { kind: 'questionBank', migrationId: 'b1' } },
      ]);
    });

    it('before the first question are left out', async () => {
      const read = await readBroken('<questestinterop><objectbank ident="b1"><item');
      expect(read.records('questionBanks')).toEqual([]);
      expect(read.entry('resource', 'imsmanifest.xml', 'resource "b1"')?.state).toBe('failed');
    });
  });
});

describe('a bank of the standard in a Canvas cartridge', () => {
  const own =
    resource('b1', 'non_cc_assessments/b1.xml.qti') + resource('b2', 'non_cc_assessments/b2.xml.qti');
  const common = (...dependencies: readonly string[]) =>
    typed(TYPES.bank, 'b', ['b/bank.xml'], undefined, dependencies.map(dependsOn).join(''));
  const banks = {
    'non_cc_assessments/b1.xml.qti': bank('b1', essay('x1')),
    'non_cc_assessments/b2.xml.qti': bank('b2', essay('x2')),
  };
  const ids = (records: readonly { migrationId: string }[]) => records.map(({ migrationId }) => migrationId);
  const read = (resources: string, files: Record<string, string>) =>
    readCartridge(cartridge({ resources, files }));
  const ofBank = (course: Awaited<ReturnType<typeof read>>) => [
    course.entry('resource', 'imsmanifest.xml', 'resource "b"'),
    course.entry('zip entry', 'b/bank.xml'),
  ];

  it('is one of its banks where it depends on no other', async () => {
    const course = await read(own + common(), { ...banks, 'b/bank.xml': bank('b', essay('x3')) });
    expect(ids(course.records('questionBanks'))).toEqual(['b1', 'b2', 'b']);
    expect(ids(course.records('questions'))).toEqual(['x1', 'x2', 'x3']);
  });

  it('is a copy of the banks it depends on', async () => {
    const copy = bank('b', essay('x1') + essay('x2'));
    const course = await read(own + common('b1', 'b2'), { ...banks, 'b/bank.xml': copy });
    expect(ids(course.records('questionBanks'))).toEqual(['b1', 'b2']);
    expect(ids(course.records('questions'))).toEqual(['x1', 'x2']);
    const merged = { state: 'merged', target: { kind: 'questionBank', migrationId: 'b1' } };
    expect(ofBank(course)).toMatchObject([merged, merged]);
  });

  it('is told where it asks more than they do', async () => {
    const more = essay('x3').replace('Why?', 'Another question');
    const course = await read(own + common('b1'), { ...banks, 'b/bank.xml': bank('b', essay('x1') + more) });
    expect(ofBank(course)).toMatchObject([
      { state: 'merged' },
      { state: 'changed', lost: ['item "x3" "Another question"'] },
    ]);
  });

  it('stands for them where none of them could be read', async () => {
    const course = await read(own + common('b1', 'b2'), { 'b/bank.xml': bank('b', essay('x1')) });
    expect(ids(course.records('questionBanks'))).toEqual(['b']);
    expect(ids(course.records('questions'))).toEqual(['x1']);
    expect(ofBank(course)).toMatchObject([{ state: 'imported' }, { state: 'merged' }]);
  });

  it('has failed where its file is missing', async () => {
    const [ofResource] = ofBank(await read(own + common('b1'), banks));
    expect(ofResource).toMatchObject({ state: 'failed', code: 'missing_file' });
  });
});
