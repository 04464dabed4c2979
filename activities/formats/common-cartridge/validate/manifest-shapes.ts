/** The shapes of the manifest's own elements (ccv1p1_imscp_v1p2_v1p0.xsd, ccv1p3_imscp_v1p2_v1p0.xsd). */
import { isXmlIdentifier } from '../encoded-identifiers.js';
import { lomShape } from './lom-shapes.js';
import { anyText, MANY, oneOf, type Shape, type TextRule } from './shape.js';
import type { VersionRules } from './versions.js';

export const identifierRule: TextRule = (text) =>
  isXmlIdentifier(text) ? undefined : `"${text}", which is not an xs:ID (a letter or _ first)`;

/** Percent signs must start an escape, and some characters have to be written as one (RFC 3986). */
export const addressRule: TextRule = (text) => {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return `"${text}", where a % does not start an escape`;
  return /[\\^`{}|<>"[\]\p{Cc}]/u.test(text)
    ? `"${text}", which holds characters that must be escaped`
    : undefined;
};

const TEXT: Shape = { text: anyText };
const BOOLEAN = oneOf('true', 'false', '1', '0');

/** The manifest without its resources, which are checked one by one. */
export function manifestShape(version: VersionRules): Shape {
  return {
    attributes: { identifier: { required: true, rule: identifierRule }, base: {} },
    ordered: true,
    children: {
      metadata: { min: 1, shape: () => metadataShape(version) },
      organizations: { min: 1, shape: () => organizationsShape(version) },
      resources: {
        min: 1,
        shape: () => ({ attributes: { base: {} }, children: { resource: { max: MANY } } }),
      },
      ...(version.authorizations ? { authorizations: { shape: () => AUTHORIZATIONS } } : {}),
    },
  };
}

function metadataShape(version: VersionRules): Shape {
  return {
    ordered: true,
    children: {
      schema: { min: 1, shape: () => ({ text: oneOf(...version.schemas) }) },
      schemaversion: { min: 1, shape: () => ({ text: oneOf(version.version) }) },
      lom: { min: 1, shape: () => lomShape(version, 'manifest') },
      curriculumStandardsMetadataSet: {},
    },
  };
}

function organizationsShape(version: VersionRules): Shape {
  const organization: Shape = {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      structure: { required: true, rule: oneOf('rooted-hierarchy') },
    },
    ordered: true,
    children: {
      title: { shape: () => TEXT },
      item: { min: 1, shape: () => rootItemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
  return { children: { organization: { shape: () => organization } } };
}

function rootItemShape(version: VersionRules): Shape {
  return {
    attributes: { identifier: { required: true, rule: identifierRule } },
    ordered: true,
    children: {
      item: { max: MANY, shape: () => itemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
}

function itemShape(version: VersionRules): Shape {
  return {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      identifierref: { rule: identifierRule },
    },
    ordered: true,
    children: {
      title: { min: 1, shape: () => TEXT },
      item: { max: MANY, shape: () => itemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
}

function itemMetadataShape(version: VersionRules): Shape {
  return { children: { lom: { max: MANY, shape: () => lomShape(version, 'manifest') } } };
}

const AUTHORIZATIONS: Shape = {
  attributes: { access: { required: true, rule: oneOf('cartridge', 'resource') }, import: { rule: BOOLEAN } },
  children: {
    authorization: {
      min: 1,
      shape: () => ({
        ordered: true,
        children: { cartridgeId: { min: 1, shape: () => TEXT }, webservice: { shape: () => TEXT } },
      }),
    },
  },
};

function typeRule({ roles, version }: VersionRules): TextRule {
  return (type) => (roles.has(type) ? undefined : `"${type}", which version ${version} does not know`);
}

/** One resource. */
export function resourceShape(version: VersionRules): Shape {
  const file: Shape = {
    attributes: { href: { required: true, rule: addressRule } },
    children: { metadata: {} },
  };
  const dependency: Shape = { attributes: { identifierref: { required: true } } };
  return {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      type: { required: true, rule: typeRule(version) },
      href: { rule: addressRule },
      base: {},
      intendeduse: { rule: oneOf(...version.intendedUses) },
      ...(version.authorizations ? { protected: { rule: BOOLEAN } } : {}),
    },
    ordered: true,
    ...(version.openResources ? { open: true } : {}),
    children: {
      metadata: { shape: () => resourceMetadataShape(version) },
      file: { max: MANY, shape: () => file },
      dependency: { max: MANY, shape: () => dependency },
    },
  };
}

function resourceMetadataShape(version: VersionRules): Shape {
  const lom = { shape: () => lomShape(version, 'resource') };
  if (!version.openResources) return { children: { lom: { min: 1, ...lom } } };
  return {
    ordered: true,
    children: {
      schema: { shape: () => TEXT },
      schemaversion: { shape: () => TEXT },
      lom,
      curriculumStandardsMetadataSet: { max: MANY, shape: () => standardsShape(version) },
    },
  };
}

function standardsShape(version: VersionRules): Shape {
  const labelled: Shape = {
    ordered: true,
    children: {
      label: { shape: () => TEXT },
      ...(version.caseAddresses ? { caseItemURI: { shape: () => ({ text: addressRule }) } } : {}),
      GUID: { min: 1, shape: () => TEXT },
    },
  };
  const guids: Shape = {
    attributes: { region: {}, version: {} },
    children: { labelledGUID: { min: 1, max: MANY, shape: () => labelled } },
  };
  const metadata: Shape = {
    attributes: { providerId: {} },
    children: { setOfGUIDs: { min: 1, max: MANY, shape: () => guids } },
  };
  return {
    attributes: { resourceLabel: {}, resourcePartId: {} },
    children: { curriculumStandardsMetadata: { min: 1, max: MANY, shape: () => metadata } },
  };
}
