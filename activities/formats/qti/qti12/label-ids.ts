/**
 * Ids of labels that Canvas's importer would take for one another. It knows a right side of a matching question by the
 * first number in its id (of two UUIDs that may be the same), and a choice of a dropdown by its id alone, in whichever
 * blank it stands. Where that would mix answers up, labels are written as `cw<number>.<id>`, numbered through.
 */
import type { Extensions } from '../../../course/model/common.js';
import type { Question, QuestionOf } from '../../../course/model/question.js';

type Rename = (id: string, at: number) => string;

const MARKED = /^cw(\d+)\.(.*)$/s;

/** The question as it is written: the same, unless Canvas would take one label for another. */
export function withIdsToldApart(question: Question): Question {
  const ids = labelIds(question);
  if (ids.every((id) => !MARKED.test(id)) && areToldApart(ids, question.interaction)) return question;
  return renamed(question, (id, at) => `cw${at + 1}.${id}`);
}

/** The question as it was before it was written. */
export function withOwnIds(question: Question): Question {
  const ids = labelIds(question);
  const isOurs = ids.length > 0 && ids.every((id, at) => MARKED.exec(id)?.[1] === String(at + 1));
  return isOurs ? renamed(question, (id) => MARKED.exec(id)?.[2] ?? id) : question;
}

/** Whether no two are the same number: all that Canvas takes of the ids of answers. */
export function areOfDifferentNumbers(ids: readonly string[], number: RegExp): boolean {
  const numbers = ids.flatMap((id) => number.exec(id.replaceAll('_', ''))?.slice(0, 1).map(Number) ?? []);
  return new Set(numbers).size === numbers.length;
}

function areToldApart(ids: readonly string[], interaction: Question['interaction']): boolean {
  return interaction === 'matching' ? areOfDifferentNumbers(ids, /\d+/) : new Set(ids).size === ids.length;
}

/** In the order they are numbered in. */
function labelIds(question: Question): string[] {
  if (question.interaction === 'matching') return question.targets.map(({ id }) => id);
  if (question.interaction !== 'dropdowns') return [];
  return question.blanks.flatMap(({ choices }) => choices.map(({ id }) => id));
}

function renamed(question: Question, rename: Rename): Question {
  const extensions = withSettings(question.extensions, labelIds(question), rename);
  const rest = extensions === undefined ? {} : { extensions };
  if (question.interaction === 'matching')
    return { ...question, ...rest, ...renamedTargets(question, rename) };
  return question.interaction === 'dropdowns'
    ? { ...question, ...rest, blanks: renamedChoices(question, rename) }
    : question;
}

function renamedTargets({ premises, targets }: QuestionOf<'matching'>, rename: Rename) {
  const names = new Map(targets.map(({ id }, at) => [id, rename(id, at)]));
  return {
    targets: targets.map((target, at) => ({ ...target, id: rename(target.id, at) })),
    premises: premises.map((premise) =>
      premise.match === undefined
        ? premise
        : { ...premise, match: names.get(premise.match) ?? premise.match },
    ),
  };
}

function renamedChoices({ blanks }: QuestionOf<'dropdowns'>, rename: Rename) {
  let at = 0;
  return blanks.map((blank) => ({
    ...blank,
    choices: blank.choices.map((choice) => ({ ...choice, id: rename(choice.id, at++) })),
  }));
}

/** What Canvas alone says of labels is kept by their ids. */
function withSettings(
  extensions: Extensions | undefined,
  ids: readonly string[],
  rename: Rename,
): Extensions | undefined {
  const labels = extensions?.canvas?.labels;
  if (typeof labels !== 'object' || labels === null) return undefined;
  const named = Object.entries(labels).flatMap(([name, settings]) => {
    const names = ids.flatMap((id, at) => (id === name ? [rename(id, at)] : []));
    return (names.length === 0 ? [name] : names).map((each) => [each, settings] as const);
  });
  return { ...extensions, canvas: { ...extensions?.canvas, labels: Object.fromEntries(named) } };
}
