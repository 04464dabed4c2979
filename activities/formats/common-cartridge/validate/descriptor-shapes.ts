/** The shapes of descriptors: web links, topics, LTI tools and assignments. */
import { addressRule, identifierRule } from './manifest-shapes.js';
import { anyText, type ChildRule, MANY, matching, nonEmpty, oneOf, type Shape } from './shape.js';
import type { VersionRules } from './versions.js';

const TEXT: Shape = { text: anyText };
const text: ChildRule = { shape: () => TEXT };
const textNeeded: ChildRule = { min: 1, shape: () => TEXT };

/** Settings of platforms in topics and web links since 1.4. Their schema is not public; they are not looked into. */
function platformExtensions(version: VersionRules): Readonly<Record<string, ChildRule>> {
  return version.platformExtensions ? { extensions: { max: MANY } } : {};
}

/** imswl: ccv1p1_imswl_v1p1.xsd, ccv1p3_imswl_v1p3.xsd, ccv1p4_imswl_v1p4.xsd. */
export function webLinkShape(version: VersionRules): Shape {
  const url: Shape = {
    attributes: { href: { required: true, rule: nonEmpty }, target: {}, windowFeatures: {} },
  };
  return {
    ordered: true,
    open: true,
    children: { title: textNeeded, url: { min: 1, shape: () => url }, ...platformExtensions(version) },
  };
}

const HTML_TEXT: Shape = {
  attributes: { texttype: { required: true, rule: oneOf('text/plain', 'text/html') } },
  text: anyText,
};

/** imsdt: ccv1p1_imsdt_v1p1.xsd, ccv1p3_imsdt_v1p3.xsd, ccv1p4_imsdt_v1p4.xsd. */
export function topicShape(version: VersionRules): Shape {
  const attachment: Shape = { attributes: { href: { required: true, rule: nonEmpty } } };
  return {
    ordered: true,
    open: true,
    children: {
      title: textNeeded,
      text: { min: 1, shape: () => HTML_TEXT },
      attachments: {
        shape: () => ({ children: { attachment: { min: 1, max: MANY, shape: () => attachment } } }),
      },
      ...platformExtensions(version),
    },
  };
}

const nameRule = matching(/^[\p{L}_:][\p{L}\p{M}\p{N}_:.-]*$/u, 'an XML name');
const address: ChildRule = { shape: () => ({ text: nonEmpty }) };

const PROPERTIES: Shape = {
  children: {
    property: {
      max: MANY,
      shape: () => ({ attributes: { name: { required: true, rule: nameRule } }, text: anyText }),
    },
  },
};

/** `lticm:options` is not in the schema; Canvas and other consumers read settings that nest in it. */
export const LTI_OPTIONS = 'options';

const PLATFORM: Shape = {
  attributes: { platform: { required: true, rule: nameRule } },
  children: { ...PROPERTIES.children, [LTI_OPTIONS]: { max: MANY } },
};

const ICON: Shape = { attributes: { key: {}, platform: {}, style: {} }, text: addressRule };

const VENDOR: Shape = {
  ordered: true,
  children: {
    code: { min: 1, shape: () => ({ text: nameRule }) },
    name: { min: 1, shape: () => ({ attributes: { key: {} }, text: anyText }) },
    description: { shape: () => ({ attributes: { key: {} }, text: anyText }) },
    url: address,
    contact: { shape: () => ({ open: true, children: { email: { min: 1, ...address } } }) },
  },
};

const RESOURCE_REFERENCE: Shape = {
  attributes: { identifierref: { required: true, rule: nameRule } },
  text: anyText,
};

/** cartridge_basiclti_link: imslticc_v1p0p1.xsd, imslticc_v1p3.xsd, and the three schemas they import. */
export const BASIC_LTI: Shape = {
  ordered: true,
  children: {
    title: textNeeded,
    description: text,
    custom: { shape: () => PROPERTIES },
    extensions: { max: MANY, shape: () => PLATFORM },
    launch_url: address,
    secure_launch_url: address,
    icon: { shape: () => ICON },
    secure_icon: { shape: () => ICON },
    vendor: { min: 1, shape: () => VENDOR },
    cartridge_bundle: { shape: () => RESOURCE_REFERENCE },
    cartridge_icon: { shape: () => RESOURCE_REFERENCE },
  },
};

/** The assignment extension: assignment_v1p0.xsd and its edition of 1.4. Its elements may stand in any order. */
export function assignmentShape({ assignmentEdition }: VersionRules): Shape {
  const isFirst = assignmentEdition === 'first';
  const points = matching(/^-?\d*\.?\d+(?:[eE][+-]?\d+)?$/, 'a number');
  const gradable: Shape = {
    attributes: isFirst ? { points_possible: { rule: points } } : {},
    text: oneOf('true', 'false', '1', '0'),
  };
  return {
    attributes: { identifier: { rule: identifierRule, ...(isFirst ? {} : { required: true }) } },
    children: {
      title: textNeeded,
      text: { shape: () => HTML_TEXT },
      instructor_text: { min: isFirst ? 1 : 0, shape: () => HTML_TEXT },
      attachments: {
        shape: () => ({ children: { attachment: { min: 1, max: MANY, shape: () => ATTACHMENT } } }),
      },
      gradable: { shape: () => gradable },
      submission_formats: {
        shape: () => ({ children: { format: { min: 1, max: MANY, shape: () => FORMAT } } }),
      },
      extensions: { shape: () => ({ open: true, attributes: { platform: {} } }) },
    },
  };
}

const ATTACHMENT: Shape = {
  attributes: {
    href: { required: true, rule: addressRule },
    role: { required: true, rule: oneOf('All', 'Learner', 'Manager', 'Instructor') },
  },
};

const FORMAT: Shape = {
  attributes: { type: { required: true, rule: oneOf('text', 'html', 'url', 'file') } },
};
