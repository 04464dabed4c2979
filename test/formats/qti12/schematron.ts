/**
 * The Schematron rules of the Common Cartridge profile of QTI 1.2.1, as they stand in the annotation of its schema:
 * what a schema-valid file may still do wrong.
 */
import { parseXmlText } from '../../../activities/formats/xml/parse.js';
import { elements, isElement, plainText, type XmlElement } from '../../../activities/formats/xml/tree.js';

/** The rules a document breaks, as `7c`, in order, doubles included. */
export function brokenRules(text: string): string[] {
  const root = parseXmlText(text, 'quiz.xml');
  return [...assessmentRules(root), ...everywhere(root, 'item').flatMap(itemRules), ...uniqueItems(root)];
}

function everywhere(element: XmlElement, name: string): XmlElement[] {
  const inner = element.children.filter(isElement).flatMap((child) => everywhere(child, name));
  return element.name === name ? [element, ...inner] : inner;
}

const at = (element: XmlElement, ...path: readonly string[]): XmlElement[] =>
  path.reduce((found, name) => found.flatMap((one) => elements(one, name)), [element]);
const fieldsOf = (metadata: XmlElement) =>
  at(metadata, 'qtimetadatafield').map((field): [string, string] => [
    at(field, 'fieldlabel').map(plainText).join(''),
    at(field, 'fieldentry').map(plainText).join(''),
  ]);
const broken = (rules: Readonly<Record<string, boolean>>) =>
  Object.entries(rules)
    .filter(([, holds]) => !holds)
    .map(([rule]) => rule);

const YES_NO = ['Yes', 'No'];
const ASSESSMENT_FIELDS: Readonly<
  Record<string, readonly [rule: string, holds: (entry: string) => boolean]>
> = {
  cc_profile: ['1j', (entry) => entry === 'cc.exam.v0p1'],
  qmd_assessmenttype: ['1b', (entry) => entry === 'Examination'],
  qmd_scoretype: ['1c', (entry) => entry === 'Percentage'],
  qmd_feedbackpermitted: ['1d', (entry) => YES_NO.includes(entry)],
  qmd_hintspermitted: ['1e', (entry) => YES_NO.includes(entry)],
  qmd_solutionspermitted: ['1f', (entry) => YES_NO.includes(entry)],
  qmd_timelimit: ['1g', (entry) => !entry.includes('.') && Number(entry) > 0 && Number(entry) < 527_041],
  cc_allow_late_submission: ['1h', (entry) => YES_NO.includes(entry)],
  cc_maxattempts: ['1i', (entry) => ['Examination', '1', '2', '3', '4', '5', 'unlimited'].includes(entry)],
};

function assessmentRules(root: XmlElement): string[] {
  return at(root, 'assessment', 'qtimetadata').flatMap((metadata) => {
    const fields = fieldsOf(metadata);
    const labels = fields.map(([label]) => label);
    return [
      ...fields.flatMap(([label, entry]) => {
        const rule = ASSESSMENT_FIELDS[label];
        return rule === undefined ? ['1a'] : broken({ [rule[0]]: rule[1](entry) });
      }),
      ...broken({
        '1k': labels.filter((label) => label === 'cc_profile').length === 1,
        '1l-s': new Set(labels).size === labels.length,
      }),
    ];
  });
}

const PROFILES = ['multiple_choice', 'multiple_response', 'true_false', 'fib', 'pattern_match', 'essay'];
const ITEM_FIELDS = [
  'cc_profile',
  'cc_question_category',
  'cc_weighting',
  'qmd_scoringpermitted',
  'qmd_computerscored',
];

function itemRules(item: XmlElement): string[] {
  const metadata = at(item, 'itemmetadata', 'qtimetadata');
  const fields = new Map(metadata.flatMap(fieldsOf));
  const labels = metadata.flatMap(fieldsOf).map(([label]) => label);
  const profile = fields.get('cc_profile')?.replace(/^cc\.(.*)\.v0p1$/, '$1') ?? '';
  const weighting = fields.get('cc_weighting') ?? '1';
  return [
    ...broken({
      '2a': labels.every((label) => ITEM_FIELDS.includes(label)),
      '2b': PROFILES.includes(profile),
      '2c': !weighting.includes('.') && Number(weighting) > 0 && Number(weighting) < 100,
      '2d': (fields.get('qmd_scoringpermitted') ?? 'Yes') === 'Yes',
      '2e': YES_NO.includes(fields.get('qmd_computerscored') ?? 'Yes'),
      '2f-j': labels.includes('cc_profile') && new Set(labels).size === labels.length,
    }),
    ...profileRules(item, profile, fields),
    ...helpRules(item),
    ...feedbackRules(item),
  ];
}

function profileRules(item: XmlElement, profile: string, fields: ReadonlyMap<string, string>): string[] {
  const [presentation] = at(item, 'presentation');
  const of = (...path: readonly string[]) => (presentation === undefined ? [] : at(presentation, ...path));
  const tests = at(item, 'resprocessing', 'respcondition', 'conditionvar');
  const responds = (elementName: string, ...inside: readonly string[]) => {
    const idents = new Set(of(elementName).map(({ attributes }) => attributes.get('ident')));
    return tests
      .flatMap((test) => at(test, ...inside))
      .some(({ attributes }) => idents.has(attributes.get('respident')));
  };
  const labels = of('response_lid', 'render_choice', 'response_label').length;
  const noSubstring = tests.every((test) => at(test, 'varsubstring').length === 0);
  const choice = (number: string, cardinality: string, isCount: boolean, isTested: boolean) =>
    broken({
      [`${number}a`]: of('response_lid').some(
        ({ attributes }) => attributes.get('rcardinality') === cardinality,
      ),
      [`${number}b`]: of('response_str').length === 0,
      [`${number}c`]: of('response_lid', 'render_fib').length === 0,
      [`${number}d`]: isCount,
      [`${number}e`]: isTested,
      [`${number}f`]: noSubstring,
    });
  const text = (number: string) =>
    broken({
      [`${number}a`]: of('response_lid').length === 0,
      [`${number}b`]: of('response_str', 'render_choice').length === 0,
    });
  const isTested = responds('response_lid', 'varequal');
  switch (profile) {
    case 'true_false':
      return choice('3', 'Single', labels === 2, isTested);
    case 'multiple_choice':
      return choice('4', 'Single', labels > 1, isTested);
    case 'multiple_response':
      return choice('5', 'Multiple', labels > 1, isTested || responds('response_lid', 'and', 'varequal'));
    case 'fib':
      return [...text('6'), ...broken({ '6c': responds('response_str', 'varequal'), '6d': noSubstring })];
    case 'pattern_match':
      return [...text('7'), ...broken({ '7c': responds('response_str', 'varequal') })];
    case 'essay':
      return [
        ...text('8'),
        ...broken({
          '8c': tests.every((test) => everywhere(test, 'varequal').length === 0),
          '8d': noSubstring,
          '8e': at(item, 'itemfeedback', 'solution').length < 2,
          '8f': fields.get('qmd_computerscored') === 'No',
        }),
      ];
    default:
      return [];
  }
}

function helpRules(item: XmlElement): string[] {
  const shown = at(item, 'resprocessing', 'respcondition', 'displayfeedback');
  const isShown = (type: string, ident: string) =>
    shown.some(
      ({ attributes }) => attributes.get('feedbacktype') === type && attributes.get('linkrefid') === ident,
    );
  const inside = (ident: string, name: string) =>
    at(item, 'itemfeedback')
      .filter(({ attributes }) => attributes.get('ident') === ident)
      .flatMap((one) => at(one, name));
  const called = (ident: string) =>
    at(item, 'itemfeedback').filter(({ attributes }) => attributes.get('ident') === ident).length;
  const some = (type: string) => shown.some(({ attributes }) => attributes.get('feedbacktype') === type);
  return broken({
    '10a': !isShown('Solution', 'hint'),
    '10b': inside('hint', 'solution').length === 0,
    '10c': inside('hint', 'flow_mat').length === 0,
    '10d': !some('Hint') || called('hint') === 1,
    '11a': !isShown('Hint', 'solution'),
    '11b': inside('solution', 'hint').length === 0,
    '11c': inside('solution', 'flow_mat').length === 0,
    '11d': !some('Solution') || called('solution') === 1,
    '12a': !isShown('Response', 'solution'),
    '12b': !isShown('Response', 'hint'),
  });
}

function feedbackRules(item: XmlElement): string[] {
  const shown = at(item, 'resprocessing', 'respcondition', 'displayfeedback')
    .filter(({ attributes }) => attributes.get('feedbacktype') === 'Response')
    .map(({ attributes }) => attributes.get('linkrefid'));
  const there = at(item, 'itemfeedback').map(({ attributes }) => attributes.get('ident'));
  const flowed = at(item, 'itemfeedback')
    .filter((one) => at(one, 'flow_mat').length > 0)
    .map(({ attributes }) => attributes.get('ident'));
  return broken({
    '12c': shown.every((ident) => there.includes(ident)),
    '12d': flowed.every((ident) => shown.includes(ident)),
  });
}

function uniqueItems(root: XmlElement): string[] {
  const idents = everywhere(root, 'item').map(({ attributes }) => attributes.get('ident'));
  return broken({ '13a': new Set(idents).size === idents.length });
}
