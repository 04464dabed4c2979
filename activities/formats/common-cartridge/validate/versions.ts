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

export interface VersionRules {
  readonly version: string;
  readonly schemas: readonly string[];
  readonly namespace: string;
  readonly roles: ReadonlyMap<string, ResourceRole>;
  readonly intendedUses: readonly string[];
  readonly rolesSource: string;
  readonly topicNamespace: string;
  readonly webLinkNamespace: string;
  readonly ltiNamespaces: readonly string[];
  /** CC 1.3 lets any element follow the dependencies of a resource, and any LOM describe it. */
  readonly openResources: boolean;
  /** CC 1.3 removed the rule that there is one bank at most (rule 4a). */
  readonly manyBanks: boolean;
  /** CC 1.4 has none in its manifest. */
  readonly authorizations: boolean;
  /** CC 1.4 lets topics and web links hold settings of platforms. */
  readonly platformExtensions: boolean;
  /** The 1.4 edition of the assignment extension needs an identifier, no text for instructors, and knows no points. */
  readonly assignmentEdition: 'first' | 'second';
  /** CC 1.4 lets a standard be named by its address in CASE. */
  readonly caseAddresses: boolean;
}

const IMS = 'http://www.imsglobal.org/xsd';

type CheckedVersion = '1.1' | '1.2' | '1.3' | '1.4';

interface Additions {
  readonly schemas?: readonly string[];
  readonly lti: string;
  /** Of the namespace of LTI links, beside 1.0. */
  readonly ltiVersions?: readonly string[];
  readonly types?: readonly string[];
}

function rules(version: CheckedVersion, { schemas = [], lti, ltiVersions = [], types = [] }: Additions) {
  const name = `v${version.replace('.', 'p')}`;
  const roles: [string, ResourceRole][] = [
    ['webcontent', 'webcontent'],
    [`associatedcontent/imscc_xml${name}/learning-application-resource`, 'associatedContent'],
    [`imsdt_xml${name}`, 'topic'],
    [`imswl_xml${name}`, 'webLink'],
    [`imsqti_xmlv1p2/imscc_xml${name}/assessment`, 'assessment'],
    [`imsqti_xmlv1p2/imscc_xml${name}/question-bank`, 'questionBank'],
    [lti, 'basicLti'],
  ];
  const isSince = (first: CheckedVersion) => version >= first;
  return {
    version: `${version}.0`,
    schemas: ['IMS Common Cartridge', ...schemas],
    namespace: `${IMS}/imscc${name}/imscp_v1p1`,
    roles: new Map([...roles, ...types.map((type) => [type, extraRole(type)] as const)]),
    intendedUses: ['lessonplan', 'syllabus', 'unspecified', ...(isSince('1.2') ? ['assignment'] : [])],
    rolesSource: isSince('1.2') ? 'IMSGLC_CC_Rolesv1p2' : 'IMSGLC_CC_Rolesv1p1',
    topicNamespace: `${IMS}/imscc${name}/imsdt_${name}`,
    webLinkNamespace: `${IMS}/imscc${name}/imswl_${name}`,
    ltiNamespaces: ['v1p0', ...ltiVersions].map((lticc) => `${IMS}/imslticc_${lticc}`),
    openResources: isSince('1.3'),
    manyBanks: isSince('1.3'),
    authorizations: !isSince('1.4'),
    platformExtensions: isSince('1.4'),
    assignmentEdition: isSince('1.4') ? 'second' : 'first',
    caseAddresses: isSince('1.4'),
  } as const satisfies VersionRules;
}

function extraRole(type: string): ResourceRole {
  return type === 'assignment_xmlv1p0' ? 'assignment' : 'package';
}

const SINCE_1_3 = ['assignment_xmlv1p0', 'idpfepub_epubv3p0', 'imsapip_zipv1p0', 'imsiwb_iwbv1p0'];
const SINCE_1_4 = ['imsov_xmlv1p0', 'imsov_zipv1p0', 'imsqti_zipv3p0'];
const THIN = 'IMS Thin Common Cartridge';

/** The versions that are checked, by namespace of the manifest. */
export const VERSIONS: ReadonlyMap<string, VersionRules> = new Map(
  [
    rules('1.1', { lti: 'imsbasiclti_xmlv1p0' }),
    rules('1.2', { lti: 'imsbasiclti_xmlv1p0' }),
    rules('1.3', { lti: 'imsbasiclti_xmlv1p3', ltiVersions: ['v1p3'], types: SINCE_1_3, schemas: [THIN] }),
    rules('1.4', {
      lti: 'imsbasiclti_xmlv1p4',
      ltiVersions: ['v1p3', 'v1p4'],
      types: [...SINCE_1_3, ...SINCE_1_4],
      schemas: [THIN, 'IMS K-12 Common Cartridge', 'IMS K-12 Thin Common Cartridge'],
    }),
  ].map((version) => [version.namespace, version]),
);

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
