/** blueprint.xml: what copies of the course may not change. */
import { parseReferenceKey, referenceKey } from '../../../course/course-index.js';
import { OBJECT_KINDS } from '../../../course/model/common.js';
import type { Course } from '../../../course/model/course.js';
import { attribute, child, type XmlElement } from '../../xml/tree.js';
import { xml } from '../../xml/write.js';
import { list } from '../fields/block.js';
import { boolean, type Codec, text } from '../fields/codec.js';
import { type Field, withOthers } from '../fields/field.js';
import { attributeValue, value } from '../fields/value.js';
import { contentTypeOf, kindOf } from './content-types.js';

export type Blueprint = NonNullable<Course['blueprint']>;
type Flags = Record<string, boolean>;
type Restriction = NonNullable<Blueprint['restrictions']>[number];
type Item = NonNullable<Blueprint['items']>[number];

/** Every attribute but the type of content is a switch: `content="true"`, `due_dates="false"`. */
function readFlags(element: XmlElement): Flags {
  const flags: Flags = {};
  for (const [name, written] of element.attributes) {
    const on = name === 'content_type' ? undefined : boolean.read(written, { rewriteHtml: String });
    if (on === undefined) continue;
    attribute(element, name);
    flags[name] = on;
  }
  return flags;
}

function writeFlags(flags: Flags): Record<string, string> {
  return Object.fromEntries(Object.entries(flags).map(([name, on]) => [name, String(on)]));
}

const flags: Field<Restriction> = {
  elements: [],
  keys: ['flags'],
  read: (element, draft) => {
    draft.flags = readFlags(element);
  },
  write: () => undefined,
  attributes: (restriction) => writeFlags(restriction.flags),
};

/** The restricted object as `kind/identifier`; a bare identifier where Canvas does not say the kind. */
const restricted: Field<Item> = {
  elements: ['restriction'],
  keys: ['object', 'restrictions'],
  read: (element, draft) => {
    const migrationId = attribute(element, 'identifierref');
    const restriction = child(element, 'restriction');
    if (migrationId === undefined) return;
    const kind = kindOf(attribute(restriction, 'content_type') ?? '');
    draft.object = kind === undefined ? migrationId : referenceKey({ kind, migrationId });
    if (restriction !== undefined) draft.restrictions = readFlags(restriction);
  },
  write: ({ object, restrictions }) => {
    if (restrictions === undefined) return undefined;
    const contentType = contentTypeOf(parseReferenceKey(object).kind);
    return xml('restriction', { content_type: contentType, ...writeFlags(restrictions) });
  },
  attributes: ({ object }, { scope }) => ({ identifierref: identifierOf(object, scope) }),
};

function identifierOf(object: string, scope: Parameters<Codec<string>['write']>[1]): string {
  const target = parseReferenceKey(object);
  return OBJECT_KINDS.includes(target.kind) ? scope.identifier(target) : object;
}

export const BLUEPRINT = withOthers<Blueprint>(
  [value('use_default_restrictions_by_type', 'useDefaultRestrictionsByType', boolean)],
  [
    list('restrictions', {
      container: 'restrictions',
      element: 'restriction',
      table: [attributeValue<Restriction, 'contentType'>('content_type', 'contentType', text), flags],
      complete: ({ contentType, flags: on = {} }) =>
        contentType === undefined ? undefined : { contentType, flags: on },
    }),
    list('items', {
      container: 'restricted_items',
      element: 'item',
      table: [restricted, value<Item, 'useDefault'>('use_default_restrictions', 'useDefault', boolean)],
      complete: ({ object, ...item }) => (object === undefined ? undefined : { object, ...item }),
    }),
  ],
);
