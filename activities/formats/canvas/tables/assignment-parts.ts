/** The parts of an assignment that are objects of their own in the model. */
import type { z } from 'zod';
import type { Assignment, assignmentOverride, lineItem } from '../../../course/model/assignment.js';
import { attribute, elements, type XmlElement } from '../../xml/tree.js';
import { xml } from '../../xml/write.js';
import { type ListOptions, list } from '../fields/block.js';
import {
  boolean,
  insteadOfReference,
  integer,
  jsonOf,
  number,
  referenceOr,
  referenceTo,
  text,
  time,
  timeInWords,
} from '../fields/codec.js';
import type { Draft, Field, Table } from '../fields/field.js';
import { attributeValue, ownText, value } from '../fields/value.js';

type Override = z.infer<typeof assignmentOverride>;
type LineItem = z.infer<typeof lineItem>;
type Rubric = NonNullable<Assignment['rubric']>;
type ToolLaunch = NonNullable<Assignment['toolLaunch']>;

const OVERRIDE: Table<Override> = [
  attributeValue('set_type', 'setType', text),
  attributeValue('set_id', 'setId', text),
  attributeValue('title', 'title', text),
  attributeValue('due_at', 'dueAt', timeInWords),
  attributeValue('unlock_at', 'unlockAt', timeInWords),
  attributeValue('lock_at', 'lockAt', timeInWords),
];

/** Other dates, of assignments and quizzes alike. Canvas writes the empty list up to three times. */
export const OVERRIDES: ListOptions<Override> = {
  container: 'assignment_overrides',
  element: 'override',
  table: OVERRIDE,
  complete: ({ setType, ...others }) => (setType === undefined ? undefined : { setType, ...others }),
};

const LINE_ITEM: Table<LineItem> = [
  value('coupled', 'coupled', boolean),
  value('tag', 'tag', text),
  value('resource_id', 'resourceId', text),
  value('extensions', 'extensions', text),
  value('client_id', 'clientId', text),
  value('label', 'label', text),
  value('score_maximum', 'scoreMaximum', number),
];

export const lineItems: Field<Assignment> = list('lineItems', {
  container: 'line_items',
  element: 'line_item',
  table: LINE_ITEM,
  complete: (item) => item,
});

export const PEER_REVIEW: Table<NonNullable<Assignment['peerReviews']>> = [
  value('peer_reviews', 'enabled', boolean),
  value('peer_review_count', 'count', integer),
  value('automatic_peer_reviews', 'automatic', boolean),
  value('anonymous_peer_reviews', 'anonymous', boolean),
  value('intra_group_peer_reviews', 'intraGroup', boolean),
  value('peer_reviews_due_at', 'dueAt', time),
];

export const MODERATION: Table<NonNullable<Assignment['moderation']>> = [
  value('moderated_grading', 'enabled', boolean),
  value('grader_count', 'graderCount', integer),
  value('grader_comments_visible_to_graders', 'graderCommentsVisibleToGraders', boolean),
  value('graders_anonymous_to_graders', 'gradersAnonymousToGraders', boolean),
  value('grader_names_visible_to_final_grader', 'graderNamesVisibleToFinalGrader', boolean),
];

const anything = jsonOf((json) => json as NonNullable<ToolLaunch['data']>);

export const TOOL_LAUNCH: Table<ToolLaunch> = [
  value('external_tool_identifierref', 'tool', referenceTo('externalTool')),
  value('external_tool_external_identifier', 'externalIdentifier', text),
  value('external_tool_url', 'url', text),
  value('external_tool_data_json', 'data', anything),
  value('external_tool_link_settings_json', 'linkSettings', anything),
  value('external_tool_new_tab', 'newTab', boolean),
  value('resource_link_lookup_uuid', 'resourceLinkLookupUuid', text),
];

const savedComments: Field<Rubric> = {
  elements: ['saved_rubric_comments'],
  keys: ['savedComments'],
  read: (parent, draft) => {
    for (const around of elements(parent, 'saved_rubric_comments')) {
      around.taken.self = true;
      draft.savedComments = readComments(around);
    }
  },
  write: ({ savedComments: saved = {} }) => {
    const comments = Object.entries(saved).flatMap(([criterion, texts]) =>
      texts.map((comment) => xml('comment', { criterion_id: criterion }, comment)),
    );
    return comments.length === 0 ? undefined : xml('saved_rubric_comments', {}, comments);
  },
};

function readComments(around: XmlElement): Record<string, string[]> {
  const saved: Record<string, string[]> = {};
  for (const comment of elements(around, 'comment')) {
    const criterion = attribute(comment, 'criterion_id') ?? '';
    saved[criterion] = [...(saved[criterion] ?? []), ownText(comment)];
  }
  return saved;
}

/** The rubric of the course, or else the account's. */
export const RUBRIC: Table<Rubric> = [
  value('rubric_identifierref', 'rubric', referenceOr('rubric')),
  value('rubric_external_identifier', 'rubric', insteadOfReference('externalIdentifier')),
  value('rubric_use_for_grading', 'useForGrading', boolean),
  value('rubric_hide_points', 'hidePoints', boolean),
  value('rubric_hide_outcome_results', 'hideOutcomeResults', boolean),
  value('rubric_hide_score_total', 'hideScoreTotal', boolean),
  savedComments,
];

/** A part that is there when one of its switches is: the switch is off where it is not named. */
export function withSwitch<Part extends { enabled: boolean }>(draft: Draft<Part>): Part {
  return { enabled: false, ...draft } as Part;
}
