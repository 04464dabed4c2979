/** The index of a course: what a line says of its record, and how lines are found. */
import { describe, expect, it } from 'vitest';
import type { CourseRecord } from '../../activities/course/collections.js';
import {
  collectionOfLine,
  createCourseIndex,
  indexLines,
  isNested,
  parseReferenceKey,
  referenceKey,
} from '../../activities/course/course-index.js';
import { formatLink, linksIn, parseLink } from '../../activities/course/links.js';
import { ref, sampleCourse } from '../support/courses.js';

const linesOf = ({ collection, record }: CourseRecord) => indexLines(collection, record as never);
const course = createCourseIndex(sampleCourse().flatMap(linesOf));
const line = (kind: Parameters<typeof ref>[0], migrationId: string) => course.get(ref(kind, migrationId));

describe('an index line', () => {
  it('names what the object refers to, in fields and in HTML', () => {
    expect(line('page', 'page-home')?.refers).toEqual(['file/file-image', 'page/page-next']);
    expect(line('assignment', 'essay-1')?.refers).toContain('rubric/rubric-1');
  });

  it('names what the object cannot do without, links apart', () => {
    expect(line('assignment', 'essay-1')?.needs).toEqual([
      'assignmentGroup/group-essays',
      'externalTool/tool-1',
      'rubric/rubric-1',
    ]);
    expect(line('page', 'page-home')?.needs).toBeUndefined();
    expect(line('quiz', 'quiz-1')?.needs).toContain('questionBank/bank-1');
    expect(line('moduleItem', 'item-quiz')?.needs).toEqual(['quiz/quiz-1']);
  });

  it('tells the parts of the course, the front page and the paths', () => {
    expect(line('course', 'course-1')?.detail).toBe('settings syllabus');
    expect(line('page', 'page-home')?.detail).toBe('frontPage');
    expect(line('folder', 'folder-images')?.detail).toBe('images');
    expect(line('file', 'file-map')?.file?.path).toBe('images/deep/er/map.svg');
  });

  it('has the same hash whatever ids the object was given', () => {
    const [plain] = indexLines('pages', { migrationId: 'p', title: 'T', html: '', published: true });
    const [given] = indexLines('pages', { id: 7, published: true, html: '', title: 'T', migrationId: 'p' });
    const [other] = indexLines('pages', { migrationId: 'p', title: 'T', html: '!', published: true });
    expect(given?.hash).toBe(plain?.hash);
    expect(other?.hash).not.toBe(plain?.hash);
  });

  it('has another hash when an id that is content changes', () => {
    const hashOf = (id: number) =>
      indexLines('course', { migrationId: 'c', navigation: [{ id, hidden: true }] })[0]?.hash;
    expect(hashOf(4)).not.toBe(hashOf(3));
  });

  it('lists the objects inside an object', () => {
    expect(
      course.children(ref('module', 'module-1')).map(({ title, position }) => [title, position]),
    ).toEqual([
      ['Read', 1],
      ['item-home', 2],
      ['item-essay', 3],
      ['item-quiz', 4],
    ]);
    const nested = line('assignment', 'quiz-assignment');
    expect(nested?.parent).toEqual(ref('quiz', 'quiz-1'));
    expect(nested && isNested(nested) && collectionOfLine(nested)).toBe('quizzes');
    const plain = line('assignment', 'essay-1');
    expect(plain && !isNested(plain) && collectionOfLine(plain)).toBe('assignments');
  });
});

describe('an index', () => {
  it('keeps the last line of a key, at the place of the first', () => {
    const of = (migrationId: string, title: string) =>
      indexLines('pages', { migrationId, title, html: '', published: true });
    const index = createCourseIndex([...of('a', '1'), ...of('b', '2'), ...of('a', '3')]);
    expect(index.size).toBe(2);
    expect([...index.lines()].map(({ title }) => title)).toEqual(['3', '2']);
    expect(index.ofKind('page').map(({ title }) => title)).toEqual(['3', '2']);
  });

  it('is not misled by names that objects have of their own', () => {
    const index = createCourseIndex(
      indexLines('pages', { migrationId: '__proto__', title: '', html: '', published: true }),
    );
    expect(index.get(ref('page', '__proto__'))?.migrationId).toBe('__proto__');
    expect(index.get(ref('page', 'constructor'))).toBeUndefined();
  });
});

describe('a link', () => {
  it.each(["it's", 'a b', 'x/y?z#w', '"><', 'é🙂', '100%', '(1)', 'a,b;c&d'])(
    'to %j is found in HTML and read back',
    (migrationId) => {
      const link = formatLink(ref('page', migrationId), '?v=1#top');
      const found = [ref('page', migrationId)];
      expect(linksIn(`<a href='${link}'>x</a>`)).toEqual(found);
      expect(linksIn(`<p style="background: url(${link})">`)).toEqual(found);
      expect(
        linksIn(`<p style="background: url(&quot;${formatLink(ref('page', migrationId))}&quot;)">`),
      ).toEqual(found);
      expect(linksIn(`<img srcset="${formatLink(ref('page', migrationId))}, x.png 2x">`)).toEqual(found);
      expect(parseLink(link)).toMatchObject({ migrationId, query: '?v=1', fragment: '#top' });
    },
  );

  it('has a key that gives the reference back', () => {
    const target = ref('page', 'a/b');
    expect(parseReferenceKey(referenceKey(target))).toEqual(target);
  });
});
