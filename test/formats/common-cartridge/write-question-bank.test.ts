/** The question bank of an export: the one the standard has room for, with what it can hold of all banks of the course. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../../activities/course/collections.js';
import { exportCourse, problemsOf, schemaComplaints } from '../../support/cartridge-export.js';
import { record, ref, sampleFile, sampleQuestion } from '../../support/courses.js';
import { courseAfter } from '../../support/round-trip.js';

const bank = (migrationId: string, title: string) => record('questionBanks', { migrationId, title });
const choice = (migrationId: string, of: string, more = {}) =>
  record('questions', sampleQuestion('multipleChoice', migrationId, ref('questionBank', of), more));
const matching = (migrationId: string, of: string) =>
  record('questions', sampleQuestion('matching', migrationId, ref('questionBank', of)));

const ONE = [bank('b', 'Chemistry'), choice('q1', 'b'), matching('q2', 'b'), choice('q3', 'b')];
const TWO = [
  record('course', { migrationId: 'c', title: 'Science' }),
  bank('b1', 'Chemistry'),
  bank('b2', 'Physics'),
  choice('q1', 'b1'),
  choice('q2', 'b2', { category: 'Optics' }),
];

const PATH = 'b_common/question_bank.xml';
const itemsOf = (xml: string) => [...xml.matchAll(/<item ident="([^"]*)"/g)].map(([, ident]) => ident);
const bankIn = (manifest: string) =>
  /<resource [^>]*type="[^"]*question-bank".*?<\/resource>/.exec(manifest)?.[0];

describe.each(['1.1', '1.3'] as const)('a course with banks in a cartridge of version %s', (version) => {
  const withBanks = (records: readonly CourseRecord[]) => exportCourse(records, { version });

  it('has the only bank under its own ident and title, with the questions of the profile', async () => {
    const { sink } = await withBanks(ONE);
    const xml = sink.text(PATH);
    expect(xml).toContain(
      '<objectbank ident="b"><qtimetadata><qtimetadatafield><fieldlabel>bank_title</fieldlabel>' +
        '<fieldentry>Chemistry</fieldentry></qtimetadatafield></qtimetadata>',
    );
    expect(itemsOf(xml)).toEqual(['q1', 'q3']);
  });

  it('has it for instructors, in no item, and dependent on the bank of Canvas', async () => {
    const { sink } = await withBanks(ONE);
    const manifest = sink.text('imsmanifest.xml');
    expect(bankIn(manifest)).toMatch(/<lom:value>Instructor<\/lom:value>/);
    expect(bankIn(manifest)).toContain(`<file href="${PATH}"/><dependency identifierref="b"/></resource>`);
    expect(manifest).not.toContain('identifierref="b_common"');
  });

  it('has several as one, in their order, each question with its bank as category', async () => {
    const { sink } = await withBanks(TWO);
    const xml = sink.text('b1_common/question_bank.xml');
    expect(itemsOf(xml)).toEqual(['q1', 'q2']);
    expect(xml).toContain('<fieldentry>Science</fieldentry>');
    expect(
      [...xml.matchAll(/cc_question_category<\/fieldlabel><fieldentry>(.*?)</g)].map(([, c]) => c),
    ).toEqual(['Chemistry', 'Physics / Optics']);
    expect(bankIn(sink.text('imsmanifest.xml'))).toContain(
      '<dependency identifierref="b1"/><dependency identifierref="b2"/>',
    );
  });

  it('has none where no question is of the profile', async () => {
    const exported = await withBanks([bank('b', 'Chemistry'), matching('q2', 'b')]);
    expect(exported.sink.text('imsmanifest.xml')).not.toContain('question-bank');
    expect([...exported.sink.entries.keys()]).not.toContain(PATH);
    expect(await problemsOf(exported)).toEqual([]);
  });

  it('depends on the files its questions show', async () => {
    const picture = choice('q4', 'b', { stem: '<img src="cartwright:file/f">' });
    const { sink } = await withBanks([record('files', sampleFile('f', 'moon.png')), ...ONE, picture]);
    expect(bankIn(sink.text('imsmanifest.xml'))).toContain('<dependency identifierref="f"/>');
    expect(sink.text(PATH)).toContain('$IMS-CC-FILEBASE$../web_resources/moon.png');
  });

  it.each([ONE, TWO])('is valid', async (...records) => {
    const exported = await withBanks(records);
    expect(await problemsOf(exported)).toEqual([]);
    expect(await schemaComplaints(exported, version)).toEqual([]);
  });

  it.each([ONE, TWO])('comes back with every question once', async (...records) => {
    const back = await courseAfter(records, version);
    const idsIn = (course: readonly CourseRecord[]) =>
      course.flatMap(({ collection, record: { migrationId } }) =>
        collection === 'questions' || collection === 'questionBanks' ? [`${collection}/${migrationId}`] : [],
      );
    expect(idsIn(back).sort()).toEqual(idsIn(records).sort());
  });

  it('tells of a link that leads out of the export once', async () => {
    const lost = choice('q4', 'b', { stem: '<a href="cartwright:page/gone">x</a>' });
    const { notices } = await withBanks([...ONE, lost]);
    expect(notices.filter(({ code }) => code === 'link_outside_export')).toHaveLength(1);
  });
});
