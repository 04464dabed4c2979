/** Two switches of Canvas as one word of the model: who may see the course, and who its syllabus. */
import type { Course } from '../../../course/model/course.js';
import { elements, plainText } from '../../xml/tree.js';
import { xml } from '../../xml/write.js';
import { boolean } from '../fields/codec.js';
import type { Field } from '../fields/field.js';
import { ownText } from '../fields/value.js';

type Visibility = NonNullable<Course['visibility']>;

/** `open`: for everyone; `members`: for everyone who has logged in. Both off is private, both absent is nothing. */
export function visibility(
  key: 'visibility' | 'syllabusVisibility',
  open: string,
  members: string,
): Field<Course> {
  const switches: readonly (readonly [name: string, visible: Visibility])[] = [
    [open, 'public'],
    [members, 'authenticated'],
  ];
  return {
    elements: [open, members],
    keys: [key],
    read: (parent, draft) => {
      for (const [name, visible] of switches) {
        const [found] = elements(parent, name);
        const on = found === undefined ? undefined : boolean.read(plainText(found), NO_LINKS);
        if (found === undefined || on === undefined) continue;
        ownText(found);
        if (on) draft[key] ??= visible;
      }
      const isNamed = switches.some(([name]) => elements(parent, name).some((one) => one.taken.self));
      if (isNamed) draft[key] ??= 'private';
    },
    write: (course) =>
      course[key] === undefined
        ? undefined
        : switches.map(([name, visible]) => xml(name, {}, course[key] === visible)),
  };
}

const NO_LINKS = { rewriteHtml: (html: string) => html };
