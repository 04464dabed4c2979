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
}

const IMS = 'http://www.imsglobal.org/xsd';

function rules(version: '1.1' | '1.2' | '1.3', lti: string, extra: readonly string[]): VersionRules {
  const name = `v${version.replace('.', 'p')}`;
  const types: [string, ResourceRole][] = [
    ['webcontent', 'webcontent'],
    [`associatedcontent/imscc_xml${name}/learning-application-resource`, 'associatedContent'],
    [`imsdt_xml${name}`, 'topic'],
    [`imswl_xml${name}`, 'webLink'],
    [`imsqti_xmlv1p2/imscc_xml${name}/assessment`, 'assessment'],
    [`imsqti_xmlv1p2/imscc_xml${name}/question-bank`, 'questionBank'],
    [lti, 'basicLti'],
  ];
  return {
    version: `${version}.0`,
    schemas: ['IMS Common Cartridge', ...(version === '1.3' ? ['IMS Thin Common Cartridge'] : [])],
    namespace: `${IMS}/imscc${name}/imscp_v1p1`,
    roles: new Map([...types, ...extra.map((type) => [type, extraRole(type)] as const)]),
    intendedUses: ['lessonplan', 'syllabus', 'unspecified', ...(version === '1.1' ? [] : ['assignment'])],
    rolesSource: version === '1.1' ? 'IMSGLC_CC_Rolesv1p1' : 'IMSGLC_CC_Rolesv1p2',
    topicNamespace: `${IMS}/imscc${name}/imsdt_${name}`,
    webLinkNamespace: `${IMS}/imscc${name}/imswl_${name}`,
    ltiNamespaces: [`${IMS}/imslticc_v1p0`, ...(version === '1.3' ? [`${IMS}/imslticc_v1p3`] : [])],
    openResources: version === '1.3',
  };
}

function extraRole(type: string): ResourceRole {
  return type === 'assignment_xmlv1p0' ? 'assignment' : 'package';
}

/** The versions that are checked, by namespace of the manifest. */
export const VERSIONS: ReadonlyMap<string, VersionRules> = new Map(
  [
    rules('1.1', 'imsbasiclti_xmlv1p0', []),
    rules('1.2', 'imsbasiclti_xmlv1p0', []),
    rules('1.3', 'imsbasiclti_xmlv1p3', [
      'assignment_xmlv1p0',
      'idpfepub_epubv3p0',
      'imsapip_zipv1p0',
      'imsiwb_iwbv1p0',
    ]),
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
