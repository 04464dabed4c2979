/** Checks a test or question bank in the Common Cartridge profile, question by question. */
import type { PackageSource } from '../../types.js';
import { streamXml } from '../../xml/parse.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { type Complain, complainAbout, type ReportProblem } from './problem.js';
import {
  checkItem,
  checkMetadata,
  type EntryRule,
  isYesOrNo,
  metadataFields,
  wholeNumber,
} from './qti-rules.js';
import { ITEM, QUESTEST } from './qti-shapes.js';
import { checkShape, expectNamespace } from './shape.js';

const NAMESPACE = 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2';

const ATTEMPTS = new Set(['Examination', '1', '2', '3', '4', '5', 'unlimited']);

/** Rule set 1. */
const ASSESSMENT_METADATA: Readonly<Record<string, EntryRule>> = {
  cc_profile: (entry) => entry === 'cc.exam.v0p1',
  qmd_assessmenttype: (entry) => entry === 'Examination',
  qmd_scoretype: (entry) => entry === 'Percentage',
  qmd_feedbackpermitted: isYesOrNo,
  qmd_hintspermitted: isYesOrNo,
  qmd_solutionspermitted: isYesOrNo,
  qmd_timelimit: wholeNumber(1, 527040),
  cc_allow_late_submission: isYesOrNo,
  cc_maxattempts: (entry) => ATTEMPTS.has(entry),
};

/** Throws `PackageError` when the file is not well-formed. */
export async function checkQuestions(
  path: string,
  kind: 'assessment' | 'questionBank',
  source: PackageSource,
  report: ReportProblem,
  signal?: AbortSignal,
): Promise<void> {
  const complain = complainAbout(report, path);
  const identifiers = new Set<string>();
  const root = kind === 'assessment' ? 'assessment' : 'objectbank';
  let isRightKind = false;
  for await (const events of streamXml(source.open(path, signal), path, isItem)) {
    for (const event of events) {
      const { element, ancestors } = event;
      if (event.type === 'record') {
        expectNamespace(element, NAMESPACE, complainAbout(report, path, `<${ancestors.at(-1)?.name}>`));
        checkQuestion(element, identifiers, path, report);
      }
      if (event.type === 'open' && ancestors.length === 0) checkRoot(element, complain);
      if (event.type !== 'close') continue;
      if (element.name === root) isRightKind = true;
      if (element.name === 'assessment') checkAssessment(element, path, report);
      if (ancestors.length === 0) checkShape(element, QUESTEST, { report, path });
    }
  }
  if (!isRightKind) complain('qti_root', `holds no <${root}>.`);
  if (identifiers.size === 0) complain('questions_missing', 'holds no question; the profile needs one.');
}

function checkRoot({ name, namespace }: XmlElement, complain: Complain): void {
  if (name === 'questestinterop' && namespace === NAMESPACE) return;
  complain(
    'descriptor_root',
    `the root is <${name}> of "${namespace}"; <questestinterop> of "${NAMESPACE}" is expected.`,
  );
}

function isItem(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  const parent = ancestors.at(-1)?.name;
  return element.name === 'item' && (parent === 'section' || parent === 'objectbank');
}

function checkQuestion(item: XmlElement, seen: Set<string>, path: string, report: ReportProblem): void {
  const ident = item.attributes.get('ident') ?? '';
  const owner = `item "${ident}"`;
  const complain = complainAbout(report, path, owner);
  if (seen.has(ident)) complain('item_repeated', 'has an ident that another item has (rule 13a).');
  seen.add(ident);
  checkShape(item, ITEM, { report, path, owner });
  checkItem(item, complain);
}

function checkAssessment(assessment: XmlElement, path: string, report: ReportProblem): void {
  const complain = complainAbout(report, path, 'assessment');
  const [metadata] = elements(assessment, 'qtimetadata');
  checkMetadata(metadataFields(metadata), ASSESSMENT_METADATA, complain);
}
