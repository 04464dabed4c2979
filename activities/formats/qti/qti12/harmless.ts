/** Attributes that say how something looked or was entered, and nothing a question must hold. */

import { attribute, isElement, type XmlElement } from '../../xml/tree.js';
import { lookup } from './lookup.js';

/** Who sees a text, where that is not only those who teach. */
const LEARNERS = ['', 'all', 'candidate'];

/** Whether learners see what says so. */
export function isForLearners(element: XmlElement): boolean {
  return LEARNERS.includes(element.attributes.get('view')?.trim().toLowerCase() ?? '');
}

/** By name: always, or only with one of these values (in lower case). */
const HARMLESS: Readonly<Record<string, true | readonly string[]>> = {
  class: true,
  charset: true,
  encoding: true,
  space: true,
  label: true,
  id: true,
  view: LEARNERS,
  feedbackstyle: true,
  feedbacktype: true,
  rrange: true,
  rarea: true,
  rows: true,
  columns: true,
  prompt: true,
  fibtype: ['', 'string', 'decimal'],
  minnumber: ['', '0', '1'],
  maxnumber: ['', '0', '1'],
  texttype: true,
  rshuffle: true,
  shuffle: true,
  rcardinality: true,
  scoremodel: ['', 'sumofscores', 'allornothing'],
  sortorder: true,
  page: true,
  resource_code: true,
  rtiming: ['', 'no'],
  maxattempts: ['', '0', '1'],
  maxchars: ['', '0'],
  isdisplayed: ['yes'],
};

/** Marks them as read, in an element and all below it. */
export function takeHarmless(element: XmlElement): void {
  for (const [name, value] of element.attributes) {
    const values = lookup(HARMLESS, name);
    if (values === true || values?.includes(value.trim().toLowerCase())) attribute(element, name);
  }
  for (const node of element.children) if (isElement(node)) takeHarmless(node);
}
