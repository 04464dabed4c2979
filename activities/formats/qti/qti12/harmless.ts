/** Attributes that say how something looked or was entered, and nothing a question must hold. */

import { attribute, isElement, type XmlElement } from '../../xml/tree.js';
import { lookup } from './lookup.js';

/** By name: always, or only with one of these values (in lower case). */
const HARMLESS: Readonly<Record<string, true | readonly string[]>> = {
  class: true,
  charset: true,
  encoding: true,
  space: true,
  lang: true,
  label: true,
  id: true,
  view: true,
  feedbackstyle: true,
  feedbacktype: true,
  rrange: true,
  rarea: true,
  labelrefid: true,
  rows: true,
  columns: true,
  prompt: true,
  fibtype: true,
  minnumber: true,
  maxnumber: true,
  texttype: true,
  vartype: true,
  rshuffle: true,
  shuffle: true,
  rcardinality: true,
  scoremodel: true,
  sortorder: true,
  page: true,
  resource_code: true,
  rtiming: ['no'],
  maxattempts: ['0', '1'],
  maxchars: ['0'],
  is_hidden: true,
  isdisplayed: true,
};

/** Marks them as read, in an element and all below it. */
export function takeHarmless(element: XmlElement): void {
  for (const [name, value] of element.attributes) {
    const values = lookup(HARMLESS, name);
    if (values === true || values?.includes(value.trim().toLowerCase())) attribute(element, name);
  }
  for (const node of element.children) if (isElement(node)) takeHarmless(node);
}
