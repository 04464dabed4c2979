/** What of a question no profile, or only one of them, has a place for; told before it is left out. */
import type { Question } from '../../../course/model/question.js';
import type { ItemBody } from './interactions/handler.js';
import { isBlank, type OpenItem } from './item-writing.js';

/** Interactions whose response says whether it is shuffled. */
const SHUFFLED = new Set<Question['interaction']>([
  'multipleChoice',
  'trueFalse',
  'multipleAnswers',
  'dropdowns',
  'matching',
  'ordering',
  'categorization',
]);

/** Parts of a question and when they are there; `cc` where Canvas's dialect holds them. */
export const UNHELD: readonly {
  readonly name: string;
  readonly cc?: true;
  isThere(question: Question): boolean;
}[] = [
  { name: 'the penalty for wrong tries', isThere: ({ penalty }) => penalty !== undefined && penalty !== 0 },
  { name: 'who it is for', isThere: ({ audience }) => (audience?.length ?? 0) > 0 },
  { name: 'its metadata', isThere: ({ metadata }) => metadata !== undefined },
  { name: 'its alignments to standards', isThere: ({ alignments }) => (alignments?.length ?? 0) > 0 },
  { name: 'its availability', isThere: ({ availability }) => availability !== undefined },
  { name: 'its tags', isThere: ({ tags }) => (tags?.length ?? 0) > 0 },
  {
    name: 'that it is shuffled',
    isThere: ({ shuffle, interaction }) => shuffle === true && !SHUFFLED.has(interaction),
  },
  { name: 'the stimulus it belongs to', cc: true, isThere: ({ stimulus }) => stimulus !== undefined },
  {
    name: 'the calculator',
    cc: true,
    isThere: ({ calculator }) => !isBlank(calculator) && calculator !== 'none',
  },
  {
    name: 'the scoring algorithm',
    cc: true,
    isThere: ({ scoringAlgorithm }) => !isBlank(scoringAlgorithm),
  },
  { name: 'the notes for graders', cc: true, isThere: ({ gradingNotes }) => !isBlank(gradingNotes) },
  {
    name: 'metadata of its source',
    cc: true,
    isThere: ({ extensions }) => extensions?.qti?.metadata !== undefined,
  },
];

/** To be called when the body of the item is written: what it has not asked for by then is not written. */
export function noteUnheld(question: Question, item: OpenItem): void {
  for (const { name, cc, isThere } of UNHELD)
    if ((cc !== true || item.profile === 'cc') && isThere(question)) item.lose(name);
  for (const source of Object.keys(question.extensions ?? {}))
    if (source !== 'canvas' && source !== 'qti') item.lose(`settings of ${source}`);
  if (item.profile === 'canvas')
    for (const name of item.unasked()) item.lose(`the setting "${name}" of canvas`);
}

/**
 * The feedback of the whole question that is written. In the cartridge every feedback must be shown by a condition
 * (Schematron rule 12d), so what none shows is lost.
 */
export function shownFeedback(
  { feedback = {} }: Question,
  { conditions = [], withoutIncorrect }: ItemBody,
  item: OpenItem,
): [identifier: string, html: string][] {
  const isCanvas = item.profile === 'canvas';
  const showsCorrect = conditions.some(({ xml }) => xml.includes('linkrefid="correct_fb"'));
  const all: [string, string | undefined, boolean][] = [
    ['general_fb', feedback.general, true],
    ['correct_fb', feedback.correct, isCanvas || showsCorrect],
    ['general_incorrect_fb', feedback.incorrect, isCanvas || withoutIncorrect !== true],
    ['partial_fb', feedback.partial, isCanvas],
  ];
  const there = all.filter(([, html]) => !isBlank(html));
  for (const [identifier, , isWritten] of there) if (!isWritten) item.lose(`the feedback "${identifier}"`);
  return there.flatMap(([identifier, html, isWritten]) => (isWritten ? [[identifier, html ?? '']] : []));
}
