/** Remembers what became of every object of an export, and tells it to the ledger at the end. */
import { type CourseIndex, type IndexLine, referenceKey } from '../../../course/course-index.js';
import { kindInWords, objectInWords } from '../../../course/in-words.js';
import type { Ledger, LedgerOutcome, Notice } from '../../../course/ledger.js';
import type { ObjectKind, Reference } from '../../../course/model/common.js';
import { hasForbiddenCharacters } from '../../xml/write.js';
import { lossSentence } from './loss-sentences.js';
import type { CartridgeVersion } from './versions.js';

export interface ExportReport {
  /** The object is in the package, at this path. */
  written(target: Reference, path: string): void;
  /** Something of an object, by the name of its field or in a short phrase, has no place in the package. */
  lost(target: Reference, what: string): void;
  /** The object is in the package, but as something else: a sentence. */
  changed(target: Reference, code: string, message: string): void;
  /** No part of the object can be written: a sentence. */
  unsupported(target: Reference, code: string, message: string): void;
  /** Something to tell the user beside that; reaches the ledger with the next `flush`. */
  notice(notice: Notice): void;
  flush(): Promise<void>;
  /** Settles every object of the index. */
  settle(): Promise<void>;
}

/** Kinds whose title is the name of something where it says nothing: readers show no object without a title. */
const NAMED: ReadonlySet<ObjectKind> = new Set(['page', 'assignment', 'quiz', 'questionBank']);

/** XML has no way to write some control characters and half characters. */
const CONTROL_CHARACTERS = 'control characters of the title';

const EMPTY_TITLE = 'title (it is empty, so a name stands for it)';

interface Remark {
  readonly lost: Set<string>;
  code?: string;
  message?: string;
  unsupported?: true;
}

/** What is remembered of an object hangs on its line of the index: no key is kept beside it. */
export function createExportReport(
  ledger: Ledger,
  index: CourseIndex,
  version: CartridgeVersion,
): ExportReport {
  const places = new Map<IndexLine, string>();
  const remarks = new Map<string, Remark>();
  const notices: Notice[] = [];
  const remarkOn = (target: Reference): Remark => {
    const key = referenceKey(target);
    const remark = remarks.get(key) ?? { lost: new Set() };
    remarks.set(key, remark);
    return remark;
  };
  return {
    written(target, path) {
      const line = index.get(target);
      if (line !== undefined) places.set(line, path);
    },
    lost: (target, what) => void remarkOn(target).lost.add(what),
    changed: (target, code, message) => void Object.assign(remarkOn(target), { code, message }),
    unsupported: (target, code, message) =>
      void Object.assign(remarkOn(target), { code, message, unsupported: true }),
    notice: (notice) => void notices.push(notice),
    async flush() {
      for (const notice of notices.splice(0)) await ledger.notice(notice);
    },
    async settle() {
      for (const line of index.lines()) {
        const path = places.get(line) ?? '';
        if (hasForbiddenCharacters(line.title)) remarkOn(line).lost.add(CONTROL_CHARACTERS);
        if (NAMED.has(line.kind) && line.title.trim() === '') remarkOn(line).lost.add(EMPTY_TITLE);
        const outcome = outcomeOf(line, places.get(line), remarks.get(referenceKey(line)), version);
        await ledger.settle({ type: line.kind, path, element: elementName(line) }, outcome);
      }
    },
  };
}

function elementName(line: IndexLine): string {
  return `${line.kind} "${line.migrationId}"`;
}

function outcomeOf(
  line: IndexLine,
  path: string | undefined,
  remark: Remark | undefined,
  version: CartridgeVersion,
): LedgerOutcome {
  const target: Reference = { kind: line.kind, migrationId: line.migrationId };
  if (remark?.unsupported) return { state: 'unsupported', target, ...wordsOf(line, path, remark, version) };
  if (path === undefined) return neverCame(line, target);
  if (remark === undefined) return { state: 'imported', target };
  return { state: 'changed', target, ...wordsOf(line, path, remark, version) };
}

function wordsOf(
  line: IndexLine,
  path = '',
  { lost, code, message }: Remark,
  version: CartridgeVersion,
): Partial<LedgerOutcome> {
  const phrases = [...lost].sort();
  return {
    ...(phrases.length > 0 ? { lost: phrases } : {}),
    ...(code === undefined ? {} : { code }),
    message: lossSentence({ line, path, lost: phrases, message }, version),
  };
}

/** The index promises an object that no collection holds, or whose owner is not there to hold it. */
function neverCame(line: IndexLine, target: Reference): LedgerOutcome {
  const owner =
    line.parent === undefined ? '' : ` of ${kindInWords(line.parent.kind)} "${line.parent.migrationId}"`;
  return {
    state: 'failed',
    target,
    code: 'record_missing',
    message: `The ${objectInWords(line)}${owner} was not written: the course lists it, but does not hold it.`,
  };
}
