/** A Canvas cartridge in which every element that Canvas is known to write stands at least once. */
import { page, qti, settings, typed } from './cartridge.js';
import { FULL_SETTINGS } from './full-settings.js';

const LOR = 'associatedcontent/imscc_xmlv1p1/learning-application-resource';

/** All that an assignment says in Canvas's words; `number` keeps its identifiers apart from those of others. */
const assignment = (number: number, more = '') => `
  <title>Essay ${number}</title>
  <time_zone_edited>America/Denver</time_zone_edited>
  <due_at>2026-03-0${number}T06:59:59</due_at>
  <lock_at>2026-04-0${number}T06:59:59</lock_at>
  <unlock_at>2026-02-0${number}T06:59:59</unlock_at>
  <module_locked>true</module_locked>
  <all_day_date>2026-03-0${number}</all_day_date>
  <peer_reviews_due_at>2026-05-0${number}T06:59:59</peer_reviews_due_at>
  <assignment_group_identifierref>group-1</assignment_group_identifierref>
  <grading_standard_identifierref>standard-1</grading_standard_identifierref>
  <workflow_state>unpublished</workflow_state>
  ${more}
  <allowed_extensions>pdf,docx</allowed_extensions>
  <has_group_category>true</has_group_category>
  <group_category>Project groups</group_category>
  <points_possible>12.5</points_possible>
  <grading_type>letter_grade</grading_type>
  <all_day>true</all_day>
  <submission_types>online_text_entry,external_tool</submission_types>
  <position>${number}</position>
  <turnitin_enabled>true</turnitin_enabled>
  <vericite_enabled>true</vericite_enabled>
  <peer_review_count>2</peer_review_count>
  <peer_reviews>true</peer_reviews>
  <automatic_peer_reviews>true</automatic_peer_reviews>
  <anonymous_peer_reviews>true</anonymous_peer_reviews>
  <peer_reviews_assigned>true</peer_reviews_assigned>
  <grade_group_students_individually>true</grade_group_students_individually>
  <freeze_on_copy>true</freeze_on_copy>
  <muted>true</muted>
  <omit_from_final_grade>true</omit_from_final_grade>
  <hide_in_gradebook>true</hide_in_gradebook>
  <intra_group_peer_reviews>true</intra_group_peer_reviews>
  <only_visible_to_overrides>true</only_visible_to_overrides>
  <post_to_sis>true</post_to_sis>
  <moderated_grading>true</moderated_grading>
  <grader_count>3</grader_count>
  <grader_comments_visible_to_graders>true</grader_comments_visible_to_graders>
  <anonymous_grading>true</anonymous_grading>
  <graders_anonymous_to_graders>true</graders_anonymous_to_graders>
  <grader_names_visible_to_final_grader>true</grader_names_visible_to_final_grader>
  <anonymous_instructor_annotations>true</anonymous_instructor_annotations>
  <allowed_attempts>4</allowed_attempts>
  <external_tool_identifierref>tool-1</external_tool_identifierref>
  <external_tool_url>https://tool.example.org/launch</external_tool_url>
  <external_tool_data_json>{"key":"a"}</external_tool_data_json>
  <external_tool_link_settings_json>{"selection_width":500}</external_tool_link_settings_json>
  <external_tool_new_tab>true</external_tool_new_tab>
  <resource_link_lookup_uuid>6e8b3b1c</resource_link_lookup_uuid>
  <turnitin_settings>{"s_paper_check":"1"}</turnitin_settings>
  <annotatable_attachment_migration_id>file-1</annotatable_attachment_migration_id>
  <rubric_identifierref>rubric-1</rubric_identifierref>
  <rubric_use_for_grading>true</rubric_use_for_grading>
  <rubric_hide_points>true</rubric_hide_points>
  <rubric_hide_outcome_results>true</rubric_hide_outcome_results>
  <rubric_hide_score_total>true</rubric_hide_score_total>
  <saved_rubric_comments><comment criterion_id="_10">Well argued</comment></saved_rubric_comments>
  <assignment_overrides>
    <override set_type="Noop" set_id="1" title="Path A" due_at="2026-03-09 06:59:59 UTC"
      unlock_at="2026-02-09 06:59:59 UTC" lock_at="2026-04-09 06:59:59 UTC"/>
  </assignment_overrides>
  <similarity_detection_tool resource_type_code="r" vendor_code="v" product_code="p" visibility="after_grading"/>
  <tool_setting>
    <tool_proxy product_code="p" vendor_code="v" tool_proxy_guid="g"/>
    <custom><property name="a">b</property></custom>
    <custom_parameters><property name="c">d</property></custom_parameters>
  </tool_setting>
  <post_policy><post_manually>true</post_manually></post_policy>
  <line_items>
    <line_item>
      <coupled>true</coupled><tag>t</tag><resource_id>r</resource_id><extensions>{"x":1}</extensions>
      <client_id>10000</client_id><label>Part</label><score_maximum>7</score_maximum>
    </line_item>
  </line_items>
  <sub_assignments>
    <sub_assignment identifier="check-${number}" tag="reply_to_topic"><points_possible>5</points_possible></sub_assignment>
  </sub_assignments>`;

const TOPIC_META = `
  <posted_at>2026-01-02T06:59:59</posted_at>
  <delayed_post_at>2026-01-03T06:59:59</delayed_post_at>
  <lock_at>2026-01-05T06:59:59</lock_at>
  <unlock_at>2026-01-04T06:59:59</unlock_at>
  <position>3</position>
  <external_feed_identifierref>feed-1</external_feed_identifierref>
  <discussion_type>threaded</discussion_type>
  <pinned>true</pinned>
  <require_initial_post>true</require_initial_post>
  <has_group_category>true</has_group_category>
  <group_category>Seminar groups</group_category>
  <workflow_state>unpublished</workflow_state>
  <module_locked>true</module_locked>
  <allow_rating>true</allow_rating>
  <only_graders_can_rate>true</only_graders_can_rate>
  <sort_by_rating>true</sort_by_rating>
  <sort_order>desc</sort_order>
  <sort_order_locked>true</sort_order_locked>
  <expanded>true</expanded>
  <expanded_locked>true</expanded_locked>
  <summary_enabled>true</summary_enabled>
  <reply_to_entry_required_count>2</reply_to_entry_required_count>
  <is_section_specific>true</is_section_specific>
  <todo_date>2026-01-06 06:59:59 UTC</todo_date>
  <locked>true</locked>
  <anonymous_state>full_anonymity</anonymous_state>
  <is_anonymous_author>true</is_anonymous_author>
  <attachment_identifierref>file-1</attachment_identifierref>`;

const QUIZ_META = `
  <title>Tides</title>
  <description>&lt;p&gt;Ten questions&lt;/p&gt;</description>
  <due_at>2026-03-07T06:59:59</due_at>
  <lock_at>2026-04-07T06:59:59</lock_at>
  <unlock_at>2026-02-07T06:59:59</unlock_at>
  <shuffle_questions>true</shuffle_questions>
  <shuffle_answers>true</shuffle_answers>
  <calculator_type>basic</calculator_type>
  <build_on_last_attempt>true</build_on_last_attempt>
  <scoring_policy>keep_latest</scoring_policy>
  <hide_results>always</hide_results>
  <quiz_type>graded_survey</quiz_type>
  <points_possible>20</points_possible>
  <require_lockdown_browser>true</require_lockdown_browser>
  <require_lockdown_browser_for_results>true</require_lockdown_browser_for_results>
  <require_lockdown_browser_monitor>true</require_lockdown_browser_monitor>
  <lockdown_browser_monitor_data>monitored</lockdown_browser_monitor_data>
  <access_code>secret</access_code>
  <ip_filter>10.0.0.0/8</ip_filter>
  <show_correct_answers>false</show_correct_answers>
  <show_correct_answers_at>2026-05-07 06:59:59 UTC</show_correct_answers_at>
  <hide_correct_answers_at>2026-05-08 06:59:59 UTC</hide_correct_answers_at>
  <anonymous_submissions>true</anonymous_submissions>
  <could_be_locked>true</could_be_locked>
  <time_limit>45</time_limit>
  <disable_timer_autosubmission>true</disable_timer_autosubmission>
  <allowed_attempts>3</allowed_attempts>
  <one_question_at_a_time>true</one_question_at_a_time>
  <cant_go_back>true</cant_go_back>
  <available>false</available>
  <one_time_results>true</one_time_results>
  <show_correct_answers_last_attempt>true</show_correct_answers_last_attempt>
  <only_visible_to_overrides>true</only_visible_to_overrides>
  <module_locked>true</module_locked>
  <assignment_group_identifierref>group-1</assignment_group_identifierref>
  <allow_clear_mc_selection>true</allow_clear_mc_selection>
  <result_view_restricted>true</result_view_restricted>
  <assignment_overrides>
    <override set_type="Noop" set_id="2" title="Path B" due_at="2026-03-10 06:59:59 UTC"/>
  </assignment_overrides>`;

const LTI_NAMESPACES =
  'xmlns="http://www.imsglobal.org/xsd/imslticc_v1p0" xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0" xmlns:lticm="http://www.imsglobal.org/xsd/imslticm_v1p0" xmlns:lticp="http://www.imsglobal.org/xsd/imslticp_v1p0"';

const TOOL = `<cartridge_basiclti_link ${LTI_NAMESPACES}>
  <blti:title>Maps</blti:title>
  <blti:description>Draw maps</blti:description>
  <blti:custom><lticm:property name="region">north</lticm:property></blti:custom>
  <blti:extensions platform="canvas.instructure.com">
    <lticm:property name="tool_id">maps</lticm:property>
    <lticm:property name="privacy_level">public</lticm:property>
    <lticm:property name="domain">tool.example.org</lticm:property>
    <lticm:property name="lti_version">1.3</lticm:property>
    <lticm:property name="client_id">10000000000001</lticm:property>
    <lticm:property name="selection_width">800</lticm:property>
    <lticm:property name="selection_height">600</lticm:property>
    <lticm:options name="course_navigation">
      <lticm:property name="text">Maps</lticm:property>
      <lticm:options name="labels"><lticm:property name="de">Karten</lticm:property></lticm:options>
      <blti:custom><lticm:property name="place">menu</lticm:property></blti:custom>
    </lticm:options>
  </blti:extensions>
  <blti:launch_url>http://tool.example.org/launch</blti:launch_url>
  <blti:secure_launch_url>https://tool.example.org/launch</blti:secure_launch_url>
  <blti:icon>https://tool.example.org/icon.png</blti:icon>
  <blti:vendor><lticp:code>acme</lticp:code><lticp:name>Acme</lticp:name></blti:vendor>
</cartridge_basiclti_link>`;

const RESOURCE_LINK = `<cartridge_basiclti_link ${LTI_NAMESPACES}>
  <blti:title>Map of the north</blti:title>
  <blti:secure_launch_url>https://tool.example.org/launch</blti:secure_launch_url>
  <blti:custom><lticm:property name="zoom">3</lticm:property></blti:custom>
  <blti:extensions platform="canvas.instructure.com">
    <lticm:property name="lookup_uuid">6e8b3b1c</lticm:property>
    <lticm:property name="resource_link_url">https://tool.example.org/launch?map=north</lticm:property>
  </blti:extensions>
</cartridge_basiclti_link>`;

const topicMeta = (identifier: string, topic: string, type: string, more = '') =>
  settings(
    'topicMeta',
    `<topic_id>${topic}</topic_id><title>Talk</title><type>${type}</type>${TOPIC_META}${more}`,
    `identifier="${identifier}"`,
  );

const topicOf = (title: string) =>
  `<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"><title>${title}</title><text texttype="text/html">&lt;p&gt;Talk&lt;/p&gt;</text><attachments><attachment href="$IMS-CC-FILEBASE$/map.png"/></attachments></topic>`;

const item = `<item ident="question-1" title="Ebb">
  <itemmetadata><qtimetadata>
    <qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>essay_question</fieldentry></qtimetadatafield>
    <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.0</fieldentry></qtimetadatafield>
  </qtimetadata></itemmetadata>
  <presentation><material><mattext texttype="text/html">Why does the sea ebb?</mattext></material>
    <response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1" rshuffle="No"/></render_fib></response_str>
  </presentation>
</item>`;

/** The XML files, by path: each is checked element by element. */
export const FULL_XML: Readonly<Record<string, string>> = {
  ...FULL_SETTINGS,
  'assignment-1/assignment_settings.xml': settings(
    'assignment',
    assignment(1, '<quiz_identifierref>quiz-1</quiz_identifierref>'),
    'identifier="assignment-1"',
  ),
  'quiz-1/assessment_meta.xml': settings(
    'quiz',
    `${QUIZ_META}<assignment identifier="quiz-1-assignment">${assignment(2)}</assignment>`,
    'identifier="quiz-1"',
  ),
  'topic-1-meta.xml': topicMeta(
    'topic-1-meta',
    'topic-1',
    'topic',
    `<assignment identifier="topic-1-assignment">${assignment(3)}</assignment>`,
  ),
  'news-1-meta.xml': topicMeta('news-1-meta', 'news-1', 'announcement'),
  'topic-1.xml': topicOf('Talk'),
  'news-1.xml': topicOf('Talk'),
  'tool-1.xml': TOOL,
  'lti_resource_links/link-1.xml': RESOURCE_LINK,
};

/** The pages, by path. */
export const FULL_PAGES: Readonly<Record<string, string>> = {
  'wiki_content/ebb.html': page('Ebb', '<p>Water goes</p>', {
    identifier: 'page-1',
    editing_roles: 'teachers,students',
    notify_of_update: 'true',
    workflow_state: 'unpublished',
    front_page: 'true',
    module_locked: 'true',
    only_visible_to_overrides: 'true',
    assignment_overrides: '[]',
    todo_date: '2026-01-06 06:59:59 UTC',
    publish_at: '2026-01-07 06:59:59 UTC',
    unlock_at: '2026-01-08T06:59:59',
    lock_at: '2026-01-09T06:59:59',
  }),
  'course_settings/syllabus.html': page('Syllabus', '<p>Read</p>'),
  'assignment-1/essay-1.html': page('Assignment: Essay 1', '<p>Write</p>'),
};

const depends = (identifier: string) => `<dependency identifierref="${identifier}"/>`;
const content = (identifier: string, path: string) => typed('webcontent', identifier, [path], path);
const associated = (identifier: string, ...paths: string[]) => typed(LOR, identifier, paths, paths[0]);

const RESOURCES = [
  content('page-1', 'wiki_content/ebb.html'),
  content('file-1', 'web_resources/map.png'),
  content('file-2', 'web_resources/talk.mp4'),
  content('file-3', 'web_resources/talk.srt'),
  associated('assignment-1', 'assignment-1/essay-1.html', 'assignment-1/assignment_settings.xml'),
  typed('imsqti_xmlv1p2/imscc_xmlv1p1/assessment', 'quiz-1', [], undefined, depends('quiz-1-meta')),
  associated('quiz-1-meta', 'quiz-1/assessment_meta.xml', 'non_cc_assessments/quiz-1.xml.qti'),
  typed('imsdt_xmlv1p1', 'topic-1', ['topic-1.xml'], undefined, depends('topic-1-meta')),
  associated('topic-1-meta', 'topic-1-meta.xml'),
  typed('imsdt_xmlv1p1', 'news-1', ['news-1.xml'], undefined, depends('news-1-meta')),
  associated('news-1-meta', 'news-1-meta.xml'),
  typed('imsbasiclti_xmlv1p0', 'tool-1', ['tool-1.xml']),
  typed('imsbasiclti_xmlv1p3', 'link-1', ['lti_resource_links/link-1.xml']),
  associated('course-1_syllabus', 'course_settings/syllabus.html'),
  associated('course-1', 'course_settings/canvas_export.txt', ...Object.keys(FULL_SETTINGS)),
];

/** Everything of the cartridge but what `cartridge` adds by itself. */
export const FULL_CARTRIDGE = {
  resources: RESOURCES.join(''),
  files: {
    ...FULL_XML,
    ...FULL_PAGES,
    'non_cc_assessments/quiz-1.xml.qti': qti('quiz-1', item),
    'external_content/lucid.json': '{"documents":[]}',
    'web_resources/map.png': 'map',
    'web_resources/talk.mp4': 'talk',
    'web_resources/talk.srt': '1 Ebb',
  },
} as const;
