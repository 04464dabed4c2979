/** Tells of addresses in texts that could not be translated: one notice for each sort of them. */
import type { Notice } from '../../course/ledger.js';
import type { Reference } from '../../course/model/common.js';
import type { ReadHtml } from './links-in.js';

/** What was found in the texts of one object, each address once. */
export interface LinkFaults {
  readonly missing: Set<string>;
  readonly outside: Set<string>;
}

export interface FaultyTexts {
  /** The file they stand in. */
  readonly path: string;
  /** The object they became texts of. */
  readonly target: Reference;
  /** Which text, as `text` or `description`. */
  readonly field: string;
  /** The element of the file, where it holds several objects. */
  readonly element?: string;
}

export function createLinkFaults(): LinkFaults {
  return { missing: new Set(), outside: new Set() };
}

/** Notes the faults of a text, and gives its HTML. */
export function noteFaults({ missing, outside }: LinkFaults, read: ReadHtml): string {
  for (const address of read.missing) missing.add(address);
  for (const address of read.outside) outside.add(address);
  return read.html;
}

/** What there is to tell of an object's texts; nothing when every address was translated. */
export function linkNotices(texts: FaultyTexts, { missing, outside }: LinkFaults): Notice[] {
  return [
    ...notice(
      'missing_links',
      missing,
      texts,
      (one) => `${one ? 'leads' : 'lead'} to nothing in the package`,
    ),
    ...notice('addresses_kept', outside, texts, (one) => {
      const [stands, was] = one ? ['stands', 'was'] : ['stand', 'were'];
      return `with a token of the package ${stands} where no link is read, and ${was} kept word for word`;
    }),
  ];
}

const NOUNS = {
  missing_links: ['link', 'links'],
  addresses_kept: ['address', 'addresses'],
} as const;

const MOST_NAMED = 20;

function notice(
  code: keyof typeof NOUNS,
  addresses: ReadonlySet<string>,
  { path, target, field, element }: FaultyTexts,
  say: (isOne: boolean) => string,
): Notice[] {
  if (addresses.size === 0) return [];
  const isOne = addresses.size === 1;
  const named = [...addresses].slice(0, MOST_NAMED).map((address) => `"${address}"`);
  const rest = addresses.size > MOST_NAMED ? ` and ${addresses.size - MOST_NAMED} more` : '';
  const message = `${path}: ${addresses.size} ${NOUNS[code][isOne ? 0 : 1]} ${say(isOne)} (${field}): ${named.join(', ')}${rest}.`;
  return [
    { severity: 'warning', code, message, path, target, ...(element === undefined ? {} : { element }) },
  ];
}
