/** The shapes of the manifest's own elements (ccv1p1_imscp_v1p2_v1p0.xsd, ccv1p3_imscp_v1p2_v1p0.xsd). */
import { isXmlIdentifier } from '../encoded-identifiers.js';
import { lomShape } from './lom-shapes.js';
import { anyText, MANY, oneOf, type Shape, type TextRule } from './shape.js';
import type { VersionRules } from './versions.js';

export const identifierRule: TextRule = (text) =>
  isXmlIdentifier(text) ? undefined : `"${text}", which is not an xs:ID (a letter or _ first)`;

/** xs:anyURI: percent signs must start an escape. */
const startsEscapes: TextRule = (text) =>
  /%(?![0-9A-Fa-f]{2})/.test(text) ? `"${text}", where a % does not start an escape` : undefined;

/** The schema lets an address hold anything; RFC 3986 has some characters escaped. */
const isEscaped: TextRule = (text) =>
  /[\\^`{}|<>"[\]\p{Cc}]/u.test(text)
    ? `"${text}", which holds characters that should be escaped`
    : undefined;

export const address = { rule: startsEscapes, warning: isEscaped } as const;

const TEXT: Shape = { text: anyText };
const BOOLEAN = oneOf('true', 'false', '1', '0');

/** The manifest without its resources, which are checked one by one. */
export function manifestShape(version: VersionRules): Shape {
  return {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      base: {},
      ...(version.version === '1.0.0' ? { version: {} } : {}),
    },
    ordered: true,
    children: {
      metadata: { min: 1, shape: () => metadataShape(version) },
      organizations: { min: 1, shape: () => organizationsShape(version) },
      resources: {
        min: 1,
        shape: () => ({ attributes: { base: {} }, children: { resource: { max: MANY } } }),
      },
      ...(version.hasAuthorizations
        ? { authorizations: { namespace: version.authorizationsNamespace, shape: () => AUTHORIZATIONS } }
        : {}),
    },
  };
}

function metadataShape(version: VersionRules): Shape {
  return {
    ordered: true,
    children: {
      schema: { min: 1, shape: () => ({ text: oneOf(...version.schemas) }) },
      schemaversion: { min: 1, shape: () => ({ text: oneOf(version.version) }) },
      lom: {
        min: version.version === '1.0.0' ? 0 : 1,
        namespace: version.lomNamespaces.manifest,
        shape: () => lomShape(version, 'manifest'),
      },
      ...(version.hasStandards
        ? {
            curriculumStandardsMetadataSet: {
              namespace: version.standardsNamespace,
              shape: () => standards(version),
            },
          }
        : {}),
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
      item: { min: 1, apart: true, shape: () => rootItemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
  return { children: { organization: { shape: () => organization } } };
}

/** The item that holds all others: it has no title and shows nothing. */
export function rootItemShape(version: VersionRules): Shape {
  return {
    attributes: { identifier: { required: true, rule: identifierRule } },
    ordered: true,
    children: {
      item: { max: MANY, apart: true, shape: () => itemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
}

export function itemShape(version: VersionRules): Shape {
  return {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      identifierref: version.typedReferences.item ? { rule: identifierRule } : {},
    },
    ordered: true,
    children: {
      title: { min: 1, shape: () => TEXT },
      item: { max: MANY, apart: true, shape: () => itemShape(version) },
      metadata: { shape: () => itemMetadataShape(version) },
    },
  };
}

function itemMetadataShape(version: VersionRules): Shape {
  if (version.version === '1.0.0') return oldMetadataShape(version);
  const { manifest } = version.lomNamespaces;
  return {
    childNamespace: manifest,
    children: { lom: { max: MANY, shape: () => lomShape(version, 'manifest') } },
  };
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

/** A resource to prefer to this one: imscp_extensionv1p2. */
const VARIANT: Shape = {
  attributes: {
    identifier: { required: true, rule: identifierRule },
    identifierref: { required: true, rule: identifierRule },
  },
  children: { metadata: { min: 1, shape: () => ({ open: 'anywhere' }) } },
};

/** One resource. */
export function resourceShape(version: VersionRules): Shape {
  const file: Shape = {
    attributes: { href: { required: true, ...address } },
    children: { metadata: {} },
  };
  const reference = version.typedReferences.dependency ? { rule: identifierRule } : {};
  const dependency: Shape = { attributes: { identifierref: { required: true, ...reference } } };
  return {
    attributes: {
      identifier: { required: true, rule: identifierRule },
      type: { required: true, rule: typeRule(version) },
      href: address,
      base: {},
      ...(version.intendedUses.length === 0 ? {} : { intendeduse: { rule: oneOf(...version.intendedUses) } }),
      ...(version.hasAuthorizations ? { protected: { rule: BOOLEAN } } : {}),
    },
    ordered: true,
    ...(version.openResources ? { open: 'last', others: { variant: () => VARIANT } } : {}),
    children: {
      metadata: { shape: () => resourceMetadataShape(version) },
      file: { max: MANY, shape: () => file },
      dependency: { max: MANY, shape: () => dependency },
    },
  };
}

/** CC 1.0 has one metadata for items and resources. */
function oldMetadataShape(version: VersionRules): Shape {
  const lom = { namespace: version.lomNamespaces.resource, shape: () => lomShape(version, 'resource') };
  return {
    ordered: true,
    children: { schema: { shape: () => TEXT }, schemaversion: { shape: () => TEXT }, lom },
  };
}

function resourceMetadataShape(version: VersionRules): Shape {
  const lom = { namespace: version.lomNamespaces.resource, shape: () => lomShape(version, 'resource') };
  if (version.version === '1.0.0') return oldMetadataShape(version);
  if (!version.openLom) return { children: { lom: { min: 1, ...lom } } };
  return {
    ordered: true,
    children: {
      schema: { shape: () => TEXT },
      schemaversion: { shape: () => TEXT },
      lom,
      curriculumStandardsMetadataSet: {
        max: MANY,
        namespace: version.standardsNamespace,
        shape: () => standards(version),
      },
    },
  };
}

/** Alignments to curriculum standards: imscsmd_v1p0, and 1.1 with the addresses of CASE. */
function standards({ hasExtensions }: VersionRules): Shape {
  const labelled: Shape = {
    ordered: true,
    children: {
      label: { shape: () => TEXT },
      ...(hasExtensions ? { caseItemURI: { shape: () => ({ text: startsEscapes }) } } : {}),
      GUID: { min: 1, shape: () => TEXT },
    },
  };
  const set: Shape = {
    attributes: { region: {}, version: {} },
    children: { labelledGUID: { min: 1, max: MANY, shape: () => labelled } },
  };
  const metadata: Shape = {
    attributes: { providerId: {} },
    children: { setOfGUIDs: { min: 1, max: MANY, shape: () => set } },
  };
  return {
    attributes: { resourceLabel: {}, resourcePartId: {} },
    children: { curriculumStandardsMetadata: { min: 1, max: MANY, shape: () => metadata } },
  };
}
