/** The places the standard allows, from the shapes of the validator: also those that none of our packages has. */
import {
  assignmentShape,
  BASIC_LTI,
  topicShape,
  webLinkShape,
} from '../../activities/formats/common-cartridge/validate/descriptor-shapes.js';
import {
  manifestShape,
  resourceShape,
} from '../../activities/formats/common-cartridge/validate/manifest-shapes.js';
import { ITEM, QUESTEST } from '../../activities/formats/common-cartridge/validate/qti-shapes.js';
import type { Shape, TextRule } from '../../activities/formats/common-cartridge/validate/shape.js';
import { VERSIONS } from '../../activities/formats/common-cartridge/validate/versions.js';
import { keyOf, type Place, placeOf } from './places.js';
import type { Element } from './xml-document.js';

/** A place, and the elements that lead to it, the root first. */
export interface AllowedPlace {
  readonly place: Place;
  readonly chain: readonly Element[];
  readonly attribute?: string;
}

/** Places of 1.3: it allows all that the earlier versions do, and some that 1.4 took away. */
export function allowedPlaces(): AllowedPlace[] {
  const version = [...VERSIONS.values()].find((one) => one.version === '1.3.0');
  if (version === undefined) return [];
  const found = new Map<string, AllowedPlace>();
  const roots: readonly (readonly [file: string, names: readonly string[], shape: Shape])[] = [
    ['imsmanifest.xml', ['manifest'], manifestShape(version)],
    ['imsmanifest.xml', ['manifest', 'resources', 'resource'], resourceShape(version)],
    ['topic.xml', ['topic'], topicShape(version)],
    ['weblink.xml', ['webLink'], webLinkShape(version)],
    ['basiclti.xml', ['cartridge_basiclti_link'], BASIC_LTI],
    ['assignment.xml', ['assignment'], assignmentShape(version)],
    ['assessment.xml', ['questestinterop'], QUESTEST],
    ['assessment.xml', ['questestinterop', 'assessment', 'section', 'item'], ITEM],
  ];
  for (const [file, names, shape] of roots)
    collect(
      file,
      names.map((name) => elementNamed(name)),
      shape,
      found,
      new Set(),
    );
  return [...found.values()];
}

export function elementNamed(local: string, text?: string): Element {
  return { name: local, local, namespace: '', attributes: [], children: text === undefined ? [] : [text] };
}

function collect(
  file: string,
  chain: readonly Element[],
  shape: Shape,
  found: Map<string, AllowedPlace>,
  seen: Set<string>,
): void {
  const element = chain.at(-1);
  if (element === undefined) return;
  const place = placeOf(file, element, chain.slice(0, -1));
  if (seen.has(keyOf(place))) return;
  seen.add(keyOf(place));
  const add = (one: Place, leads: readonly Element[], attribute?: string) => {
    if (!found.has(keyOf(one)))
      found.set(keyOf(one), { place: one, chain: leads, ...(attribute === undefined ? {} : { attribute }) });
  };
  for (const [attribute, { rule }] of Object.entries(shape.attributes ?? {})) {
    const holder = { ...element, attributes: [{ name: attribute, value: acceptedBy(rule) }] };
    add({ ...place, path: `${place.path}/@${attribute}` }, [...chain.slice(0, -1), holder], attribute);
  }
  if (shape.children === undefined)
    add(place, [...chain.slice(0, -1), elementNamed(element.local, acceptedBy(shape.text))]);
  for (const [name, child] of Object.entries(shape.children ?? {}))
    collect(file, [...chain, elementNamed(name)], child.shape?.() ?? {}, found, seen);
}

/** Words that one or another rule asks for. */
const WORDS = [
  ...[
    'a_text',
    'true',
    'Yes',
    '1',
    'text/html',
    'html',
    'All',
    'Learner',
    'cartridge',
    'lessonplan',
    'rooted-hierarchy',
  ],
  ...[
    'author',
    'yes',
    'ispartof',
    'Single',
    'Set',
    'SCORE',
    'Decimal',
    'Response',
    'Complete',
    'Box',
    'webcontent',
  ],
];

function acceptedBy(rule: TextRule | undefined): string {
  return WORDS.find((word) => rule?.(word) === undefined) ?? 'a_text';
}
