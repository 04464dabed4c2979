/** What of a package is not in its export as it was, and the rules by which that is as it should be. */
import type { LedgerEntry } from '../../activities/course/ledger.js';
import { decodeIdentifier } from '../../activities/formats/common-cartridge/encoded-identifiers.js';
import type { PackageRoundTrip } from './compare-packages.js';
import { isOfManifest, MANIFEST_RULES, tellsOfMetadata } from './manifest-rules.js';
import { documentsOf, type Leaves } from './package-documents.js';
import { QUESTION_RULES } from './question-rules.js';

export interface LeafDifference {
  /** The document, as `quiz i1`. */
  readonly document: string;
  readonly place: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the package says at the first place of that name, where this is a further one. */
  readonly first?: string | undefined;
  /** All that the package says, and its export. */
  readonly old: Leaves;
  readonly now: Leaves;
}

/** Differences of the documents that both packages hold, and those that the export does not. */
export interface DocumentDifferences {
  readonly leaves: readonly LeafDifference[];
  /** Paths in the package; an empty list of settings need not be a file. */
  readonly gone: readonly string[];
}

export async function documentDifferences(trip: PackageRoundTrip): Promise<DocumentDifferences> {
  const { source, exported, imported, back } = trip;
  const before = await documentsOf(source, filePaths(imported.entries));
  const after = await documentsOf(exported.sink.source(), filePaths(back.entries));
  const written = new Map([...after].map(([name, document]) => [originalName(name), document]));
  const leaves: LeafDifference[] = [];
  for (const [name, { leaves: old }] of before) {
    const now = written.get(name)?.leaves;
    if (now === undefined) continue;
    const renamed = new Map([...now].map(([place, value]) => [originalName(place), originalName(value)]));
    for (const place of new Set([...old.keys(), ...renamed.keys()])) {
      const [one, other] = [old.get(place), renamed.get(place)];
      if (one !== other)
        leaves.push({
          document: name,
          place,
          before: one,
          after: other,
          first: old.get(place.replace(/#\d+(?=@|$)/, '')),
          old,
          now: renamed,
        });
    }
  }
  return {
    leaves,
    gone: [...before]
      .filter(([name, { leaves: old }]) => !written.has(name) && old.size > 0)
      .map(([, { path }]) => path),
  };
}

/** The files of a package that are files of the course. */
function filePaths(entries: readonly LedgerEntry[]): ReadonlySet<string> {
  const ofFiles = entries.filter(({ type, target }) => type === 'zip entry' && target?.kind === 'file');
  return new Set(ofFiles.map(({ path }) => path));
}

/** Identifiers that had to be encoded, as they were. */
function originalName(text: string): string {
  return text.replace(/(?<![A-Za-z0-9])cw\.[\w.-]+/g, (word) => decodeIdentifier(word)?.migrationId ?? word);
}

export interface Rule {
  readonly rule: string;
  readonly why: string;
  explains(difference: LeafDifference): boolean;
}

const isAt =
  (pattern: RegExp) =>
  ({ place }: LeafDifference) =>
    pattern.test(place);
const bothAre =
  (same: (before: string, after: string) => boolean) =>
  ({ before, after }: LeafDifference) =>
    before !== undefined && after !== undefined && same(before, after);

/** Said by Canvas in every file, or demanded by a schema; packages of other programs leave it to be understood. */
const UNDERSTOOD: Readonly<Record<string, readonly string[]>> = {
  available: ['true'],
  code: ['unknown'],
  grading_type: ['points'],
  has_group_category: ['false'],
  indent: ['0'],
  is_public_to_auth_users: ['false'],
  name: ['unknown'],
  workflow_state: ['active', 'published'],
};

/** The name of the element, attribute or piece of metadata. */
function nameAt(place: string): string {
  const [, meta] = /^page\/meta\[(\w+)\]$/.exec(place) ?? [];
  return meta ?? /[\w.]+(?=(?:\[[^\]]*\])?(?:#\d+)?$)/.exec(place)?.[0] ?? place;
}

/** The rules, in the order in which they are tried; what none explains is a fault of the reader or the writer. */
export const RULES: readonly Rule[] = [
  {
    rule: 'A number is its value.',
    why: 'Canvas writes "10.0", the model holds 10.',
    explains: bothAre((before, after) => Number(before) === Number(after)),
  },
  {
    rule: 'An instant is the moment it names.',
    why: 'Times with a zone are written in UTC, as Canvas writes them.',
    explains: bothAre((before, after) => instantOf(before) === instantOf(after)),
  },
  {
    rule: 'JSON is its value.',
    why: 'Grading schemes are lists of pairs, whatever the white space and decimals between them.',
    explains: bothAre((before, after) => jsonOf(before) !== undefined && jsonOf(before) === jsonOf(after)),
  },
  {
    rule: 'What is understood is said.',
    why: 'The writer says what Canvas says in every file, where a package left it out.',
    explains: ({ place, before, after }) =>
      before === undefined && after !== undefined && UNDERSTOOD[nameAt(place)]?.includes(after) === true,
  },
  {
    rule: 'The place of an item is the order of the elements.',
    why: 'Canvas numbers items of a module as they stand; some packages leave gaps, or begin with 0.',
    explains: isAt(/\/item\[[^\]]*\]\/position$/),
  },
  {
    rule: "An assignment has Canvas's settings in its extension.",
    why: 'They say to Canvas what the descriptor says to everyone, and what only Canvas knows.',
    explains: ({ place, before }) => before === undefined && /^assignment\/extensions\//.test(place),
  },
  {
    rule: 'A quiz that counts has an assignment.',
    why: "Canvas's importer makes a quiz count only where its settings hold an assignment; some packages leave it out.",
    explains: ({ place, before }) => before === undefined && /^quiz\/assignment\[\w+_graded\]\//.test(place),
  },
  {
    rule: 'What New Quizzes calls a quiz stands with its settings.',
    why: 'The package says it in the file of the questions.',
    explains: ({ place, before }) => before === undefined && place === 'quiz/external_assignment_id',
  },
  {
    rule: "Modules stand in Canvas's file.",
    why: 'A package whose file of modules is empty has its modules in the organisation alone.',
    explains: ({ place, before }) => before === undefined && /^modules\/module/.test(place),
  },
  {
    rule: 'What is said twice in the same words is said once.',
    why: 'Some packages repeat settings of a tool; the second says nothing new.',
    explains: ({ place, before, after, first }) =>
      /\]#\d+(@\w+)?$/.test(place) && before === first && after === undefined,
  },
  {
    rule: 'A page is known by its resource.',
    why: 'Where the page itself has another identifier, that of the manifest counts, as links and items name it.',
    explains: isAt(/^page\/meta\[identifier\]$/),
  },
  {
    rule: 'The order of formats says nothing.',
    why: 'The ways in which work may be handed in are a choice.',
    explains: isAt(/^assignment\/submission_formats\/format(#\d+)?@type$/),
  },
  {
    rule: 'A text is HTML.',
    why: 'Plain text of an assignment is escaped into HTML, which is all that the model holds; the schema demands a text for teachers, if an empty one.',
    explains: ({ place, before, after }) =>
      /^assignment\/(instructor_)?text@texttype$/.test(place) &&
      before !== 'text/html' &&
      after === 'text/html',
  },
  {
    rule: 'A file is named by its address below web_resources.',
    why: 'Files lie where Canvas keeps them, so relative addresses of attachments become those with a token.',
    explains: (difference) =>
      /\/attachment(#\d+)?@href$/.test(difference.place) &&
      bothAre((before, after) => nameOf(before) === nameOf(after))(difference),
  },
  {
    rule: 'A link is where it leads.',
    why: 'Links of a text are written as Canvas writes them, whatever the quotes, escapes and folders before.',
    explains: bothAre((before, after) => withoutLinks(before) === withoutLinks(after)),
  },
  ...QUESTION_RULES,
  ...MANIFEST_RULES,
];

function nameOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

function instantOf(text: string): number | string {
  const zoned = /(?:Z|UTC|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(zoned.replace(/ ?UTC$/, 'Z')) : Number.NaN;
  return Number.isNaN(time) ? text : time;
}

function jsonOf(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const LINK = /(\b(?:href|src|data|poster|action|data-api-endpoint)\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s>]*)/gi;

function withoutLinks(html: string): string {
  return html.replace(LINK, '$1').replaceAll(/\s+/g, ' ');
}

/** The first rule that explains a difference. */
export function ruleFor(difference: LeafDifference): Rule | undefined {
  return RULES.find(({ explains }) => explains(difference));
}

/** What no rule explains, and no ledger tells. */
export function unexplained(
  differences: readonly LeafDifference[],
  { imported, exported }: PackageRoundTrip,
): string[] {
  const entries = [...imported.entries, ...exported.entries];
  return differences
    .filter((difference) => ruleFor(difference) === undefined)
    .filter((difference) => {
      const tells = isOfManifest(difference.document) ? tellsOfMetadata : tellsOf;
      return !entries.some((entry) => tells(entry, difference));
    })
    .map(
      ({ document, place, before, after }) =>
        `${document}: ${place}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`,
    );
}

/** Whether an entry is about the document, or an object in it, and names what is not as it was. */
function tellsOf(entry: LedgerEntry, { document, place, before = '' }: LeafDifference): boolean {
  const subject = document.slice(document.indexOf(' ') + 1);
  const { path, target, element = '', lost = [], message = '' } = entry;
  const named = [...place.matchAll(/\[([^\]]*)\]/g)].map(([, name]) => name);
  const isAbout =
    path === subject ||
    target?.migrationId === subject ||
    element === `resource "${subject}"` ||
    named.includes(target?.migrationId ?? '');
  if (!isAbout) return false;
  if (entry.state === 'unsupported') return named.some((name) => element.includes(`"${name}"`));
  const steps = place.split(/[/@]/).map((step) => step.replace(/[[#].*$/, ''));
  const told = [...lost, message].join(' ');
  return (
    told !== '' &&
    (steps.slice(1).some((step) => told.includes(step)) || (before !== '' && told.includes(nameOf(before))))
  );
}
