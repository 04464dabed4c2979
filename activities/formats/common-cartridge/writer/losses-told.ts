/** What a cartridge has no place for: left out, and told in the ledger of the export. */
import type { ObjectKind } from '../../../course/model/common.js';
import type { Loss } from './loss.js';

const RESOURCES: readonly ObjectKind[] = [
  'page',
  'file',
  'assignment',
  'quiz',
  'questionBank',
  'discussionTopic',
  'announcement',
  'webLink',
  'externalTool',
  'resourceLink',
];

const WITHOUT_RESOURCE: readonly ObjectKind[] = [
  'folder',
  'assignmentGroup',
  'rubric',
  'outcome',
  'outcomeGroup',
  'gradingStandard',
  'externalFeed',
  'calendarEvent',
  'coursePace',
];

const EVERYTHING: readonly ObjectKind[] = ['course', 'module', ...RESOURCES, ...WITHOUT_RESOURCE];

export const TOLD_LOSSES: readonly Loss[] = [
  {
    how: 'lost',
    kinds: EVERYTHING,
    fields: ['availability', 'tags'],
    text: 'Conditions of access beyond dates, and tags, exist in neither Common Cartridge nor Canvas.',
  },
  {
    how: 'lost',
    kinds: ['moduleItem'],
    fields: ['availability', 'audience'],
    text: 'Module items have no conditions and no audience of their own; what they show has.',
  },
  {
    how: 'lost',
    kinds: [...EVERYTHING, 'moduleItem'],
    fields: ['extensions'],
    text: "Settings of systems other than Canvas are left out; Canvas's own are kept where Canvas keeps a file about the object.",
  },
  {
    how: 'lost',
    kinds: WITHOUT_RESOURCE,
    fields: ['audience', 'metadata', 'alignments'],
    text: 'Only resources of the manifest can say who they are for and what they are about.',
  },
  {
    how: 'lost',
    kinds: ['course', 'module'],
    fields: ['audience', 'alignments'],
    text: 'The manifest says of a course and of a module what it is about, not for whom, nor to which standards it is aligned.',
  },
  {
    how: 'lost',
    kinds: RESOURCES,
    fields: ['metadata'],
    versions: ['1.1'],
    text: 'Resources of version 1.1 can only say who they are for.',
  },
  {
    how: 'lost',
    kinds: ['course', 'module', 'moduleItem'],
    fields: ['metadata'],
    versions: ['1.1'],
    text: 'Version 1.1 keeps to the vocabularies of LOM for roles of contributors, relations and copyright.',
  },
  {
    how: 'lost',
    kinds: RESOURCES,
    fields: ['alignments'],
    text: 'Version 1.1 knows no curriculum standards; version 1.3 knows their GUIDs, but no CASE addresses.',
  },
  {
    how: 'lost',
    kinds: ['assignment'],
    fields: ['metadata', 'audience', 'attachments', 'instructorHtml', 'html'],
    nested: true,
    text: 'The assignment of a quiz or topic is a part of its settings: it has no resource and no text of its own.',
  },
  {
    how: 'lost',
    kinds: ['assignment'],
    fields: ['gradeDueAt', 'maxFiles', 'maxFileSize', 'wordLimit', 'passingGrade', 'missingAttachments'],
    text: 'Neither the assignment extension nor Canvas has these settings.',
  },
  {
    how: 'lost',
    kinds: ['assignment'],
    fields: ['instructorHtml', 'attachments'],
    versions: ['1.1'],
    text: 'Texts for teachers and attachments need the assignment extension of version 1.3.',
  },
  {
    how: 'lost',
    kinds: ['assignmentGroup'],
    fields: ['aggregation', 'parent'],
    text: 'Groups do not nest in Canvas, and have one way to add up.',
  },
  {
    how: 'lost',
    kinds: ['course'],
    fields: ['description', 'lockAt', 'unlockAt', 'source', 'authorizations'],
    text: 'Canvas has no description and no lock of a course; of its origin the name and version of other systems are lost, of several authorizations all but the first.',
  },
  { how: 'lost', kinds: ['coursePace'], fields: ['title'], text: 'Paces have no titles in Canvas.' },
  { how: 'lost', kinds: ['outcome'], fields: ['shortTitle'], text: 'Outcomes have one title in Canvas.' },
  {
    how: 'lost',
    kinds: ['discussionTopic', 'announcement'],
    fields: ['missingAttachments', 'textType'],
    text: 'Attachments that were missing stay missing; plain text that has been given tags is HTML.',
  },
  {
    how: 'lost',
    kinds: ['externalTool'],
    fields: ['position', 'published'],
    text: 'Tools have no order and no state of publication in a cartridge.',
  },
  {
    how: 'lost',
    kinds: ['file'],
    fields: ['author', 'position', 'owner', 'mediaType', 'path', 'intendedUse'],
    text: 'Authors, order and private ownership have no place; the media type follows from the name; paths that a file system would confuse are changed; only the uses of the standard are kept.',
  },
  {
    how: 'lost',
    kinds: ['folder'],
    fields: ['position'],
    text: 'Folders have no order of their own.',
  },
  {
    how: 'lost',
    kinds: ['module'],
    fields: ['description', 'parent'],
    text: 'Modules have no text of their own and do not nest.',
  },
  {
    how: 'lost',
    kinds: ['page'],
    fields: ['intendedUse', 'slug', 'frontPage'],
    text: 'Only the uses of the standard are kept; of two pages with one address the second gets another; a course has one front page.',
  },
  {
    how: 'lost',
    kinds: ['questionBank'],
    fields: ['description', 'parent', 'position'],
    text: 'Banks have a title and questions, nothing else.',
  },
  {
    how: 'lost',
    kinds: ['quiz'],
    fields: [
      'allowLateSubmission',
      'behaviour',
      'feedbackPermitted',
      'gradeFeedback',
      'hintsPermitted',
      'instructorHtml',
      'passingScore',
      'position',
      'solutionsPermitted',
    ],
    text: 'Canvas has no such settings of a quiz.',
  },
  {
    how: 'lost',
    kinds: ['quiz'],
    fields: ['entries'],
    text: 'Entries of a quiz have no pages, groups no tags, and neither has settings of systems other than Canvas.',
  },
  {
    how: 'lost',
    kinds: ['resourceLink'],
    fields: ['tool'],
    text: 'A link names its tool by address.',
  },
  {
    how: 'lost',
    kinds: ['rubric'],
    fields: ['criteria'],
    text: 'Criteria are kept, but for settings of systems other than Canvas.',
  },
  {
    how: 'lost',
    kinds: ['webLink'],
    fields: ['description', 'published'],
    text: 'A web link is a title, an address and a window.',
  },
  {
    how: 'lost',
    kinds: ['moduleItem'],
    fields: ['content'],
    text: 'Items that show an activity or a text lead to a page instead.',
  },
  {
    how: 'lost',
    kinds: ['activity'],
    fields: ['*'],
    text: 'Activities that only some systems know become pages: what can be read is kept, what can be done is not.',
  },
  {
    how: 'lost',
    kinds: ['studentGroup'],
    fields: ['*'],
    text: 'Cartridges hold no groups of learners.',
  },
  {
    how: 'lost',
    kinds: ['question'],
    fields: ['*'],
    text: 'Questions are kept as Canvas writes them; the ledger names what it has no question type or field for.',
  },
  {
    how: 'lost',
    kinds: ['page', 'assignment', 'quiz', 'questionBank'],
    fields: ['title'],
    text: 'An empty title comes back as the name of a file or an identifier: readers show no object without a title.',
  },
];
