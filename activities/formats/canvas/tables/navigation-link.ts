/** nav_menu_links.xml: links of the course navigation that lead out of the course. */
import type { Course } from '../../../course/model/course.js';
import { text } from '../fields/codec.js';
import type { Table } from '../fields/field.js';
import { value } from '../fields/value.js';

export type NavigationLink = NonNullable<Course['navigationLinks']>[number];

export const NAVIGATION_LINK: Table<NavigationLink> = [
  value('label', 'label', text),
  value('url', 'url', text),
];
