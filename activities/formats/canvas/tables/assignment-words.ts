/** What Canvas calls the ways to hand in and to grade. */
import type { Assignment, SubmissionType } from '../../../course/model/assignment.js';
import { wordList, words } from '../fields/codec.js';

export const submissionTypes = wordList<SubmissionType>({
  none: 'none',
  onPaper: 'on_paper',
  onlineText: 'online_text_entry',
  onlineUpload: 'online_upload',
  onlineUrl: 'online_url',
  mediaRecording: 'media_recording',
  studentAnnotation: 'student_annotation',
  externalTool: 'external_tool',
  discussionTopic: 'discussion_topic',
  quiz: 'online_quiz',
  wikiPage: 'wiki_page',
  attendance: 'attendance',
  notGraded: 'not_graded',
});

export const gradingType = words<NonNullable<Assignment['gradingType']>>({
  points: 'points',
  percent: 'percent',
  letterGrade: 'letter_grade',
  gpaScale: 'gpa_scale',
  passFail: 'pass_fail',
  notGraded: 'not_graded',
});
