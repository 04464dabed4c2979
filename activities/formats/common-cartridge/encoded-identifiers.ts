/**
 * Migration ids as identifiers of a cartridge (xs:ID), so that they can be read back: `cw.<kind>.<migration id>`, every
 * character that has no place in an xs:ID as `_x<code point>-`.
 */
import { createHash } from 'node:crypto';
import { OBJECT_KINDS, type ObjectKind, type Reference } from '../../course/model/common.js';

/** Letters of both editions of XML names in use (XML 1.0, 4th and 5th): what every parser takes. */
const LETTERS = [
  'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u00ff\\u0391-\\u03a1\\u03a3-\\u03ce\\u0410-\\u044f',
  '\\u05d0-\\u05ea\\u0621-\\u063a\\u0641-\\u064a\\u3041-\\u3094\\u30a1-\\u30fa\\u4e00-\\u9fa5\\uac00-\\ud7a3',
].join('');
const IDENTIFIER = new RegExp(`^[_${LETTERS}][-._0-9${LETTERS}]*$`);
/** Characters that are escaped; `_` where it could be taken for the start of an escape. */
const UNFIT = new RegExp(`[^-._0-9${LETTERS}]|_(?=x)`, 'gu');

export const ENCODED_PREFIX = 'cw.';
const LAST_CODE_POINT = 0x10ffff;
const HASH_MARK = '_x__';
const KINDS = new Set<string>(OBJECT_KINDS);

/** Identifiers name files too; past this length they are told apart by a hash instead of their end. */
export const LONGEST_IDENTIFIER = 120;

/** Whether a text is an xs:ID: letter or underscore first, then letters, digits, `.`, `-` and `_`. */
export function isXmlIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** An identifier that says which object it is for, whatever its migration id looks like. */
export function encodeIdentifier(target: Reference): string {
  const escaped = target.migrationId.replace(UNFIT, (character) => `_x${codePoint(character)}-`);
  const whole = `${ENCODED_PREFIX}${target.kind}.${escaped}`;
  if (whole.length <= LONGEST_IDENTIFIER) return whole;
  const hash = createHash('sha256').update(target.migrationId).digest('hex').slice(0, 32);
  return `${whole.slice(0, LONGEST_IDENTIFIER - HASH_MARK.length - hash.length)}${HASH_MARK}${hash}`;
}

/**
 * The object an identifier was made for by `encodeIdentifier`; `undefined` for any other identifier, however like one it
 * looks, and for one that was too long to be kept whole.
 */
export function decodeIdentifier(identifier: string): Reference | undefined {
  const [, kind = '', escaped = ''] = /^cw\.([A-Za-z]+)\.(.+?)(?:_x_\d+)?$/s.exec(identifier) ?? [];
  if (!KINDS.has(kind) || escaped.includes(HASH_MARK)) return undefined;
  const migrationId = escaped.replace(/_x([0-9a-f]{1,6})-/g, decodeEscape);
  const target: Reference = { kind: kind as ObjectKind, migrationId };
  return encodeIdentifier(target) === `${ENCODED_PREFIX}${kind}.${escaped}` ? target : undefined;
}

/** An escape that names no character stays as it is. */
function decodeEscape(written: string, code: string): string {
  const point = Number.parseInt(code, 16);
  return point > LAST_CODE_POINT ? written : String.fromCodePoint(point);
}

function codePoint(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
