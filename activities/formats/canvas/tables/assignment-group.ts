/** assignment_groups.xml: the parts a total is made of, and what is dropped from each. */
import type { AssignmentGroup } from '../../../course/model/assignment.js';
import { list } from '../fields/block.js';
import { integer, number, referenceTo, text, words } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { value } from '../fields/value.js';

type Rule = NonNullable<AssignmentGroup['rules']>[number];

const RULE: Table<Rule> = [
  value(
    'drop_type',
    'type',
    words({ dropLowest: 'drop_lowest', dropHighest: 'drop_highest', neverDrop: 'never_drop' }),
  ),
  value('drop_count', 'count', integer),
  value('identifierref', 'assignment', referenceTo('assignment')),
];

export const ASSIGNMENT_GROUP: Table<AssignmentGroup> = withOthers<AssignmentGroup>(
  [
    value('title', 'title', text),
    value('position', 'position', number),
    value('group_weight', 'weight', number),
  ],
  [
    list('rules', {
      container: 'rules',
      element: 'rule',
      table: RULE,
      complete: ({ type, ...rule }) => (type === undefined ? undefined : { type, ...rule }),
    }),
  ],
);
