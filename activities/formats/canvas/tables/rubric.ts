/** rubrics.xml: rubrics, their criteria and ratings. */
import type { Rubric } from '../../../course/model/assignment.js';
import { elements, type XmlElement } from '../../xml/tree.js';
import { type XmlContent, xml } from '../../xml/write.js';
import { boolean, number, type ReadScope, referenceTo, text } from '../fields/codec.js';
import {
  extensionsOf,
  type Field,
  readPart,
  readTable,
  type Table,
  withOthers,
  writeTable,
} from '../fields/field.js';
import { ownText, single, value } from '../fields/value.js';

type Criterion = Rubric['criteria'][number];
type Rating = Criterion['ratings'][number];

const RATING: Table<Rating> = [
  value('description', 'description', text),
  value('points', 'points', number),
  value('long_description', 'longDescription', text),
  value('id', 'id', text),
];

/** Each rating repeats the id of its criterion; another id in its place stays unread. */
function readRating(element: XmlElement, criterion: string | undefined, scope: ReadScope): Rating {
  element.taken.self = true;
  const owner = single(element, 'criterion_id');
  if (owner !== undefined && ownText(owner).trim() !== (criterion ?? '').trim()) owner.taken.self = false;
  return readPart(RATING, element, scope);
}

const ratings: Field<Criterion> = {
  elements: ['ratings'],
  keys: ['ratings'],
  read: (parent, draft, { scope }) => {
    draft.ratings = elements(parent, 'ratings').flatMap((around) => {
      around.taken.self = true;
      return elements(around, 'rating').map((rating) => readRating(rating, draft.id, scope));
    });
  },
  write: ({ id, ratings: list }, { scope }) => {
    const owner = xml('criterion_id', {}, id);
    const written = list.map((rating) => xml('rating', {}, writeTable(RATING, rating, scope), owner));
    return written.length === 0 ? undefined : xml('ratings', {}, written);
  },
};

const CRITERION: Table<Criterion> = withOthers<Criterion>(
  [
    value('criterion_id', 'id', text),
    value('points', 'points', number),
    value('mastery_points', 'masteryPoints', number),
    value('ignore_for_scoring', 'ignoreForScoring', boolean),
    value('description', 'description', text),
    value('long_description', 'longDescription', text),
    value('criterion_use_range', 'useRange', boolean),
    value('learning_outcome_identifierref', 'outcome', referenceTo('outcome')),
  ],
  [ratings],
);

function readCriterion(element: XmlElement, at: number, scope: ReadScope): Criterion {
  element.taken.self = true;
  const { draft, kept } = readTable(CRITERION, element, scope);
  return {
    ...draft,
    id: draft.id ?? `criterion_${at + 1}`,
    ratings: draft.ratings ?? [],
    ...extensionsOf(kept),
  };
}

/** Canvas takes the first element of a name: what a criterion lacks is not to be found in its ratings. */
function blanks({ description, points }: Criterion): XmlContent {
  return [
    description === undefined ? xml('description') : undefined,
    points === undefined ? xml('points') : undefined,
  ];
}

const criteria: Field<Rubric> = {
  elements: ['criteria'],
  keys: ['criteria'],
  read: (parent, draft, { scope }) => {
    draft.criteria = elements(parent, 'criteria').flatMap((around) => {
      around.taken.self = true;
      return elements(around, 'criterion').map((one, at) => readCriterion(one, at, scope));
    });
  },
  write: ({ criteria: list }, { scope }) =>
    xml(
      'criteria',
      {},
      list.map((criterion) =>
        xml('criterion', {}, blanks(criterion), writeTable(CRITERION, criterion, scope)),
      ),
    ),
};

export const RUBRIC: Table<Rubric> = withOthers<Rubric>(
  [
    value('read_only', 'readOnly', boolean),
    value('title', 'title', text),
    value('description', 'description', text),
    value('reusable', 'reusable', boolean),
    value('public', 'public', boolean),
    value('points_possible', 'pointsPossible', number),
    value('hide_score_total', 'hideScoreTotal', boolean),
    value('free_form_criterion_comments', 'freeFormCriterionComments', boolean),
    value('rating_order', 'ratingOrder', text),
    value('external_identifier', 'externalIdentifier', text),
  ],
  [criteria],
);
