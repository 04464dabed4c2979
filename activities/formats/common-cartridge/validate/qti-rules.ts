/** The rules of questions that no shape can say: Schematron rule sets 2 to 13 of the Common Cartridge profile. */
import { elements, plainText, type XmlElement } from '../../xml/tree.js';
import type { Complain } from './problem.js';

/** Values by label of qtimetadata fields. */
export type MetadataFields = ReadonlyMap<string, readonly string[]>;

export function metadataFields(parent: XmlElement | undefined): MetadataFields {
  const fields = new Map<string, string[]>();
  for (const field of all(parent, 'qtimetadatafield')) {
    const label = textAt(field, 'fieldlabel');
    fields.set(label, [...(fields.get(label) ?? []), textAt(field, 'fieldentry')]);
  }
  return fields;
}

/** What a metadata field may say; `undefined` is fine. */
export type EntryRule = (entry: string) => boolean;

export const isYesOrNo: EntryRule = (entry) => entry === 'Yes' || entry === 'No';

export function wholeNumber(minimum: number, maximum: number): EntryRule {
  return (entry) => /^\d+$/.test(entry) && Number(entry) >= minimum && Number(entry) <= maximum;
}

/** Rules 1a to 1s and 2a to 2j: known labels, each once, with a value they may have; the profile is needed. */
export function checkMetadata(
  fields: MetadataFields,
  rules: Readonly<Record<string, EntryRule>>,
  complain: Complain,
): void {
  for (const [label, entries] of fields) {
    const rule = Object.hasOwn(rules, label) ? rules[label] : undefined;
    if (rule === undefined)
      complain('metadata_unknown', `has metadata "${label}", which the profile does not know.`);
    else if (entries.length > 1 && label !== 'cc_question_category')
      complain('metadata_repeated', `has metadata "${label}" ${entries.length} times.`);
    for (const entry of entries)
      if (rule?.(entry) === false)
        complain('metadata_value', `has metadata "${label}" of "${entry}", which it may not be.`);
  }
  if (!fields.has('cc_profile')) complain('profile_missing', 'lacks the metadata "cc_profile".');
}

interface Profile {
  /** The response it must have. */
  readonly response: 'response_lid' | 'response_str';
  readonly cardinality?: 'Single' | 'Multiple';
  /** How many labels a choice must have: at least, and at most. */
  readonly labels?: readonly [number, number];
  /** Where the right answers stand: by themselves, or also inside `and`. */
  readonly answers: 'direct' | 'direct or in and' | 'none';
  readonly substrings: boolean;
}

/** Rule sets 3 to 8. */
const PROFILES: Readonly<Record<string, Profile>> = {
  'cc.true_false.v0p1': choice('Single', [2, 2], 'direct'),
  'cc.multiple_choice.v0p1': choice('Single', [2, Number.POSITIVE_INFINITY], 'direct'),
  'cc.multiple_response.v0p1': choice('Multiple', [2, Number.POSITIVE_INFINITY], 'direct or in and'),
  'cc.fib.v0p1': { response: 'response_str', answers: 'direct', substrings: false },
  'cc.pattern_match.v0p1': { response: 'response_str', answers: 'direct', substrings: true },
  'cc.essay.v0p1': { response: 'response_str', answers: 'none', substrings: false },
};

function choice(
  cardinality: 'Single' | 'Multiple',
  labels: readonly [number, number],
  answers: Profile['answers'],
): Profile {
  return { response: 'response_lid', cardinality, labels, answers, substrings: false };
}

const ITEM_METADATA: Readonly<Record<string, EntryRule>> = {
  cc_profile: (entry) => Object.hasOwn(PROFILES, entry),
  cc_question_category: () => true,
  cc_weighting: wholeNumber(1, 99),
  qmd_scoringpermitted: (entry) => entry === 'Yes',
  qmd_computerscored: isYesOrNo,
};

/** Checks one question. */
export function checkItem(item: XmlElement, complain: Complain): void {
  const fields = metadataFields(item);
  checkMetadata(fields, ITEM_METADATA, complain);
  const name = fields.get('cc_profile')?.[0] ?? '';
  const profile = Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;
  if (profile !== undefined) checkProfile(item, profile, complain);
  if (name === 'cc.essay.v0p1' && fields.get('qmd_computerscored')?.[0] !== 'No')
    complain('essay_scored', 'is an essay, but not marked with qmd_computerscored=No (rule 8f).');
  checkFeedback(item, complain);
}

function checkProfile(item: XmlElement, profile: Profile, complain: Complain): void {
  const presentation = elements(item, 'presentation');
  const responses = presentation.flatMap((part) => elements(part, profile.response));
  const other = profile.response === 'response_lid' ? 'response_str' : 'response_lid';
  if (presentation.some((part) => elements(part, other).length > 0))
    complain('response_kind', `has a <${other}>; its profile has a <${profile.response}>.`);
  const render = profile.response === 'response_lid' ? 'render_fib' : 'render_choice';
  if (responses.some((response) => elements(response, render).length > 0))
    complain('response_kind', `has a <${render}>, which its profile does not allow.`);
  if (profile.cardinality !== undefined)
    if (!responses.some((response) => response.attributes.get('rcardinality') === profile.cardinality))
      complain('cardinality', `must have a response of cardinality ${profile.cardinality}.`);
  checkLabels(responses, profile, complain);
  checkAnswers(item, responses, profile, complain);
}

function checkLabels(responses: readonly XmlElement[], { labels }: Profile, complain: Complain): void {
  if (labels === undefined) return;
  const count = responses.flatMap((response) => all(response, 'response_label')).length;
  const [least, most] = labels;
  if (count < least || count > most)
    complain(
      'label_count',
      `has ${count} answers to choose from; its profile needs ${least === most ? least : `at least ${least}`}.`,
    );
}

/** Rules 3e, 4e, 5e, 6c, 7c, 8c, and 3f, 4f, 5f, 6d, 8d; rule 9a: an answer must be one of the labels. */
function checkAnswers(
  item: XmlElement,
  responses: readonly XmlElement[],
  profile: Profile,
  complain: Complain,
): void {
  const conditions = all(item, 'conditionvar');
  const direct = conditions.flatMap((condition) => elements(condition, 'varequal'));
  const inAnd = conditions
    .flatMap((condition) => elements(condition, 'and'))
    .flatMap((and) => elements(and, 'varequal'));
  const names = new Set(responses.map((response) => response.attributes.get('ident')));
  const isOwn = (equal: XmlElement): boolean => names.has(equal.attributes.get('respident'));
  const found = profile.answers === 'direct or in and' ? [...direct, ...inAnd] : direct;
  if (profile.answers === 'none' && conditions.some((condition) => all(condition, 'varequal').length > 0))
    complain('answer_unexpected', 'is an essay, but compares the answer (rule 8c).');
  if (profile.answers !== 'none' && !found.some(isOwn))
    complain('answer_missing', 'compares its response with no exact answer (rules 3e to 7c).');
  if (!profile.substrings && conditions.some((condition) => all(condition, 'varsubstring').length > 0))
    complain('substring', 'compares with a part of an answer, which its profile does not allow.');
  if (profile.response === 'response_lid') checkLabelled([...direct, ...inAnd], responses, complain);
}

function checkLabelled(
  answers: readonly XmlElement[],
  responses: readonly XmlElement[],
  complain: Complain,
): void {
  const labels = new Set(
    responses
      .flatMap((response) => all(response, 'response_label'))
      .map((label) => label.attributes.get('ident')),
  );
  for (const answer of answers)
    if (!labels.has(plainText(answer)))
      complain(
        'answer_unknown',
        `compares with "${plainText(answer)}", which is none of its answers (rule 9a).`,
      );
}

/** Rule sets 10 to 12: feedback that is shown exists, feedback that exists is shown, hints and solutions apart. */
function checkFeedback(item: XmlElement, complain: Complain): void {
  const feedbacks = new Map(
    elements(item, 'itemfeedback').map((feedback) => [feedback.attributes.get('ident'), feedback]),
  );
  const shown = all(item, 'displayfeedback');
  for (const link of shown) {
    const target = link.attributes.get('linkrefid') ?? '';
    const type = link.attributes.get('feedbacktype');
    if (!feedbacks.has(target))
      complain('feedback_missing', `shows feedback "${target}", which it does not have (rule 12c).`);
    if (type === 'Response' && (target === 'hint' || target === 'solution'))
      complain('feedback_type', `shows its ${target} as the feedback of a response (rules 12a and 12b).`);
  }
  const responses = new Set(
    shown
      .filter((link) => link.attributes.get('feedbacktype') === 'Response')
      .map((link) => link.attributes.get('linkrefid')),
  );
  for (const [ident, feedback] of feedbacks) {
    if (elements(feedback, 'flow_mat').length > 0 && !responses.has(ident))
      complain('feedback_unused', `has feedback "${ident}", which no response shows (rule 12d).`);
    if (ident === 'hint' && elements(feedback, 'solution').length > 0)
      complain('feedback_type', 'holds a solution in its hint (rule 10b).');
    if (ident === 'solution' && elements(feedback, 'hint').length > 0)
      complain('feedback_type', 'holds a hint in its solution (rule 11b).');
  }
  if (all(item, 'solution').length > 1 && metadataFields(item).get('cc_profile')?.[0] === 'cc.essay.v0p1')
    complain('feedback_type', 'has more than one solution (rule 8e).');
}

/** Every element of a name, at any depth. */
export function all(parent: XmlElement | undefined, name: string): XmlElement[] {
  if (parent === undefined) return [];
  return elements(parent).flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function textAt(parent: XmlElement, name: string): string {
  const [child] = elements(parent, name);
  return child === undefined ? '' : plainText(child);
}
