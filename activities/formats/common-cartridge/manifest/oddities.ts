/** What a manifest as a whole does that Common Cartridge does not allow, or that nobody has specified yet. */
import type { Notice } from '../../../course/ledger.js';
import type { Manifest, OrganizationItem } from '../manifest-types.js';

interface Judged extends Pick<Manifest, 'path' | 'items' | 'schema' | 'schemaVersion'> {
  readonly organizations: number;
}

/** One notice for each kind of oddity, however often it occurs. */
export function oddities(judged: Judged): Notice[] {
  return ODDITIES.flatMap(({ code, told }) => {
    const sentence = told(judged);
    if (sentence === undefined) return [];
    return { severity: 'warning', code, message: `${judged.path}: ${sentence}`, path: judged.path } as const;
  });
}

interface Oddity {
  readonly code: string;
  /** `undefined` when the manifest does not do it. */
  told(judged: Judged): string | undefined;
}

const ODDITIES: readonly Oddity[] = [
  {
    code: 'several_organizations',
    told: ({ organizations }) =>
      organizations < 2
        ? undefined
        : `there are ${organizations} organizations, where a cartridge has one; the items of all were taken, one after the other.`,
  },
  {
    code: 'unknown_version',
    told: (judged) =>
      isUnknownCartridge(judged)
        ? `the version is "${judged.schemaVersion}"; known are Common Cartridge 1.0 to 1.4, so parts of it may not have been understood.`
        : undefined,
  },
  {
    code: 'item_with_children',
    told: ({ items }) => {
      const parents = new Set(items.map(({ parent }) => parent));
      const both = items.filter(({ identifierref }, at) => identifierref !== undefined && parents.has(at));
      return both.length === 0
        ? undefined
        : `items that show a resource hold others, as only folders may; what they show was put first in them: ${named(both)}.`;
    },
  },
  {
    code: 'untitled_item',
    told: ({ items }) => {
      const untitled = items.filter(
        ({ title, identifierref }) => title === undefined && identifierref === undefined,
      );
      return untitled.length === 0
        ? undefined
        : `items have neither a title nor a resource to take one from, and are called "Untitled": ${named(untitled)}.`;
    },
  },
];

const MOST_NAMED = 10;

function named(items: readonly OrganizationItem[]): string {
  const first = items.slice(0, MOST_NAMED).map(({ identifier }) => `"${identifier}"`);
  const rest = items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '';
  return `${first.join(', ')}${rest}`;
}

/** Not asked of other content packages, which number their versions in their own way. */
function isUnknownCartridge({ schema = '', schemaVersion }: Judged): boolean {
  return (
    schemaVersion !== undefined && /common cartridge/i.test(schema) && !/^1\.[0-4](\.|$)/.test(schemaVersion)
  );
}
