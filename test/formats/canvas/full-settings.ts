/** The files of course_settings with every element that Canvas is known to write. */
import { settings } from './cartridge.js';

const SWITCHES = [
  'enable_course_paces',
  'restrict_enrollments_to_course_dates',
  'allow_student_wiki_edits',
  'allow_student_assignment_edits',
  'show_public_context_messages',
  'syllabus_course_summary',
  'allow_student_forum_attachments',
  'lock_all_announcements',
  'allow_student_organized_groups',
  'show_total_grade_as_points',
  'allow_final_grade_override',
  'open_enrollment',
  'filter_speed_grader_by_student_group',
  'allow_wiki_comments',
  'self_enrollment',
  'indexed',
  'publish_grades_immediately',
  'hide_distribution_graphs',
  'allow_student_anonymous_discussion_topics',
  'allow_student_discussion_topics',
  'allow_student_discussion_editing',
  'allow_student_discussion_reporting',
  'organize_epub_by_content_type',
  'show_announcements_on_home_page',
  'enable_offline_web_export',
  'usage_rights_required',
  'restrict_student_future_view',
  'restrict_student_past_view',
  'homeroom_course',
  'restrict_quantitative_data',
  'show_all_discussion_entries',
  'horizon_course',
  'conditional_release',
].map((name) => `<${name}>true</${name}>`);

const COURSE = `
  <title>Tides</title>
  <course_code>T1</course_code>
  <start_at>2026-01-01T06:59:59</start_at>
  <conclude_at>2026-06-01T06:59:59</conclude_at>
  <tab_configuration>[{"id":0},{"id":"context_external_tool_tool-1","hidden":true}]</tab_configuration>
  <image_identifier_ref>file-1</image_identifier_ref>
  <banner_image_url>https://example.org/banner.png</banner_image_url>
  <grading_standard_enabled>true</grading_standard_enabled>
  <grading_standard_identifier_ref>standard-1</grading_standard_identifier_ref>
  <storage_quota>500000000</storage_quota>
  <group_weighting_scheme>percent</group_weighting_scheme>
  <is_public>true</is_public>
  <is_public_to_auth_users>false</is_public_to_auth_users>
  <public_syllabus>false</public_syllabus>
  <public_syllabus_to_auth>true</public_syllabus_to_auth>
  <default_view>modules</default_view>
  <license>cc_by</license>
  <locale>de</locale>
  <time_zone>America/Denver</time_zone>
  <hide_final_grade>true</hide_final_grade>
  <root_account_uuid>uuid-1</root_account_uuid>
  <overridden_course_visibility>institution</overridden_course_visibility>
  <default_wiki_editing_roles>teachers</default_wiki_editing_roles>
  <turnitin_comments>Be honest</turnitin_comments>
  <files_visibility>course</files_visibility>
  <home_page_announcement_limit>5</home_page_announcement_limit>
  <course_color>#00aaff</course_color>
  <alt_name>Sea</alt_name>
  <hashtag>tides</hashtag>
  <settings>{"a":1}</settings>
  ${SWITCHES.join('')}
  <default_post_policy><post_manually>true</post_manually></default_post_policy>`;

const item = (identifier: string, type: string, more: string, position: number) => `
  <item identifier="${identifier}">
    <content_type>${type}</content_type><workflow_state>active</workflow_state><title>Item ${position}</title>${more}
    <position>${position}</position><new_tab>true</new_tab><indent>1</indent>
  </item>`;

const target = (identifier: string) => `<identifierref>${identifier}</identifierref>`;

const ITEMS = [
  item('item-1', 'WikiPage', target('page-1'), 1),
  item('item-2', 'Attachment', target('file-1'), 2),
  item('item-3', 'Assignment', target('assignment-1'), 3),
  item('item-4', 'DiscussionTopic', target('topic-1'), 4),
  item('item-5', 'Quizzes::Quiz', target('quiz-1'), 5),
  item('item-6', 'ContextModuleSubHeader', '', 6),
  item('item-7', 'ExternalUrl', `${target('item-7')}<url>https://example.org/a?b=1&amp;c=2</url>`, 7),
  item(
    'item-8',
    'ContextExternalTool',
    `${target('tool-1')}<url>https://tool.example.org/launch</url><global_identifierref>77</global_identifierref><link_settings_json>{"selection_width":1}</link_settings_json><lti_resource_link_lookup_uuid>6e8b3b1c</lti_resource_link_lookup_uuid>`,
    8,
  ),
];

const requirement = (type: string, identifier: string, more = '') =>
  `<completionRequirement type="${type}">${more}<identifierref>${identifier}</identifierref></completionRequirement>`;

const MODULES = `
  <module identifier="module-1"><title>Week 1</title><workflow_state>active</workflow_state><position>1</position></module>
  <module identifier="module-2">
    <title>Week 2</title><workflow_state>unpublished</workflow_state><position>2</position>
    <unlock_at>2026-01-10T06:59:59</unlock_at>
    <start_at>2026-01-11T06:59:59</start_at><end_at>2026-01-12T06:59:59</end_at>
    <require_sequential_progress>true</require_sequential_progress>
    <requirement_count>1</requirement_count><locked>true</locked>
    <prerequisites><prerequisite type="context_module"><title>Week 1</title><identifierref>module-1</identifierref></prerequisite></prerequisites>
    <items>${ITEMS.join('')}</items>
    <completionRequirements>
      ${requirement('must_view', 'item-1')}${requirement('must_mark_done', 'item-2')}
      ${requirement('must_submit', 'item-3')}${requirement('must_contribute', 'item-4')}
      ${requirement('min_score', 'item-5', '<min_score>3</min_score>')}
      ${requirement('min_percentage', 'item-8', '<min_percentage>60</min_percentage>')}
    </completionRequirements>
  </module>`;

const OUTCOME = `<learningOutcome identifier="outcome-1">
    <title>Explains</title><description>&lt;p&gt;Explains ebb&lt;/p&gt;</description>
    <friendly_description>You can explain</friendly_description>
    <calculation_method>decaying_average</calculation_method><calculation_int>65</calculation_int>
    <vendor_guid>guid-1</vendor_guid><copied_from_outcome_id>12</copied_from_outcome_id>
    <is_global_outcome>true</is_global_outcome><external_identifier>13</external_identifier>
    <points_possible>5</points_possible><mastery_points>3</mastery_points>
    <alignments><alignment>
      <content_type>Assignment</content_type><content_id>assignment-1</content_id>
      <mastery_type>explicit_mastery</mastery_type><mastery_score>2</mastery_score><position>1</position>
    </alignment></alignments>
    <ratings><rating><description>Good</description><points>5</points></rating></ratings>
  </learningOutcome>`;

const OUTCOMES = `<learningOutcomeGroup identifier="outcomes-1">
    <title>Seas</title><description>All of them</description><vendor_guid>guid-2</vendor_guid>
    <source_outcome_group_id>14</source_outcome_group_id>
    <learningOutcomes>
      <learningOutcomeGroup identifier="outcomes-2"><title>Inner</title><learningOutcomes/></learningOutcomeGroup>
      ${OUTCOME}
    </learningOutcomes>
  </learningOutcomeGroup>`;

const RUBRIC = `<rubric identifier="rubric-1">
    <read_only>true</read_only><title>Essay rubric</title><description>How</description>
    <reusable>true</reusable><public>true</public><points_possible>10</points_possible>
    <hide_score_total>true</hide_score_total><free_form_criterion_comments>true</free_form_criterion_comments>
    <rating_order>ascending</rating_order><external_identifier>15</external_identifier>
    <criteria><criterion>
      <criterion_id>_10</criterion_id><points>10</points><mastery_points>6</mastery_points>
      <ignore_for_scoring>true</ignore_for_scoring><description>Argument</description>
      <long_description>How well</long_description><criterion_use_range>true</criterion_use_range>
      <learning_outcome_identifierref>outcome-1</learning_outcome_identifierref>
      <ratings><rating>
        <description>Fine</description><points>10</points><long_description>Very</long_description>
        <id>blank</id><criterion_id>_10</criterion_id>
      </rating></ratings>
    </criterion></criteria>
  </rubric>`;

const PACE = `<course_pace identifier="pace-1">
    <workflow_state>active</workflow_state><end_date>2026-06-01</end_date>
    <published_at>2026-01-01T06:59:59</published_at><exclude_weekends>true</exclude_weekends>
    <hard_end_dates>true</hard_end_dates>
    <selected_days_to_skip><day_of_week>sat</day_of_week><day_of_week>sun</day_of_week></selected_days_to_skip>
    <time_to_complete_calendar_days>30</time_to_complete_calendar_days>
    <module_items><module_item>
      <duration>3</duration><module_item_identifierref>item-3</module_item_identifierref>
      <pace_item_identifier>pace-item-1</pace_item_identifier>
    </module_item></module_items>
  </course_pace>`;

const BLUEPRINT = `
  <use_default_restrictions_by_type>true</use_default_restrictions_by_type>
  <restrictions><restriction content_type="Assignment" content="true" due_dates="false"/></restrictions>
  <restricted_items>
    <item identifierref="page-1"><restriction content_type="WikiPage" content="true"/><use_default_restrictions>false</use_default_restrictions></item>
  </restricted_items>`;

const FILES = `
  <folders><folder path="secret"><locked>true</locked><hidden>true</hidden><lock_at>2026-01-13T06:59:59</lock_at><unlock_at>2026-01-14T06:59:59</unlock_at></folder></folders>
  <files><file identifier="file-1">
    <locked>true</locked><hidden>true</hidden>
    <lock_at>2026-01-15T06:59:59</lock_at><unlock_at>2026-01-16T06:59:59</unlock_at>
    <display_name>The map</display_name><category>uncategorized</category>
    <usage_rights use_justification="own_copyright"><legal_copyright>(c) us</legal_copyright><license>private</license></usage_rights>
  </file></files>`;

const EVENT = `<event identifier="event-1">
    <title>High tide</title><description>&lt;p&gt;Come&lt;/p&gt;</description>
    <start_at>2026-01-17T06:59:59</start_at><end_at>2026-01-17T08:59:59</end_at>
    <all_day>true</all_day><all_day_date>2026-01-17</all_day_date>
    <rrule>FREQ=DAILY;COUNT=2</rrule><series_uuid>series-1</series_uuid><series_head>true</series_head>
    <blackout_date>true</blackout_date><location_name>Pier</location_name>
  </event>`;

const LATE_POLICY = `
  <missing_submission_deduction_enabled>true</missing_submission_deduction_enabled>
  <missing_submission_deduction>50</missing_submission_deduction>
  <late_submission_deduction_enabled>true</late_submission_deduction_enabled>
  <late_submission_deduction>10</late_submission_deduction>
  <late_submission_interval>day</late_submission_interval>
  <late_submission_minimum_percent_enabled>true</late_submission_minimum_percent_enabled>
  <late_submission_minimum_percent>40</late_submission_minimum_percent>`;

const GROUP = `<assignmentGroup identifier="group-1">
    <title>Essays</title><position>1</position><group_weight>40</group_weight>
    <rules>
      <rule><drop_type>drop_lowest</drop_type><drop_count>1</drop_count></rule>
      <rule><drop_type>never_drop</drop_type><identifierref>assignment-1</identifierref></rule>
    </rules>
  </assignmentGroup>`;

const STANDARD = `<gradingStandard identifier="standard-1" version="2">
    <title>Letters</title><data>[["A",0.9],["B",0.8]]</data>
    <points_based>true</points_based><scaling_factor>4</scaling_factor>
  </gradingStandard>`;

const FEED = `<externalFeed identifier="feed-1">
    <title>Warnings</title><url>https://example.org/feed</url><verbosity>full</verbosity>
    <header_match>storm</header_match><purpose>announcements</purpose><feed_type>rss/atom</feed_type>
  </externalFeed>`;

const CONTEXT = `
  <course_id>7</course_id><course_name>Tides</course_name><root_account_id>1</root_account_id>
  <root_account_name>School</root_account_name><root_account_uuid>uuid-1</root_account_uuid>
  <canvas_domain>canvas.example.org</canvas_domain>`;

const CONTROL = `<lti_context_control identifier="control-1">
    <available>true</available><deployment_url>https://tool.example.org</deployment_url>
    <deployment_migration_id>tool-1</deployment_migration_id>
  </lti_context_control>
  <lti_context_control identifier="control-2">
    <available>false</available><deployment_url>https://tool.example.org</deployment_url>
    <preferred_deployment_id>10000000000002</preferred_deployment_id>
  </lti_context_control>`;

/** By path. */
export const FULL_SETTINGS: Readonly<Record<string, string>> = {
  'course_settings/course_settings.xml': settings('course', COURSE, 'identifier="course-1"'),
  'course_settings/module_meta.xml': settings('modules', MODULES),
  'course_settings/assignment_groups.xml': settings('assignmentGroups', GROUP),
  'course_settings/grading_standards.xml': settings('gradingStandards', STANDARD),
  'course_settings/learning_outcomes.xml': settings('learningOutcomes', OUTCOMES),
  'course_settings/rubrics.xml': settings('rubrics', RUBRIC),
  'course_settings/external_feeds.xml': settings('externalFeeds', FEED),
  'course_settings/events.xml': settings('events', EVENT),
  'course_settings/files_meta.xml': settings('fileMeta', FILES),
  'course_settings/late_policy.xml': settings('late_policy', LATE_POLICY, 'identifier="policy-1"'),
  'course_settings/course_paces.xml': settings('course_paces', PACE),
  'course_settings/blueprint.xml': settings('blueprint_settings', BLUEPRINT),
  'course_settings/media_tracks.xml': settings(
    'media_tracks',
    '<media identifierref="file-2"><track identifierref="file-3" kind="subtitles" locale="en"/></media>',
  ),
  'course_settings/context.xml': settings('context_info', CONTEXT),
  'course_settings/nav_menu_links.xml': settings(
    'navMenuLinks',
    '<navMenuLink identifier="nav-1"><label>Weather</label><url>https://example.org/weather</url></navMenuLink>',
  ),
  'course_settings/lti_context_controls.xml': settings('lti_context_controls', CONTROL),
};
