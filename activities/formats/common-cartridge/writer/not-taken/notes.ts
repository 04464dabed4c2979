/** What of an object is noted as cut or left out by Canvas's importer. */
import type { Quiz } from '../../../../course/model/quiz.js';
import type { NotTaken } from './sentences.js';

/** Canvas reads minutes as an integer (quiz_metadata_converter.rb). */
export function notTakenOfQuiz(quiz: Quiz, notTaken: NotTaken): void {
  const { timeLimit = 0 } = quiz;
  if (!Number.isInteger(timeLimit)) notTaken.note('timeLimits', quiz);
}
