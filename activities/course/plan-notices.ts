/** What an import should tell people: links that lead nowhere, files that got another name, items that went. */
import { type IndexLine, isNested } from './course-index.js';
import { capitalized, kindInWords, objectInWords } from './in-words.js';
import type { Notice } from './ledger.js';
import type { ImportPlan } from './plan-types.js';
import { kindOfKey, parseReferenceKey } from './reference-key.js';
import { COURSE_PARTS } from './selection-types.js';

type Draft = Omit<ImportPlan, 'notices' | 'hash'>;

/** In the order of the bundle; equal plans give equal notices. */
export function planNotices(plan: Draft, selected: readonly IndexLine[]): Notice[] {
  return [
    ...(plan.input.notices ?? []),
    ...plan.input.selection.problems.map(
      ({ code, message }): Notice => ({ severity: 'warning', code, message }),
    ),
    ...partNotices(plan),
    ...selected.flatMap((line) => [...pathNotices(plan, line), ...frontPageNotices(plan, line)]),
    ...selected.flatMap((line) => linkNotices(plan, line)),
    ...displacedNotices(plan),
  ];
}

/** What a sentence is about. */
function named(line: IndexLine): string {
  return capitalized(objectInWords(line));
}

function partNotices({ input, parts }: Draft): Notice[] {
  const skipped = COURSE_PARTS.filter((part) => input.selection.parts.has(part) && !parts.has(part));
  return skipped.map((part) => ({
    severity: 'warning',
    code: 'course_part_left_out',
    message: `The ${PART_NAMES[part]} of the package were left out, as the import's settings say.`,
  }));
}

const PART_NAMES = {
  settings: 'course settings',
  syllabus: 'contents of the syllabus',
  blueprint: 'blueprint settings',
};

function pathNotices(plan: Draft, line: IndexLine): Notice[] {
  const path = plan.planned(line)?.path;
  if (path === undefined) return [];
  const wanted = line.file?.path ?? line.detail ?? '';
  const message = `${capitalized(kindInWords(line.kind))} "${wanted}" came in as "${path}": its place is taken by something else.`;
  return [{ severity: 'warning', code: 'renamed_path', message, path: wanted, target: targetOf(plan, line) }];
}

function frontPageNotices(plan: Draft, line: IndexLine): Notice[] {
  if (!plan.keepsFrontPage || line.kind !== 'page' || line.detail !== 'frontPage') return [];
  if (plan.planned(line)?.match?.detail === 'frontPage') return [];
  const message = `${named(line)} is the front page of the package; the course keeps the one it has.`;
  return [{ severity: 'warning', code: 'front_page_kept', message, target: targetOf(plan, line) }];
}

/** Links are reported where they are: an item's at the item, not once more at its module. */
function linkNotices(plan: Draft, line: IndexLine): Notice[] {
  if (plan.planned(line)?.action === 'keep') return [];
  const { bundle, head } = plan.input;
  const inside = isContainer(line) ? bundle.children(line).filter(isNested) : [];
  const elsewhere = new Set(inside.flatMap(({ refers }) => refers));
  return line.refers.flatMap((key): Notice[] => {
    const target = parseReferenceKey(key);
    if (kindOfKey(key) === 'course' || elsewhere.has(key)) return [];
    if (plan.planned(target) !== undefined || head.get(target) !== undefined) return [];
    const there = bundle.get(target);
    const message =
      there === undefined
        ? `${named(line)} refers to ${kindInWords(target.kind)} "${target.migrationId}", which neither the package nor the course has.`
        : `${named(line)} refers to ${objectInWords(there)}, which was not selected and which the course does not have.`;
    const code = there === undefined ? 'missing_link' : 'link_not_selected';
    return [{ severity: 'warning', code, message, target: targetOf(plan, line) }];
  });
}

function isContainer({ kind }: IndexLine): boolean {
  return kind === 'module' || kind === 'quiz' || kind === 'discussionTopic' || kind === 'page';
}

function displacedNotices({ input: { head }, displaced }: Draft): Notice[] {
  return [...displaced].flatMap(([key, displacement]): Notice[] => {
    const line = head.get(parseReferenceKey(key));
    const place = line?.parent === undefined ? undefined : head.get(line.parent);
    if (line === undefined || place === undefined || displacement === 'moved') return [];
    const message = `${named(line)} was taken out of ${objectInWords(place)}: the package no longer has it there.`;
    return [{ severity: 'warning', code: 'removed', message }];
  });
}

function targetOf(plan: Draft, line: IndexLine) {
  return { kind: line.kind, migrationId: plan.planned(line)?.as ?? line.migrationId };
}
