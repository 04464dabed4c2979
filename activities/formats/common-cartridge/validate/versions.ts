/** What the versions of Common Cartridge allow: resource types, names and what may depend on what. */

/** Resource types by what they are for; the rules of dependencies speak of these. */
export type ResourceRole =
  | 'webcontent'
  | 'associatedContent'
  | 'topic'
  | 'webLink'
  | 'assessment'
  | 'questionBank'
  | 'basicLti'
  | 'assignment'
  | 'package';

type Version = '1.0' | '1.1' | '1.2' | '1.3' | '1.4';

export interface VersionRules {
  readonly version: string;
  readonly schemas: readonly string[];
  readonly namespace: string;
  readonly roles: ReadonlyMap<string, ResourceRole>;
  /** Empty where a version has no such attribute. */
  readonly intendedUses: readonly string[];
  readonly rolesSource: string;
  readonly lomNamespaces: { readonly manifest: string; readonly resource: string };
  readonly authorizationsNamespace: string;
  readonly standardsNamespace: string;
  readonly topicNamespace: string;
  readonly webLinkNamespace: string;
  readonly ltiNamespaces: readonly string[];
  /** From CC 1.3 on any element may follow the dependencies of a resource. */
  readonly openResources: boolean;
  /** From CC 1.2 on any LOM may describe a resource. */
  readonly openLom: boolean;
  /** What must name an identifier by its type (xs:IDREF): items, dependencies. */
  readonly typedReferences: { readonly item: boolean; readonly dependency: boolean };
  /** CC 1.3 removed the rule that there is one bank at most (rule 4a). */
  readonly manyBanks: boolean;
  readonly hasAuthorizations: boolean;
  /** CC 1.2 and later: alignments to curriculum standards, for the cartridge and from 1.3 on for resources. */
  readonly hasStandards: boolean;
  /** CC 1.4: `extensions` of topics and links, addresses of CASE, assignments with an identifier. */
  readonly hasExtensions: boolean;
}

const IMS = 'http://www.imsglobal.org/xsd';

const LOM = 'http://ltsc.ieee.org/xsd';

const THIN = ['IMS Common Cartridge', 'IMS Thin Common Cartridge'];

/** What differs beside the number in every name. */
const DIFFERENCES: Readonly<Record<Version, Partial<VersionRules> & { readonly toolType?: string }>> = {
  '1.0': {
    namespace: `${IMS}/imscc/imscp_v1p1`,
    lomNamespaces: { manifest: `${LOM}/imscc/LOM`, resource: `${LOM}/LOM` },
    authorizationsNamespace: `${IMS}/imsccauth_v1p0`,
    topicNamespace: `${IMS}/imsdt_v1p0`,
    webLinkNamespace: `${IMS}/imswl_v1p0`,
    intendedUses: [],
    rolesSource: 'IMSGLC_CC_Rolesv1p0',
    typedReferences: { item: false, dependency: false },
  },
  '1.1': { toolType: 'imsbasiclti_xmlv1p0', intendedUses: ['lessonplan', 'syllabus', 'unspecified'] },
  '1.2': { toolType: 'imsbasiclti_xmlv1p0', typedReferences: { item: false, dependency: false } },
  '1.3': { toolType: 'imsbasiclti_xmlv1p3', schemas: THIN },
  '1.4': {
    toolType: 'imsbasiclti_xmlv1p4',
    schemas: [...THIN, 'IMS K-12 Common Cartridge', 'IMS K-12 Thin Common Cartridge'],
    standardsNamespace: `${IMS}/imsccv1p4/imscsmd_v1p1`,
    hasAuthorizations: false,
    hasExtensions: true,
  },
};

/** Of the namespace of LTI links, beside 1.0. */
const LTI_VERSIONS: Readonly<Partial<Record<Version, readonly string[]>>> = {
  '1.3': ['v1p3'],
  '1.4': ['v1p3', 'v1p4'],
};

const PACKAGES: Readonly<Partial<Record<Version, readonly string[]>>> = {
  '1.3': ['idpfepub_epubv3p0', 'imsapip_zipv1p0', 'imsiwb_iwbv1p0'],
  '1.4': [
    ...['idpfepub_epubv3p0', 'imsapip_zipv1p0', 'imsiwb_iwbv1p0'],
    ...['imsov_xmlv1p0', 'imsov_zipv1p0', 'imsqti_zipv3p0'],
  ],
};

function rules(version: Version): VersionRules {
  const name = `v${version.replace('.', 'p')}`;
  const isOpen = version === '1.3' || version === '1.4';
  const { toolType, ...differences } = DIFFERENCES[version];
  return {
    version: `${version}.0`,
    schemas: ['IMS Common Cartridge'],
    namespace: `${IMS}/imscc${name}/imscp_v1p1`,
    roles: new Map(typesOf(version, name, toolType)),
    intendedUses: ['lessonplan', 'syllabus', 'unspecified', 'assignment'],
    rolesSource: version === '1.1' ? 'IMSGLC_CC_Rolesv1p1' : 'IMSGLC_CC_Rolesv1p2',
    lomNamespaces: {
      manifest: `${LOM}/imscc${name}/LOM/manifest`,
      resource: `${LOM}/imscc${name}/LOM/resource`,
    },
    authorizationsNamespace: `${IMS}/imscc${name}/imsccauth_${name}`,
    standardsNamespace: `${IMS}/imscc${name}/imscsmd_v1p0`,
    topicNamespace: `${IMS}/imscc${name}/imsdt_${name}`,
    webLinkNamespace: `${IMS}/imscc${name}/imswl_${name}`,
    ltiNamespaces: ['v1p0', ...(LTI_VERSIONS[version] ?? [])].map((lti) => `${IMS}/imslticc_${lti}`),
    openResources: isOpen,
    openLom: isOpen || version === '1.2',
    typedReferences: { item: true, dependency: !isOpen },
    manyBanks: isOpen,
    hasAuthorizations: true,
    hasStandards: version !== '1.0' && version !== '1.1',
    hasExtensions: false,
    ...differences,
  };
}

function typesOf(version: Version, name: string, toolType: string | undefined): [string, ResourceRole][] {
  const isOpen = version === '1.3' || version === '1.4';
  return [
    ['webcontent', 'webcontent'],
    [`associatedcontent/imscc_xml${name}/learning-application-resource`, 'associatedContent'],
    [`imsdt_xml${name}`, 'topic'],
    [`imswl_xml${name}`, 'webLink'],
    [`imsqti_xmlv1p2/imscc_xml${name}/assessment`, 'assessment'],
    [`imsqti_xmlv1p2/imscc_xml${name}/question-bank`, 'questionBank'],
    ...(toolType === undefined ? [] : [[toolType, 'basicLti'] as [string, ResourceRole]]),
    ...(isOpen ? [['assignment_xmlv1p0', 'assignment'] as [string, ResourceRole]] : []),
    ...(PACKAGES[version] ?? []).map((type): [string, ResourceRole] => [type, 'package']),
  ];
}

/** The versions that are checked, by namespace of the manifest. */
export const VERSIONS: ReadonlyMap<string, VersionRules> = new Map(
  (['1.0', '1.1', '1.2', '1.3', '1.4'] as const).map(rules).map((version) => [version.namespace, version]),
);

export interface TypedContent {
  readonly role: ResourceRole;
  readonly version: VersionRules;
}

/** What a type stands for: in the version of the manifest, or else in whichever version knows it. */
export function contentOfType(type: string, own: VersionRules): TypedContent | undefined {
  const version = [own, ...VERSIONS.values()].find(({ roles }) => roles.has(type));
  const role = version?.roles.get(type);
  return version === undefined || role === undefined ? undefined : { role, version };
}

const LEARNING_OBJECTS: readonly ResourceRole[] = [
  'topic',
  'webLink',
  'assessment',
  'questionBank',
  'basicLti',
];

/** What a resource must not depend on (Schematron rule sets 1 to 6 and 11 of the manifests). */
export const PROHIBITED: Readonly<Record<ResourceRole, readonly ResourceRole[] | 'anything'>> = {
  topic: LEARNING_OBJECTS,
  assessment: LEARNING_OBJECTS,
  questionBank: LEARNING_OBJECTS,
  webLink: 'anything',
  webcontent: [...LEARNING_OBJECTS, 'associatedContent'],
  associatedContent: [...LEARNING_OBJECTS, 'associatedContent'],
  basicLti: [...LEARNING_OBJECTS, 'webcontent'],
  assignment: LEARNING_OBJECTS,
  package: [],
};

/** Resources that are described by one file, which is not addressable by itself (rule sets 1 to 4). */
export const DESCRIPTORS: ReadonlySet<ResourceRole> = new Set([
  'topic',
  'webLink',
  'assessment',
  'questionBank',
  'basicLti',
  'assignment',
]);
