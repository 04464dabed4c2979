/** What stands beside items in a document or a section: metadata, texts, selections and pointers to items. */

import type { LedgerOutcome } from '../../../course/ledger.js';
import type { QuizEntry } from '../../../course/model/quiz.js';
import { attribute, plainText, takeWhole, textOf, type XmlElement } from '../../xml/tree.js';
import { canvasSettings, type Frame } from './frames.js';
import { isForLearners } from './harmless.js';
import type { Identities } from './identities.js';
import { lookup } from './lookup.js';
import { lostIn, lostWhole } from './lost.js';
import { materialHtml } from './material.js';
import { addFields } from './metadata.js';
import { readSelection } from './selection.js';
import type { Qti12ReadOptions } from './types.js';

export interface PartContext {
  readonly options: Qti12ReadOptions;
  readonly identities: Identities;
  settle(type: string, element: string, outcome: LedgerOutcome): Promise<void>;
}

type Part = (element: XmlElement, frame: Frame, context: PartContext) => Promise<void> | void;

const PARTS: Readonly<Record<string, Part>> = {
  qtimetadata: (element, frame) => addFields(element, frame.fields),
  assessmentmetadata: (element, frame) => addFields(element, frame.fields),
  sectionmetadata: (element, frame) => addFields(element, frame.fields),
  rubric: addHtml,
  presentation_material: addHtml,
  objectives: addHtml,
  assessmentcontrol: addSwitches,
  sectioncontrol: addSwitches,
  selection_ordering: addSelection,
  duration: addDuration,
  bankentry_item: addBankEntry,
  itemref: addItemReference,
};

/** Reads a part of a container; what is not known here is named in the container's ledger entry. */
export async function readPart(element: XmlElement, frame: Frame, context: PartContext): Promise<void> {
  const part = lookup(PARTS, element.name);
  if (part === undefined) frame.lost.push(...lostWhole(element));
  else {
    await part(element, frame, context);
    frame.lost.push(...lostIn(element));
  }
}

/** What is for those who teach stays unread: learners must not see it. */
function addHtml(element: XmlElement, frame: Frame): void {
  if (!isForLearners(element)) return;
  const html = materialHtml(element);
  if (html.trim() !== '') frame.html.push(html);
}

/** `P0Y0M0DT0H30M0S`: the time limit, where no field gives one. Years and months have no length of their own. */
function addDuration(element: XmlElement, { fields, type }: Frame): void {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^P(?:0+Y)?(?:0+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(
      plainText(element).trim(),
    ) ?? [];
  const limit = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes) + Number(seconds) / 60;
  if (type !== 'assessment' || limit === 0 || fields.has('qmd_timelimit')) return;
  fields.set('qmd_timelimit', String(limit));
  textOf(element);
}

/** `feedbackswitch` and its like say what the metadata fields of Common Cartridge say. */
function addSwitches(element: XmlElement, { fields, type }: Frame): void {
  if (type === 'section') return;
  const labels = {
    feedbackswitch: 'qmd_feedbackpermitted',
    hintswitch: 'qmd_hintspermitted',
    solutionswitch: 'qmd_solutionspermitted',
  };
  for (const [name, label] of Object.entries(labels)) {
    const value = attribute(element, name)?.toLowerCase();
    if (value !== undefined && !fields.has(label)) fields.set(label, value === 'yes' ? 'Yes' : 'No');
  }
}

function addSelection(element: XmlElement, frame: Frame): void {
  const { selection, shuffle } = readSelection(element);
  if (selection !== undefined) frame.selection = selection;
  if (shuffle !== undefined) frame.shuffle = shuffle;
}

/** New Quizzes: a question, or a stimulus, that lives in a bank. */
async function addBankEntry(element: XmlElement, frame: Frame, context: PartContext): Promise<void> {
  const migrationId = attribute(element, 'item_ref')?.trim() ?? '';
  const name = context.identities.container('bank entry', migrationId, element.line);
  if (migrationId === '') {
    takeWhole(element);
    const message = `${context.options.path}: ${name} names no item.`;
    return context.settle('bank entry', name, { state: 'failed', code: 'broken_reference', message });
  }
  const points = Number(attribute(element, 'points_possible') || Number.NaN);
  const settings = canvasSettings({
    ident: attribute(element, 'ident'),
    sourcebank_ref: attribute(element, 'sourcebank_ref'),
    entry_type: attribute(element, 'entry_type'),
    parent_stimulus_item_ident: attribute(element, 'parent_stimulus_item_ident'),
  });
  const entry: QuizEntry = {
    type: 'question',
    question: { kind: 'question', migrationId },
    ...(Number.isFinite(points) ? { points } : {}),
    ...(settings === undefined ? {} : { extensions: { canvas: settings } }),
  };
  frame.entries.push(entry);
  await context.settle('bank entry', name, { state: 'imported', target: entry.question });
}

async function addItemReference(element: XmlElement, frame: Frame, context: PartContext): Promise<void> {
  const migrationId = attribute(element, 'linkrefid')?.trim() ?? '';
  const name = context.identities.container('itemref', migrationId, element.line);
  if (migrationId === '') {
    const message = `${context.options.path}: ${name} names no item.`;
    return context.settle('itemref', name, { state: 'failed', code: 'broken_reference', message });
  }
  frame.entries.push({ type: 'question', question: { kind: 'question', migrationId } });
  await context.settle('itemref', name, { state: 'imported', target: { kind: 'question', migrationId } });
}
