/** The feedback of an item, sorted by what it is for: every exporter's naming is known here and nowhere else. */
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import {
  type Comparison,
  type Condition,
  comparisonsOf,
  negatives,
  positives,
  type Test,
} from './conditions.js';
import { shortened } from './lost.js';
import { joinPieces, materialHtml } from './material.js';

export type FeedbackRole = 'general' | 'correct' | 'incorrect' | 'partial' | 'hint' | 'solution';

export interface Feedback {
  /** HTML as authored, by role; several are joined in order, empty ones left out. */
  readonly roles: Readonly<Partial<Record<Exclude<FeedbackRole, 'hint'>, string>>>;
  readonly hints: readonly string[];
  isCorrect(identifier: string): boolean;
  /**
   * The feedback of an answer: shown by a condition about it (`isAbout`), or named after it where no condition about
   * any answer shows it. `undefined` when there is none. It counts as read.
   */
  answer(identifier: string, isAbout: (comparison: Comparison) => boolean): AnswerFeedback | undefined;
  /** The feedback one condition shows that is nobody else's. It counts as read. */
  shownBy(condition: Condition): AnswerFeedback | undefined;
  /** Whether a comparison is about an answer whose feedback was asked for. */
  isUsed(comparison: Comparison): boolean;
  /** What nobody asked for, as `"7_fb" ("Almost.")`. */
  unread(): string[];
}

export interface AnswerFeedback {
  readonly identifier: string;
  readonly html: string;
}

/**
 * In order: Common Cartridge and Canvas; what this project adds; Respondus (`QUE_1_ALL`, `_C`, `_IC`; `_AC` and `_AIC`
 * belong to answers); Blackboard; OpenOLAT; WebCT.
 */
const ROLES: readonly (readonly [RegExp, FeedbackRole])[] = [
  [/^general_fb$/, 'general'],
  [/^correct_fb$/, 'correct'],
  [/^(?:general_)?incorrect_fb$/, 'incorrect'],
  [/^partial_fb$|^partially_correct$/, 'partial'],
  [/^hint$/i, 'hint'],
  [/^solution$/i, 'solution'],
  [/_ALL$/, 'general'],
  [/_C$/, 'correct'],
  [/_IC$/, 'incorrect'],
  [/^correct$/, 'correct'],
  [/^incorrect$/, 'incorrect'],
  [/^Mastery$/, 'correct'],
  [/^Fail$/, 'incorrect'],
  [/^wct_.*general_?feedback/i, 'general'],
];

/** Names that an answer's feedback must not get. */
export function isRoleName(identifier: string): boolean {
  return ROLES.some(([pattern]) => pattern.test(identifier));
}

interface Entry {
  readonly identifier: string;
  readonly html: string;
  readonly role: FeedbackRole | undefined;
  used: boolean;
}

export function readFeedback(item: XmlElement, conditions: readonly Condition[]): Feedback {
  const label = item.attributes.get('label');
  const entries = elements(item).flatMap((element) => readEntries(element, label));
  const withRole = (role: FeedbackRole) => entries.filter((entry) => entry.role === role);
  const roles = (['general', 'correct', 'incorrect', 'partial', 'solution'] as const)
    .map((role) => [role, joinPieces(withRole(role).map(({ html }) => ({ html, block: true })))] as const)
    .filter(([, html]) => html.trim() !== '');
  const free = entries.filter(({ role }) => role === undefined);
  const shown = free.length === 0 ? new Map<string, Comparison[]>() : shownFor(conditions);
  const compared = conditions.flatMap(({ test }) => comparisonsOf(test));
  const used = new Set<Comparison>();
  const take = (entry: Entry | undefined): AnswerFeedback | undefined => {
    if (entry === undefined) return undefined;
    entry.used = true;
    return { identifier: entry.identifier, html: entry.html };
  };
  return {
    roles: Object.fromEntries(roles),
    hints: withRole('hint')
      .map(({ html }) => html)
      .filter((html) => html.trim() !== ''),
    isCorrect: (identifier) => roleOf(identifier, label) === 'correct',
    answer: (identifier, isAbout) => {
      for (const comparison of compared) if (isAbout(comparison)) used.add(comparison);
      return take(
        free.find((entry) => (shown.get(entry.identifier) ?? []).some(isAbout)) ??
          free.find((entry) => !shown.has(entry.identifier) && isNamedAfter(entry.identifier, identifier)),
      );
    },
    isUsed: (comparison) => used.has(comparison),
    shownBy: (condition) => take(free.find((entry) => condition.feedback.includes(entry.identifier))),
    unread: () =>
      free
        .filter((entry) => !entry.used)
        .map(({ identifier, html }) => `"${identifier}" ("${shortened(html)}")`),
  };
}

function readEntries(element: XmlElement, label: string | undefined): Entry[] {
  if (element.name === 'hint' || element.name === 'solution') return hintsIn(element, element.name);
  if (element.name !== 'itemfeedback') return [];
  element.taken.self = true;
  const identifier = attribute(element, 'ident') ?? '';
  const role = roleOf(identifier, label);
  const hints = elements(element, 'hint');
  if (hints.length > 0) return hints.flatMap((hint) => hintsIn(hint, 'hint'));
  const html = materialHtml(element);
  if (html.trim() === '') return [];
  const isSolution = role === undefined && identifier === '' && elements(element, 'solution').length > 0;
  return [{ identifier, html, role: isSolution ? 'solution' : role, used: false }];
}

/** Each `hintmaterial` is a hint of its own. */
function hintsIn(element: XmlElement, role: 'hint' | 'solution'): Entry[] {
  element.taken.self = true;
  return elements(element, `${role}material`)
    .map((material) => materialHtml(material))
    .filter((html) => html.trim() !== '')
    .map((html) => ({ identifier: '', html, role, used: false }));
}

/** Brightspace names the feedback of the whole question after the item's label. */
function roleOf(identifier: string, label: string | undefined): FeedbackRole | undefined {
  if (label !== undefined && identifier === label) return 'general';
  return ROLES.find(([pattern]) => pattern.test(identifier))?.[1];
}

/** Which comparisons show which feedback: conditions about one answer (or alternatives), or about not giving it. */
function shownFor(conditions: readonly Condition[]): Map<string, Comparison[]> {
  const shown = new Map<string, Comparison[]>();
  for (const { test, feedback } of conditions) {
    const right = positives(test);
    const about = right.length > 0 ? right : negatives(test);
    for (const identifier of about.length === 1 || isAlternatives(test) ? feedback : [])
      shown.set(identifier, [...(shown.get(identifier) ?? []), ...about]);
  }
  return shown;
}

/** Several values of one response without an `and`: any of them will do (how Canvas and Moodle list texts). */
function isAlternatives(test: Test): boolean {
  const comparisons = positives(test);
  const isFlat = 'tests' in test && test.tests.every((inner) => inner.op === 'any' || !('tests' in inner));
  return (
    isFlat && negatives(test).length === 0 && new Set(comparisons.map(({ response }) => response)).size === 1
  );
}

/** `12_fb`, `fb_12`, `12`; Brightspace: `QUES_1_IF12` for `QUES_1_A12`. */
function isNamedAfter(identifier: string, answer: string): boolean {
  if (answer === '') return false;
  if ([`${answer}_fb`, `fb_${answer}`, answer].includes(identifier)) return true;
  const ofFeedback = /^(.*)_IF(\d+)$/.exec(identifier);
  const ofAnswer = /^(.*)_[A-Z](\d+)$/.exec(answer);
  return (
    ofFeedback !== null && ofAnswer !== null && ofFeedback[1] === ofAnswer[1] && ofFeedback[2] === ofAnswer[2]
  );
}
