/** The shapes of descriptors: web links, topics, LTI tools and assignments. */
import { address as hrefRule, identifierRule } from './manifest-shapes.js';
import { anyText, type ChildRule, MANY, matching, nonEmpty, OWN, oneOf, type Shape } from './shape.js';
import type { VersionRules } from './versions.js';

const TEXT: Shape = { text: anyText };
const text: ChildRule = { shape: () => TEXT };
const textNeeded: ChildRule = { min: 1, shape: () => TEXT };

/** From 1.1 on elements of other namespaces may follow, in 1.4 settings of platforms before them. */
function endOf({ version, hasExtensions }: VersionRules): Shape {
  return {
    ...(version === '1.0.0' ? { childNamespace: '' } : { open: 'last' as const }),
    children: hasExtensions ? { extensions: { max: MANY } } : {},
  };
}

/** imswl: imswl_v1p0.xsd, ccv1p1_imswl_v1p1.xsd, ccv1p3_imswl_v1p3.xsd, ccv1p4_imswl_v1p4.xsd. */
export function webLinkShape(version: VersionRules): Shape {
  const end = endOf(version);
  return { ordered: true, ...end, children: { ...WEB_LINK, ...end.children } };
}

const WEB_LINK: Shape['children'] = {
  title: textNeeded,
  url: {
    min: 1,
    shape: () => ({
      attributes: { href: { required: true, warning: nonEmpty }, target: {}, windowFeatures: {} },
    }),
  },
};

const TEXT_TYPE = { rule: oneOf('text/plain', 'text/html') };
const HTML_TEXT: Shape = {
  attributes: { texttype: { required: true, ...TEXT_TYPE } },
  text: anyText,
};

/** imsdt: imsdt_v1p0.xsd, ccv1p1_imsdt_v1p1.xsd, ccv1p3_imsdt_v1p3.xsd, ccv1p4_imsdt_v1p4.xsd. */
export function topicShape(version: VersionRules): Shape {
  const end = endOf(version);
  const isFree = version.version === '1.0.0';
  const text: Shape = isFree ? { ...HTML_TEXT, attributes: { texttype: TEXT_TYPE } } : HTML_TEXT;
  return {
    ordered: true,
    ...end,
    children: { title: textNeeded, text: { min: 1, shape: () => text }, ...ATTACHMENTS, ...end.children },
  };
}

const ATTACHMENTS: Shape['children'] = {
  attachments: {
    shape: () => ({
      children: {
        attachment: {
          min: 1,
          max: MANY,
          shape: () => ({ attributes: { href: { required: true, warning: nonEmpty } } }),
        },
      },
    }),
  },
};

const nameRule = matching(/^[\p{L}_:][\p{L}\p{M}\p{N}_:.-]*$/u, 'an XML name');
const address: ChildRule = { shape: () => ({ text: (text) => (text === '' ? 'empty' : undefined) }) };

const LTI = 'http://www.imsglobal.org/xsd';

const PROPERTIES: Shape = {
  childNamespace: `${LTI}/imslticm_v1p0`,
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
  ...PROPERTIES,
  attributes: { platform: { required: true, rule: nameRule } },
  children: { ...PROPERTIES.children, [LTI_OPTIONS]: { max: MANY } },
};

const ICON: Shape = { attributes: { key: {}, platform: {}, style: {} }, text: hrefRule.rule };

const VENDOR: Shape = {
  childNamespace: `${LTI}/imslticp_v1p0`,
  ordered: true,
  children: {
    code: { min: 1, shape: () => ({ text: nameRule }) },
    name: { min: 1, shape: () => ({ attributes: { key: {} }, text: anyText }) },
    description: { shape: () => ({ attributes: { key: {} }, text: anyText }) },
    url: address,
    contact: { shape: () => ({ open: 'anywhere', children: { email: { min: 1, ...address } } }) },
  },
};

const RESOURCE_REFERENCE: Shape = {
  attributes: { identifierref: { required: true, rule: nameRule } },
  text: anyText,
};

/** cartridge_basiclti_link: imslticc_v1p0p1.xsd, imslticc_v1p3.xsd, and the three schemas they import. */
export const BASIC_LTI: Shape = {
  childNamespace: `${LTI}/imsbasiclti_v1p0`,
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
    cartridge_bundle: { namespace: OWN, shape: () => RESOURCE_REFERENCE },
    cartridge_icon: { namespace: OWN, shape: () => RESOURCE_REFERENCE },
  },
};

/** The assignment extension: assignment_v1p0.xsd and its copy of 1.4. Its elements may stand in any order. */
export function assignmentShape({ hasExtensions }: VersionRules): Shape {
  return {
    attributes: { identifier: { rule: identifierRule, ...(hasExtensions ? { required: true } : {}) } },
    children: {
      ...ASSIGNMENT,
      instructor_text: { min: hasExtensions ? 0 : 1, shape: () => HTML_TEXT },
      gradable: {
        shape: () => ({
          ...(hasExtensions ? {} : { attributes: { points_possible: POINTS } }),
          text: oneOf('true', 'false', '1', '0'),
        }),
      },
    },
  };
}

const POINTS = { rule: matching(/^-?\d*\.?\d+(?:[eE][+-]?\d+)?$/, 'a number') };

const ASSIGNMENT: Shape['children'] = {
  title: textNeeded,
  text: { shape: () => HTML_TEXT },
  attachments: {
    shape: () => ({ children: { attachment: { min: 1, max: MANY, shape: () => ATTACHMENT } } }),
  },
  submission_formats: {
    shape: () => ({ children: { format: { min: 1, max: MANY, shape: () => FORMAT } } }),
  },
  extensions: { shape: () => ({ open: 'anywhere', attributes: { platform: {} } }) },
};

const ATTACHMENT: Shape = {
  attributes: {
    href: { required: true, ...hrefRule },
    role: { required: true, rule: oneOf('All', 'Learner', 'Manager', 'Instructor') },
  },
};

const FORMAT: Shape = {
  attributes: { type: { required: true, rule: oneOf('text', 'html', 'url', 'file') } },
};
