/** Courses of any size, made one record at a time: for benchmarks and for tests of bounded memory. */
import { createHash } from 'node:crypto';
import type { CourseRecord } from '../../activities/course/collections.js';
import { formatLink } from '../../activities/course/links.js';
import type { ObjectKind } from '../../activities/course/model/common.js';
import { record, ref, sampleQuestion } from './courses.js';

const TEXT =
  'The cell is the smallest unit that can live on its own and that makes up all living organisms. ';

const nameOf = (kind: string, number: number) =>
  `g${createHash('md5').update(`${kind}_${number}`).digest('hex')}`;

/**
 * Some `objects` objects in the proportions of a large real course: two fifths files, two fifths questions, the rest
 * pages, assignments, quizzes and modules with their items.
 */
export function* largeCourse(objects: number): Generator<CourseRecord> {
  const units = Math.ceil(objects / 100);
  yield record('course', { migrationId: 'course', title: 'A large course', language: 'en' });
  for (let unit = 0; unit < units; unit += 1) yield* unitOf(unit);
}

/** One unit: about a hundred objects. */
function* unitOf(unit: number): Generator<CourseRecord> {
  const name = (kind: ObjectKind, number: number) => nameOf(kind, unit * 100 + number);
  const group = ref('assignmentGroup', name('assignmentGroup', 0));
  yield record('assignmentGroups', { ...titled(group.migrationId, `Unit ${unit}`), position: unit + 1 });
  for (let at = 0; at < 40; at += 1) yield record('files', fileOf(name('file', at), unit, at));
  for (let quiz = 0; quiz < 4; quiz += 1) {
    const owner = ref('quiz', name('quiz', quiz));
    const questions = Array.from({ length: 10 }, (_, at) =>
      ref('question', name('question', quiz * 10 + at)),
    );
    const entries = questions.map((question) => ({ type: 'question' as const, question }));
    yield record('quizzes', {
      ...titled(owner.migrationId, `Quiz ${unit}.${quiz}`),
      published: true,
      quizType: 'assignment',
      entries,
    });
    for (const [at, { migrationId }] of questions.entries()) {
      yield record(
        'questions',
        sampleQuestion('multipleChoice', migrationId, owner, { stem: TEXT, position: at + 1 }),
      );
    }
  }
  for (let at = 0; at < 4; at += 1) {
    const image = formatLink(ref('file', name('file', at)));
    const html = `<p>${TEXT.repeat(10)}</p><img src="${image}"/>`;
    yield record('pages', { ...titled(name('page', at), `Page ${unit}.${at}`), html, published: true });
    yield record('assignments', {
      ...titled(name('assignment', at), `Essay ${unit}.${at}`),
      html,
      published: true,
      group,
    });
  }
  const shown = ['page', 'assignment', 'quiz'] as const;
  const items = Array.from({ length: 6 }, (_, at) => {
    const kind = shown[at % 3] ?? 'page';
    const object = ref(kind, name(kind, Math.floor(at / 3)));
    return {
      ...titled(name('moduleItem', at), `Step ${at}`),
      indent: 0,
      published: true,
      content: { type: 'object' as const, object },
    };
  });
  yield record('modules', {
    ...titled(name('module', 0), `Unit ${unit}`),
    position: unit + 1,
    published: true,
    items,
  });
}

function titled(migrationId: string, title: string) {
  return { migrationId, title };
}

function fileOf(migrationId: string, unit: number, at: number) {
  const path = `units/unit ${unit}/images/figure-${at}.png`;
  const sha256 = createHash('sha256').update(path).digest('hex');
  const location = {
    pack: `pack-${unit % 3}`,
    offset: unit * 1e6 + at * 2e4,
    storedSize: 18_000,
    method: 'stored' as const,
    crc32: at,
  };
  return { migrationId, path, mediaType: 'image/png', size: 18_000, sha256, location };
}
