/** Assessments, banks and loose items as documents: who owns their questions, and what they say of themselves. */
import type { Reference } from '../../../course/model/common.js';
import type { QuizEntry } from '../../../course/model/quiz.js';
import { attribute } from '../../xml/tree.js';
import type { Frame } from './frames.js';
import { fieldValue } from './metadata.js';
import type { Qti12Document, Qti12ReadOptions } from './types.js';

export interface OpenDocument {
  readonly kind: Qti12Document['kind'];
  readonly identifier: string;
  readonly title: string;
  readonly owner: Reference;
  readonly count: { items: number; questions: number };
}

/** What a document is, as far as its head says; asked when its first item or section comes. */
export function describeDocument(frame: Frame, options: Qti12ReadOptions): OpenDocument {
  const described = frame.type === 'items' ? looseItems(options.path) : describe(frame, options.path);
  return { ...described, owner: options.owner(described), count: { items: 0, questions: 0 } };
}

/** Blackboard writes pools as assessments. */
function describe({ element, fields, type }: Frame, path: string) {
  const isPool = /^pool$/i.test(fieldValue(fields, 'bbmd_assessmenttype') ?? '');
  const identifier = attribute(element, 'ident')?.trim() || fieldValue(fields, 'bbmd_asi_object_id') || path;
  const title = attribute(element, 'title') || fieldValue(fields, 'bank_title') || '';
  return {
    kind: type === 'objectbank' || isPool ? ('bank' as const) : ('assessment' as const),
    identifier,
    title,
  };
}

function looseItems(path: string) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { kind: 'bank' as const, identifier: path, title: name.replace(/\.[^.]*$/, '') };
}

export function documentOf(frame: Frame, document: OpenDocument, options: Qti12ReadOptions): Qti12Document {
  const { owner, kind, identifier, title, count } = document;
  const html = options.rewriteHtml(frame.html.join('\n'));
  for (const name of ['canvas_item_bank', 'external_assignment_id']) {
    const value = attribute(frame.element, name);
    if (value !== undefined) frame.fields.set(name, value);
  }
  return {
    owner,
    kind,
    identifier,
    title,
    fields: new Map([...frame.fields].map(([label, entry]) => [label, entry.trim()])),
    ...(html.trim() === '' ? {} : { html }),
    entries: kind === 'bank' ? [] : tidyEntries(frame.entries),
    questions: count.questions,
  };
}

/** Leaves out the ends of sections after which nothing stands, or another section begins. */
function tidyEntries(entries: readonly QuizEntry[]): QuizEntry[] {
  return entries.filter((entry, index) => {
    const isEnd = entry.type === 'section' && Object.keys(entry).length === 1;
    const next = entries[index + 1];
    return !isEnd || (next !== undefined && next.type !== 'section');
  });
}
