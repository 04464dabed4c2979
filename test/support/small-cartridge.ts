/** A small cartridge with one resource of each kind, written by hand, to plant errors in. */

const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M1" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource" xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest" xmlns:auth="http://www.imsglobal.org/xsd/imsccv1p1/imsccauth_v1p1">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string language="en">Tides</lomimscc:string></lomimscc:title></lomimscc:general><lomimscc:lifeCycle><lomimscc:contribute><lomimscc:role><lomimscc:value>author</lomimscc:value></lomimscc:role><lomimscc:date><lomimscc:dateTime>2026-01-31</lomimscc:dateTime></lomimscc:date></lomimscc:contribute></lomimscc:lifeCycle><lomimscc:rights><lomimscc:copyrightAndOtherRestrictions><lomimscc:value>yes</lomimscc:value></lomimscc:copyrightAndOtherRestrictions></lomimscc:rights></lomimscc:lom></metadata>
<organizations><organization identifier="O1" structure="rooted-hierarchy"><item identifier="root"><item identifier="week"><title>Week 1</title><item identifier="i-page" identifierref="page"><title>Page</title></item><item identifier="i-test" identifierref="test"><title>Test</title></item></item></item></organization></organizations>
<resources>
<resource identifier="page" type="webcontent" href="pages/a%20b.html"><metadata><lom:lom><lom:educational><lom:intendedEndUserRole><lom:source>IMSGLC_CC_Rolesv1p1</lom:source><lom:value>Instructor</lom:value></lom:intendedEndUserRole></lom:educational></lom:lom></metadata><file href="pages/a%20b.html"/><dependency identifierref="picture"/></resource>
<resource identifier="picture" type="webcontent" href="web_resources/moon.png"><file href="web_resources/moon.png"/></resource>
<resource identifier="private" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="private/notes.txt" intendeduse="lessonplan"><file href="private/notes.txt"/></resource>
<resource identifier="topic" type="imsdt_xmlv1p1"><file href="topic.xml"/><dependency identifierref="picture"/></resource>
<resource identifier="link" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
<resource identifier="tool" type="imsbasiclti_xmlv1p0"><file href="tool.xml"/></resource>
<resource identifier="test" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="test.xml"/><dependency identifierref="private"/></resource>
<resource identifier="bank" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"><file href="bank.xml"/></resource>
</resources>
<auth:authorizations access="cartridge" import="false"><auth:authorization><auth:cartridgeId>c-1</auth:cartridgeId></auth:authorization></auth:authorizations>
</manifest>
`;

const TOPIC = `<?xml version="1.0" encoding="UTF-8"?>
<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"><title>High water</title><text texttype="text/html">&lt;img src="$IMS-CC-FILEBASE$/moon.png?x=1&amp;amp;y"&gt;</text><attachments><attachment href="$IMS-CC-FILEBASE$/moon.png"/></attachments></topic>
`;

const LINK = `<?xml version="1.0" encoding="UTF-8"?>
<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><title>Tide tables</title><url href="https://example.org/" target="_blank"/></webLink>
`;

const TOOL = `<?xml version="1.0" encoding="UTF-8"?>
<cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0" xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0" xmlns:lticm="http://www.imsglobal.org/xsd/imslticm_v1p0" xmlns:lticp="http://www.imsglobal.org/xsd/imslticp_v1p0"><blti:title>Tide simulator</blti:title><blti:custom><lticm:property name="sea">north</lticm:property></blti:custom><blti:extensions platform="canvas.instructure.com"><lticm:property name="domain">example.org</lticm:property></blti:extensions><blti:launch_url>https://example.org/launch</blti:launch_url><blti:vendor><lticp:code>unknown</lticp:code><lticp:name>unknown</lticp:name></blti:vendor></cartridge_basiclti_link>
`;

function field(label: string, entry: string): string {
  return `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
}

function item(ident: string, profile: string, fields: string, body: string): string {
  const metadata = `<itemmetadata><qtimetadata>${field('cc_profile', profile)}${fields}</qtimetadata></itemmetadata>`;
  return `<item ident="${ident}">${metadata}${body}</item>\n`;
}

const material = (text: string) => `<material><mattext texttype="text/html">${text}</mattext></material>`;
const label = (ident: string) => `<response_label ident="${ident}">${material(ident)}</response_label>`;
const outcomes =
  '<outcomes><decvar varname="SCORE" vartype="Decimal" minvalue="0" maxvalue="100"/></outcomes>';
const set = '<setvar varname="SCORE" action="Set">100</setvar>';

const ITEMS = [
  item(
    'choice',
    'cc.multiple_choice.v0p1',
    field('cc_weighting', '2'),
    `<presentation>${material('When?')}<response_lid ident="r" rcardinality="Single"><render_choice>${label('a')}${label('b')}</render_choice></response_lid></presentation>
<resprocessing>${outcomes}<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition><respcondition continue="No"><conditionvar><varequal respident="r">a</varequal></conditionvar>${set}</respcondition></resprocessing>
<itemfeedback ident="general_fb"><flow_mat>${material('Twice a day.')}</flow_mat></itemfeedback>`,
  ),
  item(
    'several',
    'cc.multiple_response.v0p1',
    '',
    `<presentation>${material('Which?')}<response_lid ident="r" rcardinality="Multiple"><render_choice>${label('a')}${label('b')}</render_choice></response_lid></presentation>
<resprocessing>${outcomes}<respcondition><conditionvar><and><varequal respident="r">a</varequal><not><varequal respident="r">b</varequal></not></and></conditionvar>${set}</respcondition></resprocessing>`,
  ),
  item(
    'pattern',
    'cc.pattern_match.v0p1',
    '',
    `<presentation>${material('Name')}<response_str ident="r" rcardinality="Single"><render_fib prompt="Box"/></response_str></presentation>
<resprocessing>${outcomes}<respcondition><conditionvar><varequal respident="r" case="No">neap</varequal><varsubstring respident="r" case="No">nea</varsubstring></conditionvar>${set}</respcondition></resprocessing>`,
  ),
  item(
    'essay',
    'cc.essay.v0p1',
    field('qmd_computerscored', 'No'),
    `<presentation>${material('Explain')}<response_str ident="r" rcardinality="Single"><render_fib prompt="Box"/></response_str></presentation>
<itemfeedback ident="solution"><solution><solutionmaterial><flow_mat>${material('The moon.')}</flow_mat></solutionmaterial></solution></itemfeedback>`,
  ),
].join('');

const ROOT = '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const TEST = `${DECLARATION}${ROOT}<assessment ident="test" title="Test"><qtimetadata>${field('cc_profile', 'cc.exam.v0p1')}${field('qmd_timelimit', '30')}${field('cc_maxattempts', '2')}</qtimetadata><section ident="s">
${ITEMS}</section></assessment></questestinterop>
`;

const BANK = `${DECLARATION}${ROOT}<objectbank ident="bank">${ITEMS}</objectbank></questestinterop>\n`;

/** The files of a Common Cartridge 1.1 without a fault, by path. */
export const SMALL_CARTRIDGE: ReadonlyMap<string, string> = new Map([
  ['imsmanifest.xml', MANIFEST],
  [
    'pages/a b.html',
    '<p><img src="$IMS-CC-FILEBASE$/moon.png"> <a href="$IMS-CC-FILEBASE$/a%20b.html#x">x</a></p>',
  ],
  ['web_resources/moon.png', 'not really a picture'],
  ['private/notes.txt', 'notes'],
  ['topic.xml', TOPIC],
  ['link.xml', LINK],
  ['tool.xml', TOOL],
  ['test.xml', TEST],
  ['bank.xml', BANK],
]);

/** The same as Common Cartridge 1.3, with an assignment and a page for those who do not know assignments. */
export const SMALL_CARTRIDGE_1_3: ReadonlyMap<string, string> = new Map([
  ...[...SMALL_CARTRIDGE].map(([path, text]) => [path, toVersion13(text)] as const),
  ['essay.xml', essay()],
  ['essay.html', '<p>Write.</p>'],
]);

function toVersion13(text: string): string {
  const assignment = [
    '<resource identifier="essay" type="assignment_xmlv1p0"><file href="essay.xml"/></resource>',
    '<resource identifier="essay_fallback" type="webcontent" href="essay.html"><metadata><lom:lom><lom:general><lom:keyword><lom:string>x</lom:string></lom:keyword></lom:general></lom:lom><csm:curriculumStandardsMetadataSet><csm:curriculumStandardsMetadata providerId="p"><csm:setOfGUIDs region="r"><csm:labelledGUID><csm:label>l</csm:label><csm:GUID>g</csm:GUID></csm:labelledGUID></csm:setOfGUIDs></csm:curriculumStandardsMetadata></csm:curriculumStandardsMetadataSet></metadata><file href="essay.html"/><cpx:variant identifier="essay_variant" identifierref="essay"><cpx:metadata/></cpx:variant></resource>',
  ].join('\n');
  return text
    .replaceAll('imsccv1p1', 'imsccv1p3')
    .replaceAll('imsccauth_v1p1', 'imsccauth_v1p3')
    .replaceAll(/(imscc_xml|imsdt_xml|imswl_xml|imsdt_|imswl_)v1p1/g, '$1v1p3')
    .replaceAll('imsbasiclti_xmlv1p0', 'imsbasiclti_xmlv1p3')
    .replaceAll('imslticc_v1p0', 'imslticc_v1p3')
    .replace('1.1.0', '1.3.0')
    .replace('Rolesv1p1', 'Rolesv1p2')
    .replace(
      ' xmlns:auth=',
      ' xmlns:csm="http://www.imsglobal.org/xsd/imsccv1p3/imscsmd_v1p0" xmlns:cpx="http://www.imsglobal.org/xsd/imsccv1p3/imscp_extensionv1p2" xmlns:auth=',
    )
    .replace('</resources>', `${assignment}\n</resources>`);
}

function essay(): string {
  return `${DECLARATION}<assignment identifier="essay" xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment"><title>Essay</title><text texttype="text/html">Write.</text><instructor_text texttype="text/plain"/><attachments><attachment href="$IMS-CC-FILEBASE$/moon.png" role="All"/></attachments><gradable points_possible="10">true</gradable><submission_formats><format type="html"/></submission_formats><extensions platform="canvas.instructure.com"><assignment xmlns="http://canvas.instructure.com/xsd/cccv1p0" identifier="essay_canvas"><title>Essay</title></assignment></extensions></assignment>
`;
}

/** The same as Common Cartridge 1.4, with its types, an address in CASE, and settings of platforms. */
export const SMALL_CARTRIDGE_1_4: ReadonlyMap<string, string> = new Map([
  ...[...SMALL_CARTRIDGE_1_3].map(([path, text]) => [path, toVersion14(text)] as const),
  ['talk.xml', '<openVideo/>'],
  ['talk.zip', 'PK'],
  ['questions.zip', 'PK'],
]);

function toVersion14(text: string): string {
  const packages = [
    '<resource identifier="talk" type="imsov_xmlv1p0"><file href="talk.xml"/></resource>',
    '<resource identifier="talk_files" type="imsov_zipv1p0"><file href="talk.zip"/></resource>',
    '<resource identifier="questions" type="imsqti_zipv3p0"><file href="questions.zip"/></resource>',
  ].join('\n');
  const settings = '<extensions platform="example.org"><property name="colour">blue</property></extensions>';
  return text
    .replaceAll('imsccv1p3', 'imsccv1p4')
    .replaceAll(/(imscc_xml|imsdt_xml|imswl_xml|imsdt_|imswl_|imsbasiclti_xml)v1p3/g, '$1v1p4')
    .replace('imscsmd_v1p0', 'imscsmd_v1p1')
    .replace('1.3.0', '1.4.0')
    .replace(/ xmlns:auth="[^"]*"/, '')
    .replace(/<auth:authorizations[\s\S]*<\/auth:authorizations>\n/, '')
    .replace('<csm:GUID>', '<csm:caseItemURI>https://example.org/case/1</csm:caseItemURI><csm:GUID>')
    .replace(' points_possible="10"', '')
    .replace('</topic>', `${settings}</topic>`)
    .replace('</webLink>', `${settings}</webLink>`)
    .replace('</resources>', `${packages}\n</resources>`);
}
