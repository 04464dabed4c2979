/** What of the questions of a package is not in its export as it was, and the rules by which that is as it should be. */
import type { LeafDifference, Rule } from './package-differences.js';

const isAt =
  (pattern: RegExp) =>
  ({ document, place }: LeafDifference): boolean =>
    document.startsWith('questestinterop ') && pattern.test(place);
const isAdded = ({ before }: LeafDifference): boolean => before === undefined;
const isGone = ({ after }: LeafDifference): boolean => after === undefined;

/** Fields that the writer fills in, or that say of a question what is true of all. */
const ADDED_FIELD = /\[(?:original_answer_ids|cc_weighting|qmd_computerscored)\]$/;

export const QUESTION_RULES: readonly Rule[] = [
  {
    rule: 'A test has all questions that the profile holds.',
    why: 'Canvas leaves the questions of New Quizzes out of the copy for everyone.',
    explains: (difference) =>
      isAt(/\/item/)(difference) && isAdded(difference) && !isIn(difference.old, itemOf(difference.place)),
  },
  {
    rule: 'A test has its description.',
    why: 'Canvas leaves it out of the copy for everyone; the profile has a place for it.',
    explains: (difference) =>
      isAt(/^questestinterop\/assessment\/rubric\//)(difference) && isAdded(difference),
  },
  {
    rule: 'What no question says is known of all.',
    why: 'The writer names answers, points and who scores, as Canvas does now and the profile asks.',
    explains: (difference) => isAt(ADDED_FIELD)(difference) && isAdded(difference),
  },
  {
    rule: 'That a question may be scored is known of all.',
    why: 'The field has one value in the profile.',
    explains: (difference) => isAt(/\[qmd_scoringpermitted\]$/)(difference) && isGone(difference),
  },
  {
    rule: 'The name of an item, section or test in the standard is that of Canvas.',
    why: 'Canvas gives the two copies of a question two names; a test is known by its resource.',
    explains: isAt(/\/(?:assessment|section|item)(?:#\d+)?@ident$/),
  },
  {
    rule: 'The place for a number or text is called as Canvas calls it.',
    why: 'The model has no name for the one place of a question; conditions speak of it by the same name.',
    explains: isAt(/\/response_(?:str|num)(?:#\d+)?@ident$/),
  },
  {
    rule: 'A place for a text looks as it is written.',
    why: 'The size of its box is no part of the question; the rest is what the profile understands.',
    explains: isAt(
      /\/response_str(?:#\d+)?(?:@rcardinality|\/render_fib@(?:prompt|rows|columns)|\/render_fib\/response_label@(?:ident|rshuffle))$/,
    ),
  },
  {
    rule: 'Text without markup is plain.',
    why: 'It shows the same, whatever it is said to be; of the text itself not a sign may differ.',
    explains: isAt(/\/mattext@texttype$/),
  },
  {
    rule: 'Conditions may be put otherwise.',
    why: 'What one asks, scores or shows, another of the question does; what they come to is compared as questions.',
    explains: (difference) => isAt(/\/respcondition\[/)(difference) && isElsewhere(difference),
  },
  {
    rule: 'What scores nothing need not say so.',
    why: 'A question begins with no points.',
    explains: (difference) => isAt(/\/respcondition\[.*\/setvar$/s)(difference) && difference.before === '0',
  },
  {
    rule: 'What is asked only to score nothing is not asked.',
    why: 'A wrong choice is one of the others, and shows what they show.',
    explains: (difference) =>
      isAt(/\/respcondition\[.*\/varequal(?:#\d+)?$/s)(difference) &&
      isGone(difference) &&
      difference.old.get(difference.place.replace(/\/conditionvar\/varequal(?:#\d+)?$/, '/setvar')) === '0',
  },
  {
    rule: 'A solution is known by its element.',
    why: 'The profile shows solutions where they are permitted; a condition need not name them.',
    explains: (difference) =>
      isAt(/\/displayfeedback/)(difference) &&
      difference.old.get(`${difference.place.replace(/@\w+$/, '')}@feedbacktype`) === 'Solution' &&
      isIn(
        difference.now,
        `${itemOf(difference.place)}/itemfeedback[${feedbackIn(difference.place)}]/solution`,
      ),
  },
  {
    rule: 'A condition has no title, and goes on where others count as well.',
    why: 'Titles are notes of programs; the profile lays down which conditions go on.',
    explains: isAt(/\/respcondition\[[^@]*@(?:title|continue)$/s),
  },
  {
    rule: 'A combination of labels is compared in their case.',
    why: 'Canvas leaves it to be understood; Moodle takes no label for right that is not.',
    explains: (difference) =>
      isAt(/\/and\/(?:not(?:#\d+)?\/)?varequal(?:#\d+)?@case$/)(difference) &&
      difference.before === undefined &&
      difference.after === 'Yes',
  },
  {
    rule: 'Feedback that is not there is not shown.',
    why: 'Some packages name feedback that the question does not have.',
    explains: (difference) =>
      isAt(/\/displayfeedback/)(difference) &&
      isGone(difference) &&
      !isIn(difference.old, `${itemOf(difference.place)}/itemfeedback[${feedbackIn(difference.place)}]`),
  },
  {
    rule: 'Attempts without a limit are unlimited.',
    why: 'Some packages say -1.',
    explains: (difference) =>
      isAt(/\[cc_maxattempts\]$/)(difference) &&
      difference.before === '-1' &&
      difference.after === 'unlimited',
  },
  {
    rule: 'A title without a word is none.',
    why: 'Questions need not have titles.',
    explains: (difference) =>
      isAt(/\/item[^/]*@title$/)(difference) && difference.before === '' && isGone(difference),
  },
];

/** The place of the item that a place is in. */
function itemOf(place: string): string {
  return /^.*?\/item(?:\[[^\]]*\])?(?:#\d+)?(?=[/@])/s.exec(place)?.[0] ?? place;
}

function isIn(leaves: ReadonlyMap<string, string>, place: string): boolean {
  for (const key of leaves.keys())
    if (key.startsWith(`${place}/`) || key.startsWith(`${place}@`)) return true;
  return false;
}

function feedbackIn(place: string): string {
  return /\/displayfeedback\[(.*)\]@\w+$/s.exec(place)?.[1] ?? '';
}

/** Whether what one side says is said by another condition of the same item on the other side. */
function isElsewhere({ place, before, after, old, now }: LeafDifference): boolean {
  const [value, side] = before === undefined ? [after, old] : after === undefined ? [before, now] : [];
  const [item, part] = [`${itemOf(place)}/`, partAt(place)];
  for (const [key, other] of side ?? [])
    if (other === value && key.startsWith(item) && partAt(key) === part) return true;
  return false;
}

/** The element and attribute at a place, as `varequal@respident`. */
function partAt(place: string): string {
  return /\/([a-z_]+)(?:\[[^/]*\])?(?:#\d+)?(@\w+)?$/s.exec(place)?.slice(1).join('') ?? place;
}
