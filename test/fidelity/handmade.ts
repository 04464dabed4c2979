/** Packages written by hand, with what other systems write and we do not. */
import { CANVAS_NAMESPACE } from '../../activities/formats/canvas/fields/document.js';

const IMS = 'http://www.imsglobal.org/xsd';

/** Metadata that the standard allows and only few write. */
const LOM = `<lom:lom xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest">
  <lom:general><lom:identifier><lom:catalog>example</lom:catalog><lom:entry>tides</lom:entry></lom:identifier><lom:title><lom:string>Tides</lom:string></lom:title><lom:structure><lom:source>LOMv1.0</lom:source><lom:value>linear</lom:value></lom:structure></lom:general>
  <lom:technical><lom:location>https://example.org/tides</lom:location><lom:installationRemarks><lom:string>None.</lom:string></lom:installationRemarks></lom:technical>
  <lom:educational><lom:learningResourceType><lom:source>LOMv1.0</lom:source><lom:value>exercise</lom:value></lom:learningResourceType><lom:typicalAgeRange><lom:string>11-14</lom:string></lom:typicalAgeRange></lom:educational>
</lom:lom>`;

const STANDARDS = `<csm:curriculumStandardsMetadataSet xmlns:csm="${IMS}/imsccv1p4/imscsmd_v1p1">
  <csm:curriculumStandardsMetadata providerId="example"><csm:setOfGUIDs region="NO" version="2">
    <csm:labelledGUID><csm:label>Tides</csm:label><csm:GUID>a-guid</csm:GUID><csm:caseItemURI>https://example.org/case/1</csm:caseItemURI></csm:labelledGUID>
  </csm:setOfGUIDs></csm:curriculumStandardsMetadata>
</csm:curriculumStandardsMetadataSet>`;

/** A thin cartridge 1.4 that is one file. */
export const FLAT_CARTRIDGE: ReadonlyMap<string, string> = new Map([
  [
    'imsmanifest.xml',
    `<manifest identifier="flat" xmlns="${IMS}/imsccv1p4/imscp_v1p1">
  <metadata><schema>1EdTech Thin Common Cartridge</schema><schemaversion>1.4.0</schemaversion>${LOM}${STANDARDS}</metadata>
  <organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
    <item identifier="i" identifierref="link"><title>Tide tables</title><metadata>${LOM}</metadata></item>
  </item></organization></organizations>
  <resources><resource identifier="link" type="imswl_xmlv1p4"><metadata>${LOM}${STANDARDS}</metadata>
    <webLink xmlns="${IMS}/imsccv1p4/imswl_v1p4"><title>Tide tables</title><url href="https://example.org/tides"/></webLink>
  </resource>
  <resource identifier="tool" type="imsbasiclti_xmlv1p4">
    <cartridge_basiclti_link xmlns="${IMS}/imslticc_v1p4"><title>Tide simulator</title><launch_url>https://example.org/launch</launch_url>
      <metadata>${LOM}</metadata></cartridge_basiclti_link>
  </resource></resources>
</manifest>`,
  ],
]);

const field = (label: string, entry: string) =>
  `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`;
const material = (text: string) => `<material><mattext texttype="text/html">${text}</mattext></material>`;

function item(ident: string, fields: string, response: string): string {
  const metadata = `<itemmetadata><qtimetadata>${fields}</qtimetadata></itemmetadata>`;
  return `<item ident="${ident}" title="${ident}">${metadata}<presentation>${material(ident)}${response}</presentation></item>`;
}

const BANK = `<questestinterop xmlns="${IMS}/ims_qtiasiv1p2"><objectbank ident="bank"><qtimetadata>${[
  field('cc_profile', 'cc.exam.v0p1'),
  field('qmd_assessmenttype', 'Examination'),
  field('qmd_scoretype', 'Percentage'),
  field('qmd_timelimit', '30'),
  field('cc_maxattempts', '2'),
  field('cc_allow_late_submission', 'Yes'),
  ...['feedback', 'hints', 'solutions'].map((what) => field(`qmd_${what}permitted`, 'Yes')),
].join('')}</qtimetadata>${item(
  'essay',
  `${field('cc_profile', 'cc.essay.v0p1')}${field('cc_question_category', 'Tides')}${field('qmd_scoringpermitted', 'Yes')}`,
  '<response_str ident="r" rcardinality="Single"><render_fib/></response_str>',
)}</objectbank></questestinterop>`;

/** A cartridge that holds a bank with the settings of a test. */
export const CARTRIDGE_WITH_BANK: ReadonlyMap<string, string> = new Map([
  [
    'imsmanifest.xml',
    `<manifest identifier="banked" xmlns="${IMS}/imsccv1p1/imscp_v1p1">
  <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata><organizations/>
  <resources><resource identifier="bank" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"><file href="bank.xml"/></resource></resources>
</manifest>`,
  ],
  ['bank.xml', BANK],
]);

const settings = (root: string, content: string) =>
  `<${root} xmlns="${CANVAS_NAMESPACE}">${content}</${root}>`;

const NEW_QUIZ = `<questestinterop xmlns="${IMS}/ims_qtiasiv1p2"><assessment ident="quiz" title="Tides" external_assignment_id="7"><section ident="root_section">
  ${item('passage', `${field('question_type', 'text_only_question')}${field('source_url', 'https://example.org/passage')}`, '')}
  ${item('essay', field('question_type', 'essay_question'), '<response_str ident="r" rcardinality="Single" spell_check="true" word_count="true"><render_fib/></response_str>')}
  <section ident="part" title="Part" parent_stimulus_item_ident="passage"><bankentry_item item_ref="q1" sourcebank_ref="bank" entry_type="Item" points_possible="2" parent_stimulus_item_ident="passage"/></section>
</section></assessment></questestinterop>`;

const ITEM_BANK = `<questestinterop xmlns="${IMS}/ims_qtiasiv1p2"><objectbank ident="bank" canvas_item_bank="true"><qtimetadata>${field('bank_title', 'Tides')}</qtimetadata>${item('q1', field('question_type', 'text_only_question'), '')}</objectbank></questestinterop>`;

const resource = (identifier: string, path: string) =>
  `<resource identifier="${identifier}" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="${path}"><file href="${path}"/></resource>`;

/** A cartridge of Canvas with files and elements of older exports, and of New Quizzes. */
export const CANVAS_CARTRIDGE: ReadonlyMap<string, string> = new Map([
  [
    'imsmanifest.xml',
    `<manifest identifier="canvas" xmlns="${IMS}/imsccv1p1/imscp_v1p1">
  <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata><organizations/>
  <resources>${resource('settings', 'course_settings/canvas_export.txt')}
  <resource identifier="quiz" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="non_cc_assessments/quiz.xml.qti"/></resource>
  ${resource('bank', 'non_cc_assessments/bank.xml.qti')}</resources>
</manifest>`,
  ],
  ['course_settings/canvas_export.txt', 'Q: What did the moon say?\n'],
  [
    'course_settings/course_settings.xml',
    `<course identifier="course" xmlns="${CANVAS_NAMESPACE}"><title>Tides</title></course>`,
  ],
  [
    'course_settings/learning_outcomes.xml',
    settings(
      'learningOutcomes',
      '<learningOutcome identifier="loose"><title>Reads a tide table</title><points_possible>5</points_possible><mastery_points>3</mastery_points><ratings><rating><description>Full</description><points>5</points></rating></ratings></learningOutcome>',
    ),
  ],
  [
    'course_settings/course_paces.xml',
    settings(
      'course_paces',
      '<course_pace identifier="pace"><module_items><module_item><duration>2</duration><module_item_identifierref>item</module_item_identifierref><pace_item_identifier>p</pace_item_identifier></module_item></module_items></course_pace>',
    ),
  ],
  [
    'course_settings/pace_plans.xml',
    settings(
      'pace_plans',
      '<pace_plan identifier="plan"><workflow_state>active</workflow_state><start_date>2021-09-01</start_date><end_date>2021-12-01</end_date><module_items><module_item><duration>2</duration><module_item_identifierref>item</module_item_identifierref></module_item></module_items></pace_plan>',
    ),
  ],
  [
    'course_settings/external_viewers.xml',
    settings('externalViewers', '<externalViewer service="viewer" id="1" path="a.pdf"/>'),
  ],
  ['non_cc_assessments/quiz.xml.qti', NEW_QUIZ],
  ['non_cc_assessments/bank.xml.qti', ITEM_BANK],
]);
