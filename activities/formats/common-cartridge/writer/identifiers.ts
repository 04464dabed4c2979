/**
 * Identifiers of a cartridge: xs:ID, unique over manifest, organisation, items and resources. What already is one
 * stays as it is, so that the package updates in place what it came from; the rest is written so that it can be read
 * back: `cw.<kind>.<migration id>`, every character that has no place in an xs:ID as `_x<code point>-`.
 */
import { createHash } from 'node:crypto';
import { referenceKey } from '../../../course/course-index.js';
import { OBJECT_KINDS, type ObjectKind, type Reference } from '../../../course/model/common.js';

/** Letters of both editions of XML names in use (XML 1.0, 4th and 5th): what every parser takes. */
const LETTERS = [
  'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u00ff\\u0391-\\u03a1\\u03a3-\\u03ce\\u0410-\\u044f',
  '\\u05d0-\\u05ea\\u0621-\\u063a\\u0641-\\u064a\\u3041-\\u3094\\u30a1-\\u30fa\\u4e00-\\u9fa5\\uac00-\\ud7a3',
].join('');
const IDENTIFIER = new RegExp(`^[_${LETTERS}][-._0-9${LETTERS}]*$`);
/** Characters that are escaped; `_` where it could be taken for the start of an escape. */
const UNFIT = new RegExp(`[^-._0-9${LETTERS}]|_(?=x)`, 'gu');

const PREFIX = 'cw.';
const HASH_MARK = '_x__';
const KINDS = new Set<string>(OBJECT_KINDS);

/** Identifiers name files too; past this length they are told apart by a hash instead of their end. */
const LONGEST = 120;

/** Whether a text is an xs:ID: letter or underscore first, then letters, digits, `.`, `-` and `_`. */
export function isXmlIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** An identifier that says which object it is for, whatever its migration id looks like. */
export function encodeIdentifier(target: Reference): string {
  const escaped = target.migrationId.replace(UNFIT, (character) => `_x${codePoint(character)}-`);
  const whole = `${PREFIX}${target.kind}.${escaped}`;
  if (whole.length <= LONGEST) return whole;
  const hash = createHash('sha256').update(target.migrationId).digest('hex').slice(0, 32);
  return `${whole.slice(0, LONGEST - HASH_MARK.length - hash.length)}${HASH_MARK}${hash}`;
}

/**
 * The object an identifier was made for by `encodeIdentifier`; `undefined` for any other identifier, and for one that
 * was too long to be kept whole.
 */
export function decodeIdentifier(identifier: string): Reference | undefined {
  const [, kind = '', escaped = ''] = /^cw\.([A-Za-z]+)\.(.+?)(?:_x_\d+)?$/s.exec(identifier) ?? [];
  if (!KINDS.has(kind) || escaped.includes(HASH_MARK)) return undefined;
  const migrationId = escaped.replace(/_x([0-9a-f]+)-/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return { kind: kind as ObjectKind, migrationId };
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}

export interface Identifiers {
  /** The identifier of an object; always the same for the same object. */
  of(target: Reference): string;
  /** An identifier for a part of an object that has none in the model: its settings, its fallback. */
  derived(target: Reference, part: string): string;
}

/**
 * Allots identifiers. `claimed` are the objects that stand in the manifest, the most lasting first: where two have
 * the same migration id, the first keeps it. Objects that stand elsewhere only need to be unique in their kind.
 */
export function createIdentifiers(claimed: Iterable<Reference>, reserved: Iterable<string>): Identifiers {
  const names = new Set<string>();
  const changed = new Map<string, string>();
  const derived = new Map<string, string>();
  const take = (identifier: string): boolean => {
    const name = identifier.normalize('NFC').toLowerCase();
    if (names.has(name)) return false;
    names.add(name);
    return true;
  };
  for (const name of reserved) take(name);
  for (const target of claimed) {
    if (isKept(target.migrationId) && take(target.migrationId)) continue;
    changed.set(referenceKey(target), claim(encodeIdentifier(target), take));
  }
  const of = (target: Reference): string =>
    changed.get(referenceKey(target)) ??
    (isKept(target.migrationId) ? target.migrationId : encodeIdentifier(target));
  const derive = (target: Reference, part: string): string => {
    const key = `${referenceKey(target)}#${part}`;
    const identifier = derived.get(key) ?? claim(`${of(target)}_${part}`, take);
    derived.set(key, identifier);
    return identifier;
  };
  return { of, derived: derive };
}

/** Names are compared without case: identifiers name files, and some systems do not tell `A.xml` from `a.xml`. */
function isKept(migrationId: string): boolean {
  return migrationId.length <= LONGEST && !migrationId.startsWith(PREFIX) && isXmlIdentifier(migrationId);
}

function claim(wanted: string, take: (identifier: string) => boolean): string {
  let identifier = wanted;
  for (let number = 2; !take(identifier); number++) identifier = `${wanted}_x_${number}`;
  return identifier;
}
