/** What of an object is noted as cut or left out by Canvas's importer. */
import type { Quiz, QuizEntry } from '../../../../course/model/quiz.js';
import type { ExternalTool, ResourceLink } from '../../../../course/model/tool.js';
import { outsideBank } from '../../../qti/qti12/write-entries.js';
import { hasAddress } from '../../descriptors/basic-lti.js';
import type { NotTaken } from './sentences.js';

type Group = Extract<QuizEntry, { type: 'group' }>;

/** Canvas reads minutes as an integer (quiz_metadata_converter.rb). */
export function notTakenOfQuiz(quiz: Quiz, notTaken: NotTaken): void {
  const { timeLimit = 0 } = quiz;
  if (!Number.isInteger(timeLimit)) notTaken.note('timeLimits', quiz);
  for (const entry of quiz.entries) if (entry.type === 'group') notTakenOfGroup(entry, quiz, notTaken);
}

/**
 * Classic quizzes have no group without a number (assessment_test_converter.rb); a bank without an owner is looked for
 * in the course itself (quiz_group_importer.rb).
 */
function notTakenOfGroup(group: Group, quiz: Quiz, notTaken: NotTaken): void {
  const outside = outsideBank(group);
  if (outside === undefined) return;
  notTaken.note('outsideBanks', quiz);
  if (quiz.engine === 'newQuizzes') return;
  if (group.pick === undefined) notTaken.note('groupsWithoutNumber', quiz);
  else if ((outside.context ?? '').trim() === '') notTaken.note('banksWithoutOwner', quiz);
}

/** A tool must have a way to it (context_external_tool.rb). */
export function notTakenOfTool(tool: ExternalTool, notTaken: NotTaken): void {
  if (!hasAddress(tool)) notTaken.note('tools', tool);
}

/** Links are known by the addresses of their tools (lti_resource_link_converter.rb). */
export function notTakenOfLink(link: ResourceLink, notTaken: NotTaken): void {
  if ((link.toolUrl ?? '') === '') notTaken.note('links', link);
}
