/** course_paces.xml: how many days each item of a course takes. */
import type { CoursePace } from '../../../course/model/content.js';
import { elements } from '../../xml/tree.js';
import { type Markup, optionalXml, xml } from '../../xml/write.js';
import { boolean, day, number, referenceTo, state, time } from '../fields/codec.js';
import { type Field, readPart, type Table, withOthers, writeTable } from '../fields/field.js';
import { kept, ownText, single, value } from '../fields/value.js';

type PaceItem = NonNullable<CoursePace['items']>[number];

const ITEM: Table<PaceItem> = [
  value('duration', 'duration', number),
  value('module_item_identifierref', 'moduleItem', referenceTo('moduleItem')),
];

/** The identifiers of the pace's own records are kept as a list beside the items. */
const OWN = 'pace_item_identifier';

const items: Field<CoursePace> = {
  elements: ['module_items', OWN],
  keys: ['items'],
  read: (parent, draft, reading) => {
    const list: PaceItem[] = [];
    const own: string[] = [];
    for (const element of elements(parent, 'module_items').flatMap((around) => {
      around.taken.self = true;
      return elements(around, 'module_item');
    })) {
      const { moduleItem, duration } = readPart(ITEM, element, reading.scope);
      if (moduleItem === undefined || duration === undefined) continue;
      element.taken.self = true;
      list.push({ moduleItem, duration });
      const identifier = single(element, OWN);
      own.push(identifier === undefined ? '' : ownText(identifier).trim());
    }
    if (list.length > 0) draft.items = list;
    if (reading.kept !== undefined && own.some((identifier) => identifier !== '')) reading.kept[OWN] = own;
  },
  write: ({ items: list = [] }, { scope, kept: keptElements }) => {
    const own = keptElements[OWN];
    const written = list.map((item, at) =>
      xml('module_item', {}, writeTable(ITEM, item, scope), identifierAt(own, at, list.length)),
    );
    return list.length === 0 ? undefined : xml('module_items', {}, written);
  },
};

function identifierAt(own: unknown, at: number, length: number): Markup | undefined {
  if (!Array.isArray(own) || own.length !== length) return undefined;
  const identifier: unknown = own[at];
  return typeof identifier === 'string' && identifier !== '' ? optionalXml(OWN, identifier) : undefined;
}

export const COURSE_PACE: Table<CoursePace> = withOthers<CoursePace>(
  [
    value('workflow_state', 'published', state('active', 'unpublished', true)),
    value('end_date', 'endDate', day),
    value('published_at', 'publishedAt', time),
    value('exclude_weekends', 'excludeWeekends', boolean),
    value('hard_end_dates', 'hardEndDates', boolean),
    kept('selected_days_to_skip', 'time_to_complete_calendar_days'),
  ],
  [items],
);
