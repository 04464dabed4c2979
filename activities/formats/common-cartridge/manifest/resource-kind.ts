/** Tells the kind of a resource by the shape of its type: real cartridges mix the versions inside it. */
import type { ResourceKind } from '../manifest-types.js';

/** In order; the first that fits. */
const SHAPES: readonly (readonly [shape: RegExp, kind: ResourceKind])[] = [
  [/^webcontent$/i, 'webcontent'],
  [/^associatedcontent(\/|$)/i, 'associatedcontent'],
  [/^imsdt_xmlv\d/i, 'discussionTopic'],
  [/^imswl_xmlv\d/i, 'webLink'],
  [/^imsqti_xmlv1p\d\/.*question-bank$/i, 'questionBank'],
  [/^imsqti_xmlv1p\d(\/|$)/i, 'assessment'],
  [/^assessment\/x-bb-qti-pool$/i, 'questionBank'],
  [/^assessment\/x-bb-qti-(test|survey)$/i, 'assessment'],
  [/^imsbasiclti_xmlv\d/i, 'basicLti'],
  [/^assignment_xmlv\d/i, 'assignment'],
  [/^idpfepub_/i, 'epub'],
  [/^imsapip_/i, 'apip'],
  [/^imsiwb_/i, 'iwb'],
  [/^imsov_/i, 'openVideo'],
  [/^imsqti_zipv3/i, 'qti3'],
];

export function resourceKindOf(type: string): ResourceKind {
  const text = type.trim();
  return SHAPES.find(([shape]) => shape.test(text))?.[1] ?? 'unknown';
}

/** The element that describes a resource of a kind, in a file of its own or inside the manifest (flat form). */
export const DESCRIPTOR_ELEMENTS: Readonly<Partial<Record<ResourceKind, string>>> = {
  discussionTopic: 'topic',
  webLink: 'webLink',
  assessment: 'questestinterop',
  questionBank: 'questestinterop',
  basicLti: 'cartridge_basiclti_link',
  assignment: 'assignment',
};

/** The LTI element of its own specification (imsbasiclti_v1p0), which old exports write in place of the cartridge's. */
const OLD_DESCRIPTOR_ELEMENTS: Readonly<Partial<Record<ResourceKind, string>>> = {
  basicLti: 'basic_lti_link',
};

/** Whether an element describes a resource of a kind, as the standard has it or as old exports do. */
export function descriptorForm(kind: ResourceKind, name: string): 'standard' | 'old' | undefined {
  if (DESCRIPTOR_ELEMENTS[kind] === name) return 'standard';
  return OLD_DESCRIPTOR_ELEMENTS[kind] === name ? 'old' : undefined;
}
