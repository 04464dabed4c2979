/** assessment_meta.xml: the settings of a quiz. Its questions lie in QTI files of their own. */
import type { Quiz } from '../../../course/model/quiz.js';
import { elements } from '../../xml/tree.js';
import { xml } from '../../xml/write.js';
import { list } from '../fields/block.js';
import {
  boolean,
  html,
  integer,
  number,
  referenceTo,
  state,
  text,
  time,
  timeInWords,
  words,
} from '../fields/codec.js';
import { type Field, type Table, withOthers } from '../fields/field.js';
import { kept, value } from '../fields/value.js';
import { OVERRIDES } from './assignment-parts.js';

/** Only exports of New Quizzes have these. */
const NEW_QUIZZES = ['external_assignment_id', 'build_on_last_attempt', 'calculator_type'];

/** No element says which engine a quiz is of; the settings that only one of them has do. */
const engine: Field<Quiz> = {
  elements: NEW_QUIZZES,
  keys: ['engine'],
  read: (parent, draft, reading) => {
    const isNew = NEW_QUIZZES.some((name) => elements(parent, name).length > 0);
    draft.engine = isNew ? 'newQuizzes' : 'classic';
    kept<Quiz>(...NEW_QUIZZES).read(parent, draft, reading);
  },
  write: (quiz, writing) => [
    kept<Quiz>(...NEW_QUIZZES).write(quiz, writing),
    quiz.engine === 'newQuizzes' && !NEW_QUIZZES.some((name) => name in writing.kept)
      ? xml('calculator_type', {}, 'none')
      : undefined,
  ],
};

export const QUIZ_META: Table<Quiz> = withOthers<Quiz>(
  [
    value('title', 'title', text),
    value('description', 'html', html),
    value('due_at', 'dueAt', time),
    value('lock_at', 'lockAt', time),
    value('unlock_at', 'unlockAt', time),
    value('shuffle_questions', 'shuffleQuestions', boolean),
    value('shuffle_answers', 'shuffleAnswers', boolean),
    engine,
    value(
      'scoring_policy',
      'scoringPolicy',
      words({ highest: 'keep_highest', latest: 'keep_latest', average: 'keep_average', first: 'keep_first' }),
    ),
    value(
      'hide_results',
      'hideResults',
      words({ always: 'always', untilAfterLastAttempt: 'until_after_last_attempt' }),
    ),
    value(
      'quiz_type',
      'quizType',
      words({
        assignment: 'assignment',
        practice: 'practice_quiz',
        gradedSurvey: 'graded_survey',
        survey: 'survey',
      }),
    ),
    value('points_possible', 'pointsPossible', number),
    kept(
      'require_lockdown_browser',
      'require_lockdown_browser_for_results',
      'require_lockdown_browser_monitor',
      'lockdown_browser_monitor_data',
    ),
    value('access_code', 'accessCode', text),
    value('ip_filter', 'ipFilter', text),
    value('show_correct_answers', 'showCorrectAnswers', boolean),
    value('show_correct_answers_at', 'showCorrectAnswersAt', timeInWords),
    value('hide_correct_answers_at', 'hideCorrectAnswersAt', timeInWords),
    value('anonymous_submissions', 'anonymousSubmissions', boolean),
    value('could_be_locked', 'couldBeLocked', boolean),
    value('time_limit', 'timeLimit', number),
    kept('disable_timer_autosubmission'),
    value('allowed_attempts', 'allowedAttempts', integer),
    value('one_question_at_a_time', 'oneQuestionAtATime', boolean),
    value('cant_go_back', 'cantGoBack', boolean),
    value('available', 'published', state('true', 'false', false)),
    value('one_time_results', 'oneTimeResults', boolean),
    value('show_correct_answers_last_attempt', 'showCorrectAnswersLastAttempt', boolean),
    value('only_visible_to_overrides', 'onlyVisibleToOverrides', boolean),
    value('module_locked', 'moduleLocked', boolean),
    value('assignment_group_identifierref', 'assignmentGroup', referenceTo('assignmentGroup')),
    kept('allow_clear_mc_selection', 'result_view_restricted'),
  ],
  [list('overrides', OVERRIDES)],
);
