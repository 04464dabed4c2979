/** The items of a module in module_meta.xml, as their elements have them. */
import type { Extensions } from '../../../course/model/common.js';
import { boolean, integer, number, state, text } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { kept, value } from '../fields/value.js';

/** An item before its content is looked up. */
export interface ItemElements {
  readonly contentType?: string | undefined;
  readonly published?: boolean | undefined;
  readonly title?: string | undefined;
  readonly target?: string | undefined;
  readonly url?: string | undefined;
  /** Of the LTI link that an external tool is launched by. */
  readonly lookupUuid?: string | undefined;
  readonly newTab?: boolean | undefined;
  readonly indent?: number | undefined;
  readonly position?: number | undefined;
  readonly extensions?: Extensions | undefined;
}

export const MODULE_ITEM: Table<ItemElements> = withOthers<ItemElements>([
  value('content_type', 'contentType', text),
  value('workflow_state', 'published', state('active', 'unpublished', true)),
  value('title', 'title', text),
  value('identifierref', 'target', text),
  value('url', 'url', text),
  kept('global_identifierref', 'link_settings_json'),
  value('lti_resource_link_lookup_uuid', 'lookupUuid', text),
  // The order of the elements is the order of the items; Canvas reads it so.
  value('position', 'position', number),
  value('new_tab', 'newTab', boolean),
  value('indent', 'indent', integer),
]);
