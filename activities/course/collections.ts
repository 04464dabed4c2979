/** The collections of a course, in the order they are written: one table for schemas, file names and kinds. */
import type { z } from 'zod';
import { activity } from './model/activity.js';
import {
  assignment,
  assignmentGroup,
  gradingStandard,
  outcome,
  outcomeGroup,
  rubric,
} from './model/assignment.js';
import type { ObjectKind } from './model/common.js';
import {
  announcement,
  calendarEvent,
  coursePace,
  discussionTopic,
  externalFeed,
  file,
  folder,
  page,
  studentGroup,
  webLink,
} from './model/content.js';
import { course } from './model/course.js';
import { module } from './model/module.js';
import { question } from './model/question.js';
import { questionBank, quiz } from './model/quiz.js';
import { externalTool, resourceLink } from './model/tool.js';

/** What each collection holds. The order is the order in a bundle: what others refer to comes first. */
export const COLLECTIONS = {
  course: { kind: 'course', schema: course },
  folders: { kind: 'folder', schema: folder },
  files: { kind: 'file', schema: file },
  gradingStandards: { kind: 'gradingStandard', schema: gradingStandard },
  outcomeGroups: { kind: 'outcomeGroup', schema: outcomeGroup },
  outcomes: { kind: 'outcome', schema: outcome },
  rubrics: { kind: 'rubric', schema: rubric },
  assignmentGroups: { kind: 'assignmentGroup', schema: assignmentGroup },
  externalFeeds: { kind: 'externalFeed', schema: externalFeed },
  externalTools: { kind: 'externalTool', schema: externalTool },
  resourceLinks: { kind: 'resourceLink', schema: resourceLink },
  webLinks: { kind: 'webLink', schema: webLink },
  questionBanks: { kind: 'questionBank', schema: questionBank },
  quizzes: { kind: 'quiz', schema: quiz },
  questions: { kind: 'question', schema: question },
  discussionTopics: { kind: 'discussionTopic', schema: discussionTopic },
  announcements: { kind: 'announcement', schema: announcement },
  pages: { kind: 'page', schema: page },
  assignments: { kind: 'assignment', schema: assignment },
  activities: { kind: 'activity', schema: activity },
  studentGroups: { kind: 'studentGroup', schema: studentGroup },
  calendarEvents: { kind: 'calendarEvent', schema: calendarEvent },
  coursePaces: { kind: 'coursePace', schema: coursePace },
  modules: { kind: 'module', schema: module },
} as const satisfies Record<string, { kind: ObjectKind; schema: z.ZodType }>;

export type CollectionName = keyof typeof COLLECTIONS;
export type CollectionRecord<Name extends CollectionName> = z.infer<(typeof COLLECTIONS)[Name]['schema']>;

/** A record of any collection, with the collection's name. */
export type CourseRecord = {
  [Name in CollectionName]: { collection: Name; record: CollectionRecord<Name> };
}[CollectionName];

export const COLLECTION_NAMES = Object.keys(COLLECTIONS) as CollectionName[];

const COLLECTION_OF_KIND = new Map<ObjectKind, CollectionName>(
  COLLECTION_NAMES.map((name) => [COLLECTIONS[name].kind, name]),
);

/** The collection that holds objects of a kind; module items live inside their module. */
export function collectionOf(kind: ObjectKind): CollectionName {
  return COLLECTION_OF_KIND.get(kind) ?? 'modules';
}
