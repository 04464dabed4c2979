/** What a QTI 1.2 file's events become: documents and sections, with their entries; items go to items.ts. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import type { QuizEntry } from '../../../course/model/quiz.js';
import { createUniqueNames } from '../../../course/unique-names.js';
import type { PackageError } from '../../../errors.js';
import { attribute, type XmlElement } from '../../xml/tree.js';
import { type Frame, lostFields, sectionEntries } from './frames.js';
import { createIdentities, type Identities } from './identities.js';
import { takeItem } from './items.js';
import { lostOf, lostOfRoot, lostWhole } from './lost.js';
import { createOpenFrames, type OpenFrames } from './open-frames.js';
import { readPart } from './parts.js';
import type { Qti12Document, Qti12ReadOptions } from './types.js';

export interface FileReader {
  open(element: XmlElement): void;
  record(element: XmlElement): Promise<void>;
  close(element: XmlElement): Promise<void>;
  finish(): Promise<Qti12Document[]>;
  /** Settles what is open as failed; answers the documents that have something in them, as far as they were read. */
  fail(fault: PackageError): Promise<Qti12Document[]>;
}

interface FileContext {
  readonly options: Qti12ReadOptions;
  /** What stands outside of all documents and is no item, by name. */
  readonly outside: string[];
  readonly identities: Identities;
  readonly frames: OpenFrames;
  settle(type: string, element: string, outcome: LedgerOutcome): Promise<void>;
}

export function createFileReader(options: Qti12ReadOptions): FileReader {
  const { path, context } = options;
  const identities = createIdentities(options.taken ?? createUniqueNames());
  const frames = createOpenFrames(identities, options);
  const settle: FileContext['settle'] = (type, element, outcome) =>
    context.ledger.settle({ type, path, element }, outcome);
  const file: FileContext = { options, outside: [], identities, frames, settle };
  return {
    open(element) {
      if (element.name !== 'questestinterop') frames.open(element);
    },
    record: (element) => readRecord(element, file),
    async close(element) {
      if (element.name === 'questestinterop') return void file.outside.push(...lostOfRoot(element));
      const frame = frames.pop();
      if (frame?.type === 'section') await closeSection(frame, file);
      else if (frame !== undefined) await closeDocument(frame, frame.type, file);
    },
    async finish() {
      const loose = frames.loose();
      if (loose !== undefined) await closeLoose(loose, file);
      await tellOutside(file);
      await identities.tell(path, context.ledger);
      return frames.documents();
    },
    async fail({ message, location }) {
      const outcome: LedgerOutcome = { state: 'failed', code: 'broken_file', message, because: location };
      for (let frame = frames.pop(); frame !== undefined; frame = frames.pop()) {
        if (frames.hasDocument(frame)) keep(frame, file);
        await settle(frame.type, frame.label, outcome);
      }
      const loose = frames.loose();
      if (loose !== undefined && frames.hasDocument(loose)) frames.close(loose);
      if (loose !== undefined) await settle('objectbank', loose.label, outcome);
      await identities.tell(path, context.ledger);
      return frames.documents();
    },
  };
}

async function readRecord(element: XmlElement, file: FileContext): Promise<void> {
  const { frames, identities, options, outside } = file;
  if (element.name === 'qticomment' && !frames.isOpen()) return void outside.push(...lostWhole(element));
  const frame = frames.top(element);
  if (element.name !== 'item') return readPart(element, frame, file);
  const entry = await takeItem(element, frames.document(frame), titlesOf(frames), identities, options);
  if (entry !== undefined) frame.entries.push(entry);
}

async function closeSection(frame: Frame, file: FileContext): Promise<void> {
  const { owner } = file.frames.document(frame);
  const entries = handUp(frame, file);
  const isOwn = entries.some(({ type }) => type === 'group' || type === 'section');
  await file.settle('section', frame.label, outcomeOf(frame, owner, isOwn ? 'imported' : 'merged'));
}

/** What was read of a container that never ended. */
function keep(frame: Frame, file: FileContext): void {
  if (frame.type === 'section') handUp(frame, file);
  else file.frames.close(frame);
}

/** The entries of a section become its parent's. */
function handUp(frame: Frame, { frames, identities, options: { rewriteHtml } }: FileContext): QuizEntry[] {
  const { owner, kind } = frames.document(frame);
  const depth = frames.sections().length;
  const groupId = `${owner.migrationId}-group-${identities.next('group')}`;
  if (kind === 'bank' && frame.selection !== undefined) frame.lost.push('how it selects questions');
  const entries = kind === 'bank' ? [] : sectionEntries(frame, { depth, groupId, rewriteHtml });
  frames.top(frame.element).entries.push(...entries);
  return entries;
}

async function closeDocument(frame: Frame, type: string, { frames, settle }: FileContext): Promise<void> {
  const { owner } = frames.close(frame);
  await settle(type, frame.label, outcomeOf(frame, owner, 'imported'));
}

/** What is outside of all documents is a bank when it has items; otherwise it is only parts nobody reads. */
async function closeLoose(loose: Frame, file: FileContext): Promise<void> {
  const { frames, outside } = file;
  const isAlone = frames.documents().length === 0;
  if (frames.hasDocument(loose) || isAlone) return closeDocument(loose, 'objectbank', file);
  outside.push(...loose.lost);
}

async function tellOutside({ options, outside, settle }: FileContext): Promise<void> {
  if (outside.length === 0) return;
  const message = `${options.path}: the file has parts outside of its assessments and banks: ${outside.join(', ')}.`;
  await settle('questestinterop', 'the file', { state: 'unsupported', code: 'loose_parts', message });
}

/** The sections an item is inside of, as a category. */
function titlesOf(frames: OpenFrames): string {
  return frames
    .sections()
    .map(({ element }) => attribute(element, 'title')?.trim() ?? '')
    .filter((title) => title !== '')
    .join(' / ');
}

function outcomeOf(frame: Frame, target: Reference, whole: 'imported' | 'merged'): LedgerOutcome {
  const own = frame.type === 'items' ? [] : [...lostOf(frame.element), ...lostFields(frame)];
  const lost = [...new Set([...frame.lost, ...own])];
  return lost.length === 0 ? { state: whole, target } : { state: 'changed', lost, target };
}
