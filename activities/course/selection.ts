/** Selections as people send them (`copy`, `select`), read into plain data. */
import { PackageError } from '../errors.js';
import { type CoursePart, coursePart, type SelectionType, selectionType } from './selection-types.js';

/**
 * Which grammar a selection is written in. `copy` names objects by migration id; `select`, of exports, by numeric id
 * or asset string (`assignment_12`) as well.
 */
export type SelectionGrammar = 'copy' | 'select';

/** What to take. JSON-safe. */
export interface Selection {
  readonly grammar: SelectionGrammar;
  /** Everything; the rest is then empty. */
  readonly everything: boolean;
  /** Types to take whole. */
  readonly all: readonly SelectionType[];
  /** Single objects by type, as they were named. */
  readonly ids: Readonly<Partial<Record<SelectionType, readonly string[]>>>;
  readonly parts: readonly CoursePart[];
}

/** Something a selection says that cannot be followed. */
export interface SelectionProblem {
  readonly code: 'unknown_type' | 'unreadable_value' | 'unknown_id' | 'shows_nothing';
  /** A sentence that begins with the place in the selection: `copy[pages][id_7]: ...`. */
  readonly message: string;
}

/** The selection asks for nothing that is there. About the input: not retried, shown to the user. */
export class SelectionError extends PackageError {}

export interface ParsedSelection {
  readonly selection: Selection;
  readonly problems: readonly SelectionProblem[];
}

/** The selection of everything. */
export function everything(grammar: SelectionGrammar = 'copy'): Selection {
  return { grammar, everything: true, all: [], ids: {}, parts: [] };
}

/**
 * Reads the value of `copy` or `select`: nothing, an empty hash or a truthy `everything` is everything;
 * `all_<type>` a whole type; `<type>` a hash `{ id_<migration id>: 1 }` or a list of ids. Types go by their names
 * and aliases (selection-types.ts). True is `1`, `"1"`, `true`, `"true"`, `"on"`, `"yes"`, as in Canvas. What is not
 * understood becomes a problem.
 */
export function parseSelection(value: unknown, grammar: SelectionGrammar): ParsedSelection {
  if (value === undefined || value === null) return { selection: everything(grammar), problems: [] };
  if (!isHash(value)) {
    return { selection: nothing(grammar), problems: [unreadable(grammar, 'a hash of types is expected')] };
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return { selection: everything(grammar), problems: [] };
  const found: Findings = {
    all: new Set(),
    ids: new Map(),
    parts: new Set(),
    problems: [],
    everything: false,
  };
  for (const [name, member] of entries) readEntry(name, member, grammar, found);
  return {
    selection: found.everything ? everything(grammar) : collect(grammar, found),
    problems: found.problems,
  };
}

/** True when a selection names nothing, not even something unknown. */
export function namesNothing(selection: Selection): boolean {
  const { all, ids, parts } = selection;
  return !selection.everything && all.length === 0 && parts.length === 0 && Object.keys(ids).length === 0;
}

interface Findings {
  everything: boolean;
  readonly all: Set<SelectionType>;
  readonly ids: Map<SelectionType, Set<string>>;
  readonly parts: Set<CoursePart>;
  readonly problems: SelectionProblem[];
}

function nothing(grammar: SelectionGrammar): Selection {
  return { grammar, everything: false, all: [], ids: {}, parts: [] };
}

function collect(grammar: SelectionGrammar, { all, ids, parts }: Findings): Selection {
  return {
    grammar,
    everything: false,
    all: [...all],
    ids: Object.fromEntries([...ids].map(([type, tokens]) => [type, [...tokens]])),
    parts: [...parts],
  };
}

function readEntry(name: string, value: unknown, grammar: SelectionGrammar, found: Findings): void {
  const place = `${grammar}[${name}]`;
  const part = coursePart(name);
  const whole = name.startsWith('all_') ? selectionType(name.slice('all_'.length)) : undefined;
  const single = selectionType(name);
  if (single !== undefined && part === undefined) {
    readIds(single, value, place, found);
  } else if (name !== 'everything' && part === undefined && whole === undefined) {
    found.problems.push({ code: 'unknown_type', message: `${place}: there is no such type of content.` });
  } else if (readFlag(value, place, found)) {
    if (whole !== undefined) found.all.add(whole);
    else if (part !== undefined) found.parts.add(part);
    else found.everything = true;
  }
}

function readIds(type: SelectionType, value: unknown, place: string, found: Findings): void {
  const tokens = Array.isArray(value) ? readList(value, place, found) : readHash(value, place, found);
  const known = found.ids.get(type) ?? new Set();
  for (const token of tokens) known.add(token);
  if (known.size > 0) found.ids.set(type, known);
}

function readList(list: readonly unknown[], place: string, found: Findings): string[] {
  return list.flatMap((member, at) => {
    if (typeof member === 'string' && member !== '') return [member];
    if (typeof member === 'number' && Number.isSafeInteger(member)) return [String(member)];
    found.problems.push(unreadable(`${place}[${at}]`, 'an id is expected'));
    return [];
  });
}

function readHash(value: unknown, place: string, found: Findings): string[] {
  if (!isHash(value)) {
    found.problems.push(unreadable(place, 'a list of ids or a hash of ids is expected'));
    return [];
  }
  return Object.entries(value).flatMap(([id, flag]) =>
    readFlag(flag, `${place}[${id}]`, found) ? [id] : [],
  );
}

const TRUE = new Set(['1', 'true', 'on', 'yes']);
const FALSE = new Set(['0', 'false', 'off', 'no', '', 'null', 'undefined']);

function readFlag(value: unknown, place: string, found: Findings): boolean {
  const word = typeof value === 'object' && value !== null ? 'an object' : String(value).trim().toLowerCase();
  if (TRUE.has(word)) return true;
  if (!FALSE.has(word))
    found.problems.push(unreadable(place, 'neither yes (1, true, on) nor no (0, false, off)'));
  return false;
}

function unreadable(place: string, why: string): SelectionProblem {
  return { code: 'unreadable_value', message: `${place} is not understood: ${why}.` };
}

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
