/** Common Cartridge 1.0 to 1.4, thin and flat: each is recognised and read as what it is. */
import { describe, expect, it } from 'vitest';
import { commonCartridgeReader } from '../../../activities/formats/common-cartridge/read.js';
import { detectPackage } from '../../../activities/formats/detect.js';
import { packageOf } from '../../support/package-source.js';
import { readPackage } from '../../support/read-package.js';
import { resource, troubles } from './cartridge.js';

const IMS = 'http://www.imsglobal.org/xsd';

interface Version {
  readonly number: string;
  /** As in `imscp_v1p1` of `imsccv1p3`. */
  readonly space: string;
  /** The part of a type or namespace that names the version. */
  readonly part: string;
  readonly lti?: readonly [type: string, namespace: string];
  /** The types that are kept as files. */
  readonly packages?: readonly string[];
  readonly hasAssignments?: boolean;
}

const PACKAGES_1_3 = ['idpfepub_epubv3p0', 'imsapip_zipv1p0', 'imsiwb_iwbv1p0'];
const VERSIONS: readonly Version[] = [
  { number: '1.0.0', space: 'imscc', part: 'v1p0' },
  { number: '1.1.0', space: 'imsccv1p1', part: 'v1p1', lti: ['imsbasiclti_xmlv1p0', 'imslticc_v1p0'] },
  { number: '1.2.0', space: 'imsccv1p2', part: 'v1p2', lti: ['imsbasiclti_xmlv1p0', 'imslticc_v1p0'] },
  {
    number: '1.3.0',
    space: 'imsccv1p3',
    part: 'v1p3',
    lti: ['imsbasiclti_xmlv1p3', 'imslticc_v1p3'],
    packages: PACKAGES_1_3,
    hasAssignments: true,
  },
  {
    number: '1.4.0',
    space: 'imsccv1p4',
    part: 'v1p4',
    lti: ['imsbasiclti_xmlv1p4', 'imslticc_v1p4'],
    packages: [...PACKAGES_1_3, 'imsov_xmlv1p0', 'imsov_zipv1p0', 'imsqti_zipv3p0'],
    hasAssignments: true,
  },
];

const question = (
  ident: string,
) => `<item ident="${ident}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
  <fieldentry>cc.essay.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>
  <mattext>Why?</mattext></material><response_str ident="R"><render_fib/></response_str></presentation></item>`;
const questions = (inner: string) =>
  `<questestinterop xmlns="${IMS}/ims_qtiasiv1p2">${inner}</questestinterop>`;

/** A cartridge with a resource of every type of its version. */
function everyType({ number, space, part, lti, packages = [], hasAssignments = false }: Version) {
  const [ltiType = '', ltiSpace = ''] = lti ?? [];
  const resources = [
    '<resource identifier="page" type="webcontent" href="p.html"><file href="p.html"/><dependency identifierref="private"/></resource>',
    resource(
      'private',
      `associatedcontent/imscc_xml${part}/learning-application-resource`,
      'a/b.txt',
      '<file href="a/c.txt"/>',
    ),
    resource('topic', `imsdt_xml${part}`, 'topic.xml'),
    resource('link', `imswl_xml${part}`, 'link.xml'),
    resource('quiz', `imsqti_xmlv1p2/imscc_xml${part}/assessment`, 'quiz.xml'),
    resource('bank', `imsqti_xmlv1p2/imscc_xml${part}/question-bank`, 'bank.xml'),
    ...(lti === undefined ? [] : [resource('tool', ltiType, 'tool.xml')]),
    ...(hasAssignments ? [resource('task', 'assignment_xmlv1p0', 'task.xml')] : []),
    ...packages.map((type, at) => resource(`package${at}`, type, `package${at}.bin`)),
  ];
  const items = ['page', 'topic', 'link', 'quiz'].map(
    (name) => `<item identifier="i-${name}" identifierref="${name}"><title>${name}</title></item>`,
  );
  return {
    'imsmanifest.xml': `<manifest identifier="M" xmlns="${IMS}/${space}/imscp_v1p1"><metadata><schema>IMS Common Cartridge</schema>
      <schemaversion>${number}</schemaversion><lom xmlns="http://ltsc.ieee.org/xsd/${space}/LOM/manifest"><general><title>
      <string>Tides</string></title></general></lom></metadata><organizations><organization identifier="O" structure="rooted-hierarchy">
      <item identifier="root"><item identifier="m"><title>Unit</title>${items.join('')}</item></item></organization></organizations>
      <resources>${resources.join('')}</resources></manifest>`,
    'p.html': '<p>Page</p>',
    'a/b.txt': '',
    'a/c.txt': '',
    'topic.xml': `<topic xmlns="${IMS}/${space}/imsdt_${part}"><title>T</title><text texttype="text/html">x</text></topic>`,
    'link.xml': `<webLink xmlns="${IMS}/${space}/imswl_${part}"><title>L</title><url href="https://example.org" target="_blank" windowFeatures="width=9"/></webLink>`,
    'quiz.xml': questions(
      `<assessment ident="A" title="Quiz"><section ident="S">${question('e')}</section></assessment>`,
    ),
    'bank.xml': questions(`<objectbank ident="B">${question('f')}</objectbank>`),
    ...(lti === undefined
      ? {}
      : {
          'tool.xml': `<cartridge_basiclti_link xmlns="${IMS}/${ltiSpace}" xmlns:blti="${IMS}/imsbasiclti_v1p0"><blti:title>Tool</blti:title><blti:launch_url>https://example.org/l</blti:launch_url></cartridge_basiclti_link>`,
        }),
    ...(hasAssignments
      ? {
          'task.xml': `<assignment xmlns="${IMS}/imscc_extensions/assignment" identifier="task"><title>Task</title></assignment>`,
        }
      : {}),
    ...Object.fromEntries(packages.map((_, at) => [`package${at}.bin`, 'bytes'])),
  };
}

describe.each(VERSIONS)('Common Cartridge $number', (version) => {
  const source = packageOf(everyType(version));

  it('is told by its content', async () => {
    expect(await detectPackage(source)).toMatchObject({
      format: 'common_cartridge',
      version: version.number.slice(0, 3),
    });
  });

  it('is read with every type of resource it has', async () => {
    const found = await readPackage(commonCartridgeReader, source);
    const { records } = found;
    const counts = Object.entries(records).map(([name, all]) => [name, all?.length]);
    expect(Object.fromEntries(counts)).toEqual({
      course: 1,
      modules: 1,
      pages: 1,
      files: 2 + (version.packages?.length ?? 0),
      discussionTopics: 1,
      webLinks: 1,
      quizzes: 1,
      questionBanks: 1,
      questions: 2,
      ...(version.lti === undefined ? {} : { externalTools: 1 }),
      ...(version.hasAssignments === true ? { assignments: 1 } : {}),
    });
    expect(records.webLinks?.[0]).toMatchObject({ target: '_blank', windowFeatures: 'width=9' });
    expect(records.files?.filter(({ owner }) => owner?.migrationId === 'page')).toHaveLength(2);
    expect(records.modules?.[0]?.items.map(({ content }) => content.type)).toEqual(Array(4).fill('object'));
  });

  it('loses nothing but what is inside of packages it keeps as files', async () => {
    const found = await readPackage(commonCartridgeReader, source);
    const kept = (version.packages ?? []).map((_, at) => `changed: resource resource "package${at}"`);
    expect(troubles(found)).toEqual(kept);
    expect(found.notices).toEqual([]);
  });
});

describe('thin cartridges', () => {
  it.each([
    ['IMS Thin Common Cartridge', '1.2.0', 'imsccv1p2'],
    ['IMS Thin Common Cartridge', '1.3.0', 'imsccv1p3'],
    ['IMS K-12 Thin Common Cartridge', '1.4.0', 'imsccv1p4'],
    ['IMS K-12 Common Cartridge', '1.4.0', 'imsccv1p4'],
    ['1EdTech Common Cartridge', '1.4.0', 'imsccv1p4'],
  ])('%s %s is read, its descriptors inside the manifest', async (schema, number, space) => {
    const source = packageOf({
      'imsmanifest.xml': `<manifest identifier="M" xmlns="${IMS}/${space}/imscp_v1p1"><metadata><schema>${schema}</schema>
        <schemaversion>${number}</schemaversion></metadata><resources>
        <resource identifier="l" type="imswl_xmlv1p3"><webLink><title>L</title><url href="https://example.org"/></webLink></resource>
        <resource identifier="t" type="imsbasiclti_xmlv1p0"><cartridge_basiclti_link><title>T</title><launch_url>https://example.org/l</launch_url></cartridge_basiclti_link></resource>
        </resources></manifest>`,
    });
    expect((await detectPackage(source)).format).toBe('common_cartridge');
    const found = await readPackage(commonCartridgeReader, source);
    expect(found.records.webLinks?.map(({ title }) => title)).toEqual(['L']);
    expect(found.records.externalTools?.map(({ title }) => title)).toEqual(['T']);
    expect([...troubles(found), ...found.notices]).toEqual([]);
  });
});
