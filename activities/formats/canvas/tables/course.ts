/** course_settings.xml: the course and its settings. */
import type { Course } from '../../../course/model/course.js';
import { inside, spread } from '../fields/block.js';
import {
  boolean,
  type Codec,
  insteadOfReference,
  number,
  referenceOr,
  text,
  time,
  words,
} from '../fields/codec.js';
import { type Table, withOthers } from '../fields/field.js';
import { kept, value } from '../fields/value.js';
import { tabs } from './course-navigation.js';
import { visibility } from './course-visibility.js';

const file: Codec<NonNullable<Course['image']>> = referenceOr<{ url: string }>('file');
const url: Codec<NonNullable<Course['image']>> = insteadOfReference('url');

/** Settings that steer Canvas alone, in the order in which it writes them. */
const SWITCHES = [
  'enable_course_paces',
  'overridden_course_visibility',
  'restrict_enrollments_to_course_dates',
  'allow_student_wiki_edits',
  'allow_student_assignment_edits',
  'show_public_context_messages',
  'syllabus_course_summary',
  'allow_student_forum_attachments',
  'lock_all_announcements',
  'default_wiki_editing_roles',
  'allow_student_organized_groups',
  'show_total_grade_as_points',
  'allow_final_grade_override',
  'open_enrollment',
  'filter_speed_grader_by_student_group',
  'allow_wiki_comments',
  'turnitin_comments',
  'self_enrollment',
  'indexed',
  'files_visibility',
  'publish_grades_immediately',
  'hide_distribution_graphs',
  'allow_student_anonymous_discussion_topics',
  'allow_student_discussion_topics',
  'allow_student_discussion_editing',
  'allow_student_discussion_reporting',
  'organize_epub_by_content_type',
  'show_announcements_on_home_page',
  'home_page_announcement_limit',
  'enable_offline_web_export',
  'usage_rights_required',
  'restrict_student_future_view',
  'restrict_student_past_view',
  'homeroom_course',
  'course_color',
  'alt_name',
  'restrict_quantitative_data',
  'show_all_discussion_entries',
  'hashtag',
  'settings',
];

export const COURSE: Table<Course> = withOthers<Course>(
  [
    value('title', 'title', text),
    value('course_code', 'courseCode', text),
    value('start_at', 'startAt', time),
    value('conclude_at', 'concludeAt', time),
    value('tab_configuration', 'navigation', tabs),
    value('image_identifier_ref', 'image', file),
    value('image_url', 'image', url),
    value('banner_image_identifier_ref', 'banner', file),
    value('banner_image_url', 'banner', url),
    value('grading_standard_enabled', 'gradingStandardEnabled', boolean),
    value('grading_standard_identifier_ref', 'gradingStandard', referenceOr('gradingStandard')),
    value('grading_standard_id', 'gradingStandard', insteadOfReference('accountStandard')),
    value('storage_quota', 'storageQuota', number),
    value('group_weighting_scheme', 'groupWeighting', words({ percent: 'percent', equal: 'equal' })),
    visibility('visibility', 'is_public', 'is_public_to_auth_users'),
    visibility('syllabusVisibility', 'public_syllabus', 'public_syllabus_to_auth'),
    value('default_view', 'defaultView', text),
    value('license', 'license', text),
    value('locale', 'language', text),
    value('time_zone', 'timeZone', text),
    value('hide_final_grade', 'hideFinalGrade', boolean),
    spread('source', [value('root_account_uuid', 'accountUuid', text)], (source) => source),
    kept(...SWITCHES),
  ],
  [inside('default_post_policy', [value('post_manually', 'postGradesManually', boolean)])],
);
