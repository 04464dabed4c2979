/** The containers a reader is inside of: documents and sections, and the quiz entries they become. */
import type { Reference } from '../../../course/model/common.js';
import type { QuizEntry } from '../../../course/model/quiz.js';
import { attribute, type XmlElement } from '../../xml/tree.js';
import { shortened } from './lost.js';
import type { Selection } from './selection.js';

/** One open container. */
export interface Frame {
  readonly element: XmlElement;
  /** For the ledger: `section "s1"`. */
  readonly label: string;
  readonly type: 'assessment' | 'objectbank' | 'section' | 'items';
  readonly fields: Map<string, string>;
  /** HTML as authored, in order. */
  readonly html: string[];
  readonly entries: QuizEntry[];
  readonly lost: string[];
  selection?: Selection;
  shuffle?: boolean;
}

export function createFrame(element: XmlElement, label: string, type: Frame['type']): Frame {
  return { element, label, type, fields: new Map(), html: [], entries: [], lost: [] };
}

export interface SectionContext {
  /** How many sections this one is inside of. */
  readonly depth: number;
  /** The id of a group that has none. */
  readonly groupId: string;
  rewriteHtml(html: string): string;
}

/** What a closed section is to its parent: a group (below its text), a headed run of entries, or just its entries. */
export function sectionEntries(frame: Frame, context: SectionContext): QuizEntry[] {
  const { element, html, shuffle, entries, selection } = frame;
  const title = attribute(element, 'title')?.trim() ?? '';
  if (selection === undefined) return headed({ title, html, shuffle, entries }, context);
  return headed(
    { title: '', html, shuffle: undefined, entries: [group(frame, selection, context)] },
    context,
  );
}

interface Head {
  readonly title: string;
  readonly shuffle: boolean | undefined;
}

/** A section that says something of itself is announced; an untitled one after it ends it. */
function headed(
  { title, html, shuffle, entries }: Pick<Frame, 'html' | 'entries'> & Head,
  { depth, rewriteHtml }: SectionContext,
): QuizEntry[] {
  const text = html.length === 0 ? '' : rewriteHtml(html.join('\n'));
  if (title === '' && text.trim() === '' && shuffle === undefined) return entries;
  const head: QuizEntry = {
    type: 'section',
    ...(title === '' ? {} : { title }),
    ...(text.trim() === '' ? {} : { html: text }),
    ...(shuffle === undefined ? {} : { shuffle }),
  };
  return depth === 0 ? [head, ...entries] : [head, ...entries, { type: 'section' }];
}

function group(
  { element, entries, fields, lost }: Frame,
  selection: Selection,
  context: SectionContext,
): QuizEntry {
  const { pick, bank, isExternal, context: owner, exportId, shuffle } = selection;
  const inside = entries.flatMap((entry): Reference[] => {
    if (entry.type === 'question') return [entry.question];
    if (entry.type === 'section') return [];
    lost.push(`that the group "${entry.title}" is a group of its own`);
    return entry.questions;
  });
  lost.push(...unnamedBank(selection, attribute(element, 'title')));
  const points = selection.pointsPerItem ?? blockPoints(fields);
  const named = selection.questions.map((migrationId): Reference => ({ kind: 'question', migrationId }));
  const settings = canvasSettings({
    parent_stimulus_item_ident: attribute(element, 'parent_stimulus_item_ident'),
    sourcebank_export_id: exportId,
  });
  return {
    type: 'group',
    migrationId: attribute(element, 'ident') || context.groupId,
    title: attribute(element, 'title') ?? '',
    ...(pick === undefined ? {} : { pick }),
    ...(points === undefined ? {} : { pointsPerQuestion: points }),
    ...(bank !== undefined && !isExternal
      ? { bank: { kind: 'questionBank' as const, migrationId: bank } }
      : {}),
    ...(bank !== undefined && isExternal
      ? { externalBank: { identifier: bank, ...(owner === undefined ? {} : { context: owner }) } }
      : {}),
    questions: [...inside, ...named],
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(settings === undefined ? {} : { extensions: { canvas: settings } }),
  };
}

/** What a group says of its bank without saying which, or of one of the package as if it were another's. */
function unnamedBank({ bank, isExternal, context }: Selection, title = ''): string[] {
  if (bank !== undefined && isExternal) return [];
  return [
    ...(isExternal
      ? [`that the group "${title}" draws from a bank outside of the course, which it does not name`]
      : []),
    ...(context === undefined ? [] : [`the owner "${context}" of the bank of the group "${title}"`]),
  ];
}

/** Blackboard: a question block's weight is the points of each of its questions. */
function blockPoints(fields: ReadonlyMap<string, string>): number | undefined {
  const weight = Number(fields.get('qmd_weighting') ?? Number.NaN);
  return weight > 0 ? weight : undefined;
}

/** Metadata of a section, which has no place; a group takes the weight of its questions from there. */
export function lostFields({ type, fields, selection }: Frame): string[] {
  if (type !== 'section') return [];
  return [...fields]
    .filter(
      ([label, entry]) => entry.trim() !== '' && !(label === 'qmd_weighting' && selection !== undefined),
    )
    .map(([label, entry]) => `the metadata "${label}" ("${shortened(entry)}")`);
}

/** Settings without those that are absent; `undefined` when none is left. */
export function canvasSettings(
  settings: Readonly<Record<string, string | undefined>>,
): Record<string, string> | undefined {
  const found = Object.entries(settings).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
