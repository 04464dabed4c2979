/** The elements of response processing, as both profiles write them. */
import { type Markup, type XmlAttributes, type XmlContent, xml } from '../../../xml/write.js';

/** `varequal`; `caseSensitive` only where it is known. */
export function equals(response: string, value: string, attributes: XmlAttributes = {}): Markup {
  return xml('varequal', { respident: response, ...attributes }, value);
}

export function setScore(value: number | string, action: 'Set' | 'Add' = 'Set'): Markup {
  return xml('setvar', { action, varname: 'SCORE' }, String(value));
}

export interface ConditionParts {
  readonly test: XmlContent;
  readonly score?: Markup | undefined;
  readonly shows?: readonly (Markup | undefined)[];
  /** Absent where Canvas writes none. */
  readonly goesOn?: boolean;
  readonly title?: string;
  readonly attributes?: XmlAttributes;
}

export function condition({ test, score, shows = [], goesOn, title, attributes }: ConditionParts): Markup {
  const flow = goesOn === undefined ? undefined : goesOn ? 'Yes' : 'No';
  return xml(
    'respcondition',
    { title, continue: flow, ...attributes },
    xml('conditionvar', {}, test),
    score,
    shows,
  );
}

export function showFeedback(identifier: string): Markup {
  return xml('displayfeedback', { feedbacktype: 'Response', linkrefid: identifier });
}

/** A condition that shows an answer's feedback, or nothing when it has none. */
export function answerCondition(test: XmlContent, shown: Markup | undefined): Markup[] {
  return shown === undefined ? [] : [condition({ test, shows: [shown], goesOn: true })];
}

/** 100 shared by n, as Canvas writes it. */
export function share(count: number): string {
  return (100 / count).toFixed(2);
}
