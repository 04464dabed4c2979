/** The meta elements of a page's HTML. */
import type { Page } from '../../../course/model/content.js';
import { boolean, state, textList, time, timeInWords } from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { kept, value } from '../fields/value.js';

/** Read as if each were an element of that name; see html-page.ts. */
export const PAGE_META: Table<Page> = withOthers<Page>([
  value('editing_roles', 'editingRoles', textList),
  value('notify_of_update', 'notifyOfUpdate', boolean),
  value('workflow_state', 'published', state('active', 'unpublished', true)),
  value('front_page', 'frontPage', boolean),
  kept('module_locked', 'assignment_identifier'),
  value('todo_date', 'todoAt', timeInWords),
  value('publish_at', 'publishAt', timeInWords),
  value('unlock_at', 'unlockAt', time),
  value('lock_at', 'lockAt', time),
]);
