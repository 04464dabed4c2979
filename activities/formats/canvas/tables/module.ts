/** module_meta.xml: modules and what must be done before them. */
import type { Module } from '../../../course/model/module.js';
import { list } from '../fields/block.js';
import { boolean, integer, number, referenceTo, state, text, time } from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { attributeValue, kept, value } from '../fields/value.js';

type Prerequisite = NonNullable<Module['prerequisites']>[number] & { type?: string | undefined };

const PREREQUISITE: Table<Prerequisite> = [
  {
    ...attributeValue<Prerequisite, 'type'>('type', 'type', text),
    attributes: () => ({ type: 'context_module' }),
  },
  value('title', 'title', text),
  value('identifierref', 'module', referenceTo('module')),
];

/** Another type of prerequisite than a module is none we know. */
const prerequisites: Field<Module> = list('prerequisites', {
  container: 'prerequisites',
  element: 'prerequisite',
  table: PREREQUISITE,
  complete: ({ module, title, type = 'context_module' }) =>
    module === undefined || type !== 'context_module'
      ? undefined
      : { module, ...(title === undefined ? {} : { title }) },
});

/** Items and completion requirements are in blocks of their own: module-items.ts. */
export const MODULE_HEAD: Table<Module> = withOthers<Module>(
  [
    value('title', 'title', text),
    value('workflow_state', 'published', state('active', 'unpublished', true)),
    value('position', 'position', number),
    value('unlock_at', 'unlockAt', time),
    kept('start_at', 'end_at'),
    value('require_sequential_progress', 'requireSequentialProgress', boolean),
    value('requirement_count', 'requirementCount', integer),
    value('locked', 'locked', boolean),
  ],
  [prerequisites],
);

export const COMPLETION_TYPES = {
  mustView: 'must_view',
  mustMarkDone: 'must_mark_done',
  mustContribute: 'must_contribute',
  mustSubmit: 'must_submit',
  minScore: 'min_score',
  minPercentage: 'min_percentage',
} as const;
