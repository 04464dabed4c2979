/** What an object cannot do without: the objects that a selection of it takes along. */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { Assignment } from './model/assignment.js';
import type { Reference } from './model/common.js';
import type { ModuleItem } from './model/module.js';
import type { Quiz, QuizEntry } from './model/quiz.js';

type Candidate = Reference | object | string | undefined;
type Needs = {
  readonly [Name in CollectionName]?: (record: CollectionRecord<Name>) => readonly Candidate[];
};

/**
 * By collection. Files are not named here: every file an object refers to, also in its HTML, is needed.
 * Conditions of availability, prerequisites and links to other content are no needs: following them would take
 * half the course along.
 */
const NEEDS: Needs = {
  course: ({ gradingStandard }) => [gradingStandard],
  outcomeGroups: ({ parent }) => [parent],
  outcomes: ({ group }) => [group],
  rubrics: ({ criteria }) => criteria.map(({ outcome }) => outcome),
  assignmentGroups: ({ parent }) => [parent],
  resourceLinks: ({ tool }) => [tool],
  questionBanks: ({ parent }) => [parent],
  quizzes: needsOfQuiz,
  questions: ({ owner, stimulus }) => [owner, stimulus],
  discussionTopics: ({ externalFeed, assignment }) => [externalFeed, ...needsOfNested(assignment)],
  announcements: ({ externalFeed }) => [externalFeed],
  pages: ({ assignment }) => needsOfNested(assignment),
  assignments: needsOfAssignment,
  activities: ({ group }) => [group],
  studentGroups: ({ members }) => members ?? [],
};

/** The needs of a record, without doubles. */
export function needsOf<Name extends CollectionName>(
  collection: Name,
  record: CollectionRecord<Name>,
): Reference[] {
  const needs = NEEDS[collection] as ((record: CollectionRecord<Name>) => readonly Candidate[]) | undefined;
  return needs === undefined ? [] : needs(record).filter(isReference);
}

/** What a module item shows, and the tool it launches. */
export function needsOfItem({ content }: ModuleItem): Reference[] {
  if (content.type === 'object') return [content.object];
  return content.type === 'externalTool' && content.tool !== undefined ? [content.tool] : [];
}

function needsOfAssignment(assignment: Assignment): Candidate[] {
  const { group, gradingStandard, rubric, quiz, toolLaunch } = assignment;
  return [group, gradingStandard, rubric?.rubric, quiz, toolLaunch?.tool];
}

function needsOfNested(assignment: Assignment | undefined): Candidate[] {
  return assignment === undefined ? [] : needsOfAssignment(assignment);
}

function needsOfQuiz({ assignmentGroup, assignment, entries }: Quiz): Candidate[] {
  return [assignmentGroup, ...needsOfNested(assignment), ...entries.flatMap(needsOfEntry)];
}

function needsOfEntry(entry: QuizEntry): Candidate[] {
  if (entry.type === 'question') return [entry.question];
  return entry.type === 'group' ? [entry.bank, ...entry.questions] : [];
}

function isReference(candidate: Candidate): candidate is Reference {
  return typeof candidate === 'object' && 'kind' in candidate && 'migrationId' in candidate;
}
