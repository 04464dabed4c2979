/** learning_outcomes.xml: outcomes, and the groups they lie in. */
import type { Outcome, OutcomeGroup } from '../../../course/model/assignment.js';
import type { Reference } from '../../../course/model/common.js';
import { xml } from '../../xml/write.js';
import { list } from '../fields/block.js';
import { boolean, html, number, text } from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { ownText, single, value } from '../fields/value.js';
import { kindOf } from './content-types.js';

type Alignment = NonNullable<Outcome['objectAlignments']>[number];
type Rating = NonNullable<Outcome['ratings']>[number];

export const OUTCOME_GROUP: Table<OutcomeGroup> = withOthers<OutcomeGroup>([
  value('title', 'title', text),
  value('description', 'description', html),
  value('vendor_guid', 'vendorGuid', text),
  value('source_outcome_group_id', 'sourceGroupId', text),
]);

/** What is aligned: an object of this course, or the identifier of one that Canvas names by a class of its own. */
const aligned: Field<Alignment> = {
  elements: ['content_type', 'content_id'],
  keys: ['contentType', 'content'],
  read: (parent, draft) => {
    const [contentType, identifier] = ['content_type', 'content_id'].map((name) => {
      const found = single(parent, name);
      return found === undefined ? undefined : ownText(found).trim();
    });
    if (contentType === undefined || identifier === undefined || identifier === '') return;
    draft.contentType = contentType;
    draft.content = contentOf(contentType, identifier);
  },
  write: ({ contentType, content }, { scope }) => [
    xml('content_type', {}, contentType),
    xml('content_id', {}, 'kind' in content ? scope.identifier(content) : content.identifier),
  ],
};

function contentOf(contentType: string, identifier: string): Reference | { identifier: string } {
  const kind = kindOf(contentType);
  return kind === undefined ? { identifier } : { kind, migrationId: identifier };
}

const ALIGNMENT: Table<Alignment> = [
  aligned,
  value('mastery_type', 'masteryType', text),
  value('mastery_score', 'masteryScore', number),
  value('position', 'position', number),
];

const RATING: Table<Rating> = [value('description', 'description', text), value('points', 'points', number)];

export const OUTCOME: Table<Outcome> = withOthers<Outcome>(
  [
    value('title', 'title', text),
    value('description', 'description', html),
    value('friendly_description', 'friendlyDescription', html),
    value('calculation_method', 'calculationMethod', text),
    value('calculation_int', 'calculationValue', number),
    value('vendor_guid', 'vendorGuid', text),
    value('copied_from_outcome_id', 'copiedFrom', text),
    value('is_global_outcome', 'isGlobal', boolean),
    value('external_identifier', 'externalIdentifier', text),
    value('points_possible', 'pointsPossible', number),
    value('mastery_points', 'masteryPoints', number),
  ],
  [
    list('objectAlignments', {
      container: 'alignments',
      element: 'alignment',
      table: ALIGNMENT,
      complete: ({ contentType, content, ...alignment }) =>
        contentType === undefined || content === undefined
          ? undefined
          : { contentType, content, ...alignment },
    }),
    list('ratings', {
      container: 'ratings',
      element: 'rating',
      table: RATING,
      complete: ({ description, points }) =>
        points === undefined ? undefined : { description: description ?? '', points },
    }),
  ],
);
