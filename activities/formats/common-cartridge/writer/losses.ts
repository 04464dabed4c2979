/** What an exported cartridge does not give back as it was: one honest table, for the documentation and for tests. */
import type { Loss } from './loss.js';
import { TOLD_LOSSES } from './losses-told.js';

export type { Loss, LossKind } from './loss.js';

/** Nothing is lost by these: it stands elsewhere, or comes back in other words. */
const OTHER_WORDS: readonly Loss[] = [
  {
    how: 'replaced',
    kinds: ['moduleItem'],
    fields: ['content'],
    text: 'A folder without items is a heading; an item that shows a tool says its address as well, and one that shows a web link is an address to Canvas; one whose object is missing says that it is a page.',
  },
  {
    how: 'replaced',
    kinds: ['page', 'assignment', 'course'],
    fields: ['path', 'syllabus'],
    text: 'Texts lie where Canvas keeps them; where they lay before is not kept.',
  },
  {
    how: 'replaced',
    kinds: ['page'],
    fields: ['frontPage'],
    text: 'Where the course names its front page, that page says that it is one, and no other says anything.',
  },
  {
    how: 'replaced',
    kinds: ['folder'],
    fields: ['migrationId'],
    text: 'Canvas knows folders by their paths.',
  },
  {
    how: 'replaced',
    kinds: ['outcome', 'outcomeGroup'],
    fields: ['position'],
    text: 'The order of outcomes is the order in the file.',
  },
  {
    how: 'replaced',
    kinds: ['quiz'],
    fields: ['entries.points', 'entries.shuffle'],
    text: 'Points that an entry of a quiz gives are those of its question; a group that is not shuffled says nothing of it.',
  },
  {
    how: 'replaced',
    kinds: ['question'],
    fields: ['position', 'shuffle', 'penalty', 'multiple'],
    text: 'The place of a question is its place in the file; that it is not shuffled, costs nothing or has one answer need not be said.',
  },
  {
    how: 'replaced',
    kinds: ['discussionTopic', 'announcement'],
    fields: ['textType'],
    text: 'Texts are HTML where nothing else is said.',
  },
  {
    how: 'added',
    kinds: ['assignment'],
    fields: ['html'],
    text: 'An assignment without a text has an empty one.',
  },
  {
    how: 'added',
    kinds: ['assignment'],
    fields: ['attachments'],
    versions: ['1.3'],
    text: 'Attachments without a role, or with one the standard does not know, are for all.',
  },
  { how: 'added', kinds: ['page'], fields: ['slug'], text: 'A page is named after its title.' },
  {
    how: 'added',
    kinds: ['course'],
    fields: ['title', 'metadata', 'frontPage', 'latePolicy', 'authorizations'],
    text: 'The manifest repeats title and language as metadata; the front page says so of itself; a late policy has an identifier, an authorization an access.',
  },
  {
    how: 'added',
    kinds: ['webLink', 'externalTool'],
    fields: ['published'],
    text: 'Links and tools are published for whom they are meant.',
  },
  {
    how: 'replaced',
    kinds: ['externalTool'],
    fields: ['vendor'],
    text: 'The schema demands a vendor with a code and a name; one that is "unknown", as Canvas calls it, is none.',
  },
  {
    how: 'added',
    kinds: ['quiz'],
    fields: ['engine', 'extensions'],
    text: 'Canvas says of every quiz which engine and which calculator it has.',
  },
];

/** Every way in which `read(write(course))` differs from `course`. The round trip test knows no other. */
export const LOSSES: readonly Loss[] = [...TOLD_LOSSES, ...OTHER_WORDS];
