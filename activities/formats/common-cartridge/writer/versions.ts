/** What differs between the versions of Common Cartridge that are written: one table. */
import { PackageError } from '../../../errors.js';

export type CartridgeVersion = '1.1' | '1.3';

/** Who types and hrefs are for: the standard of the version, or Canvas, with the types of 1.1 and plain file names. */
export type Dialect = 'standard' | 'canvas';

export interface ResourceTypes {
  readonly webcontent: string;
  readonly associatedContent: string;
  readonly topic: string;
  readonly webLink: string;
  readonly assessment: string;
  readonly questionBank: string;
  readonly basicLti: string;
  readonly resourceLink: string;
  /** Absent where a version has no such type: the assignment is then associated content. */
  readonly assignment?: string;
}

export interface Namespaces {
  readonly manifest: string;
  readonly manifestMetadata: string;
  readonly resourceMetadata: string;
  readonly authorizations: string;
  readonly topic: string;
  readonly webLink: string;
  readonly lti: string;
  /** Curriculum standards: where the version knows them. */
  readonly standards?: string;
  /** Variants: where the version knows them. */
  readonly extension?: string;
}

/** Everything the writer has to know of a version. */
export interface CartridgeProfile {
  readonly version: CartridgeVersion;
  readonly dialect: Dialect;
  readonly schemaVersion: string;
  /** LOM `source` of the end user roles. */
  readonly rolesSource: string;
  readonly types: ResourceTypes;
  readonly namespaces: Namespaces;
  /** Whether a resource's LOM may say more than who it is for. */
  readonly fullResourceMetadata: boolean;
}

const IMS = 'http://www.imsglobal.org/xsd';
const LOM = 'http://ltsc.ieee.org/xsd';

function typesOf(version: 'v1p1' | 'v1p3', lti: string): ResourceTypes {
  return {
    webcontent: 'webcontent',
    associatedContent: `associatedcontent/imscc_xml${version}/learning-application-resource`,
    topic: `imsdt_xml${version}`,
    webLink: `imswl_xml${version}`,
    assessment: `imsqti_xmlv1p2/imscc_xml${version}/assessment`,
    questionBank: `imsqti_xmlv1p2/imscc_xml${version}/question-bank`,
    basicLti: lti,
    resourceLink: lti,
  };
}

function namespacesOf(version: 'v1p1' | 'v1p3', lti: string): Namespaces {
  return {
    manifest: `${IMS}/imscc${version}/imscp_v1p1`,
    manifestMetadata: `${LOM}/imscc${version}/LOM/manifest`,
    resourceMetadata: `${LOM}/imscc${version}/LOM/resource`,
    authorizations: `${IMS}/imscc${version}/imsccauth_${version}`,
    topic: `${IMS}/imscc${version}/imsdt_${version}`,
    webLink: `${IMS}/imscc${version}/imswl_${version}`,
    lti: `${IMS}/${lti}`,
  };
}

const TYPES_1_1 = typesOf('v1p1', 'imsbasiclti_xmlv1p0');

const VERSION_1_1: CartridgeProfile = {
  version: '1.1',
  dialect: 'standard',
  schemaVersion: '1.1.0',
  rolesSource: 'IMSGLC_CC_Rolesv1p1',
  types: { ...TYPES_1_1, resourceLink: TYPES_1_1.associatedContent },
  namespaces: namespacesOf('v1p1', 'imslticc_v1p0'),
  fullResourceMetadata: false,
};

const VERSION_1_3: CartridgeProfile = {
  version: '1.3',
  dialect: 'standard',
  schemaVersion: '1.3.0',
  rolesSource: 'IMSGLC_CC_Rolesv1p2',
  types: { ...typesOf('v1p3', 'imsbasiclti_xmlv1p3'), assignment: 'assignment_xmlv1p0' },
  namespaces: {
    ...namespacesOf('v1p3', 'imslticc_v1p3'),
    standards: `${IMS}/imsccv1p3/imscsmd_v1p0`,
    extension: `${IMS}/imsccv1p3/imscp_extensionv1p2`,
  },
  fullResourceMetadata: true,
};

const PROFILES: Readonly<Record<CartridgeVersion, CartridgeProfile>> = {
  '1.1': VERSION_1_1,
  '1.3': VERSION_1_3,
};

/** Canvas reads topics, links, tools and tests by the type names of 1.1, whatever the version of the manifest. */
function inCanvasDialect(profile: CartridgeProfile): CartridgeProfile {
  const { topic, webLink, lti } = VERSION_1_1.namespaces;
  const assignment = profile.types.assignment;
  return {
    ...profile,
    dialect: 'canvas',
    types: {
      ...TYPES_1_1,
      resourceLink: 'imsbasiclti_xmlv1p3',
      ...(assignment === undefined ? {} : { assignment }),
    },
    namespaces: { ...profile.namespaces, topic, webLink, lti },
  };
}

/**
 * The profile for the options `version` (`1.1`, the default, or `1.3`) and `dialect` (`standard`, the default, or
 * `canvas`). Throws `PackageError` for any other value.
 */
export function cartridgeProfile(options: Readonly<Record<string, string>>): CartridgeProfile {
  const version = options.version ?? '1.1';
  const dialect = options.dialect ?? 'standard';
  const profile = PROFILES[version as CartridgeVersion];
  if (profile === undefined)
    throw new PackageError(`Common Cartridge ${version} cannot be written; choose version 1.1 or 1.3.`);
  if (dialect === 'standard') return profile;
  if (dialect === 'canvas') return inCanvasDialect(profile);
  throw new PackageError(`There is no dialect "${dialect}" of Common Cartridge; choose standard or canvas.`);
}
