/** What of an object is noted as cut or left out by Canvas's importer. */
import type { Quiz } from '../../../../course/model/quiz.js';
import type { ExternalTool, ResourceLink } from '../../../../course/model/tool.js';
import { hasAddress } from '../../descriptors/basic-lti.js';
import type { NotTaken } from './sentences.js';

/** Canvas reads minutes as an integer (quiz_metadata_converter.rb). */
export function notTakenOfQuiz(quiz: Quiz, notTaken: NotTaken): void {
  const { timeLimit = 0 } = quiz;
  if (!Number.isInteger(timeLimit)) notTaken.note('timeLimits', quiz);
}

/** A tool must have a way to it (context_external_tool.rb). */
export function notTakenOfTool(tool: ExternalTool, notTaken: NotTaken): void {
  if (!hasAddress(tool)) notTaken.note('tools', tool);
}

/** Links are known by the addresses of their tools (lti_resource_link_converter.rb). */
export function notTakenOfLink(link: ResourceLink, notTaken: NotTaken): void {
  if ((link.toolUrl ?? '') === '') notTaken.note('links', link);
}
