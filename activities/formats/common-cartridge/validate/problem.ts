/** What the validator finds: a sentence with the file, the element and the rule. */

export interface CartridgeProblem {
  /** `error`: the specification forbids it. `warning`: it is allowed, or common, but some readers stumble over it. */
  readonly severity: 'error' | 'warning';
  /** A short name of the rule, for grouping: `identifier_repeated`, `file_missing`. */
  readonly code: string;
  /** A sentence that begins with the path. */
  readonly message: string;
  readonly path: string;
  /** The element inside the file, as `resource "res-12"`. */
  readonly element?: string;
}

export type ReportProblem = (problem: CartridgeProblem) => void;

/** Reports about one element of one file. `text` is the rest of a sentence that begins with the element. */
export interface Complain {
  (code: string, text: string): void;
  warn(code: string, text: string): void;
}

/** `element` as it stands in a sentence: `resource "res-12"`. */
export function complainAbout(report: ReportProblem, path: string, element?: string): Complain {
  const problem = (severity: CartridgeProblem['severity'], code: string, text: string): CartridgeProblem => ({
    severity,
    code,
    message: element === undefined ? `${path}: ${text}` : `${path}: ${element} ${text}`,
    path,
    ...(element === undefined ? {} : { element }),
  });
  const complain = (code: string, text: string): void => report(problem('error', code, text));
  return Object.assign(complain, {
    warn: (code: string, text: string): void => report(problem('warning', code, text)),
  });
}
