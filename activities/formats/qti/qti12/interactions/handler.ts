/** What a question type's file gives and gets: reading an item's interaction and writing it, in both profiles. */
import type { Interaction, QuestionOf } from '../../../../course/model/question.js';
import type { Markup, XmlAttributes, XmlContent } from '../../../xml/write.js';
import type { Comparison, Condition } from '../conditions.js';
import type { Feedback } from '../feedback.js';
import type { TypedItem } from '../question-type.js';
import type { Scoring } from '../scoring.js';

/** Fields every question has: the item's reader fills them in. */
type CommonField = Exclude<keyof QuestionOf<'textOnly'>, 'interaction' | 'stem'>;

/** What is particular to one interaction; `stem` where it is not simply the item's material. */
export type InteractionFields = {
  [Name in Interaction]: Omit<QuestionOf<Name>, CommonField | 'stem'> & { stem?: string };
}[Interaction];

/** An item as a question type sees it. All HTML it hands out has its links translated. */
export interface ItemReading extends TypedItem {
  /** For messages: `item "q1"`. */
  readonly name: string;
  readonly sourceType: string;
  readonly feedback: Feedback;
  scoring(mode: 'best' | 'sum'): Scoring;
  /** Translates links in HTML as authored. */
  html(authored: string): string;
  /** Translates a link that stands in an attribute. */
  address(authored: string): string;
  /** A metadata field's value; it counts as read. */
  field(label: string): string | undefined;
  /** The ids answers had where they came from, in order; `undefined` where the item does not say. */
  answerIds(count: number): readonly (string | undefined)[] | undefined;
  /** The feedback of an answer, with its links translated. */
  answerFeedback(identifier: string, isAbout: (comparison: Comparison) => boolean): string | undefined;
  /** Something of the item that the question does not hold. */
  lose(what: string): void;
  /** Keeps a setting that only Canvas knows, or any QTI 1.2 file may have, to be written back. */
  keep(name: string, value: string | undefined, of?: 'canvas' | 'qti'): void;
  /** The same for one answer of the question. */
  keepFor(name: string, identifier: string, settings: Readonly<Record<string, string>>): void;
  /** Ends the reading of this item: it is broken. */
  fail(problem: string): never;
}

/** What a question type writes of an item. */
export interface ItemBody {
  readonly attributes?: XmlAttributes;
  readonly presentationAttributes?: XmlAttributes;
  /** All of the presentation, where the stem is not simply its first material. */
  readonly presentation?: XmlContent;
  /** What follows the stem. */
  readonly responses?: XmlContent;
  /** Conditions that only show answers' feedback. */
  readonly feedbackConditions?: readonly Markup[];
  /** Conditions that score; `undefined` where the item has no response processing of its own. */
  readonly conditions?: readonly Markup[];
  readonly extension?: Markup;
  readonly answerIds?: readonly (string | undefined)[];
  /** Common Cartridge: `multiple_choice`, `fib` ... */
  readonly profile?: string;
  /** Canvas: the question_type, where it is not the one of the interaction. */
  readonly questionType?: string;
  /** The type shows no feedback for wrong answers by a condition of its own. */
  readonly withoutIncorrect?: true;
}

/** Why a question cannot be written in a profile. */
export interface Refusal {
  readonly refused: string;
}

/** The item being written. */
export interface ItemWriting {
  readonly profile: 'cc' | 'canvas';
  /** `material` with one `mattext`; links translated. */
  material(html: string, attributes?: XmlAttributes): Markup;
  /** The same for what is chosen or matched. */
  answer(html: string): Markup;
  /** `material` with a text that is not HTML. */
  plain(text: string, attributes?: XmlAttributes): Markup;
  /** Translates a link that stands in an attribute. */
  address(address: string): string;
  /** HTML for an attribute; links translated. */
  html(html: string): string;
  /** Text and attributes, minus what XML cannot hold. */
  text(text: string): string;
  /** Remembers an answer's feedback; gives the element that shows it. */
  showAnswer(identifier: string, html: string | undefined): Markup | undefined;
  /** The element that shows the feedback for right answers. */
  showCorrect(): Markup | undefined;
  /** A setting kept when the question was read. */
  kept(name: string, of?: 'canvas' | 'qti'): string | undefined;
  keptFor(name: string, identifier: string): Readonly<Record<string, string>>;
  lose(what: string): void;
}

export interface InteractionHandler<Name extends Interaction> {
  /** Canvas's question_type. */
  readonly questionType: string;
  /** Throws `PackageError` (by `item.fail`) when the item is broken. */
  read(item: ItemReading): InteractionFields;
  write(question: QuestionOf<Name>, item: ItemWriting): ItemBody | Refusal;
  /** Whether the Common Cartridge profile has it. */
  readonly inCartridge?: true;
  /** Finds out whether a question has an answer that scores; absent where there is none to have. */
  hasAnswer?(question: QuestionOf<Name>): boolean;
}

export type ScoredCondition = readonly [condition: Condition, percent: number];

/** The conditions that score, with what they are worth. */
export function scored(item: ItemReading, mode: 'best' | 'sum'): ScoredCondition[] {
  const scoring = item.scoring(mode);
  return item.conditions.flatMap((condition): ScoredCondition[] => {
    const percent = scoring.percent(condition);
    return percent === undefined ? [] : [[condition, percent]];
  });
}
