/** How a problem of an archive or an entry is worded, thrown and recognised. */
import { PackageError } from '../errors.js';
import type { ZipProblem, ZipProblemCode } from './types.js';

const LONGEST_SHOWN_NAME = 200;
/** Of a longer name the beginning and the end are shown: files in one deep folder differ at the end. */
const SHOWN_END = 80;

/** The archive, or one entry of it, cannot be taken as it is. `problem.path` tells which. */
export class ZipProblemError extends PackageError {
  readonly problem: ZipProblem;

  constructor(problem: ZipProblem, options?: ErrorOptions) {
    super(problem.message, problem.path === undefined ? {} : { path: problem.path }, options);
    this.problem = problem;
  }
}

/** A name as it can stand in a sentence: control characters escaped, endless names shortened in the middle. */
export function showName(name: string): string {
  const escaped = name.replace(
    /\p{Cc}|\p{Cf}|\p{Cs}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped === '') return '(no name)';
  if (escaped.length <= LONGEST_SHOWN_NAME) return escaped;
  return `${escaped.slice(0, LONGEST_SHOWN_NAME - SHOWN_END)}…${escaped.slice(-SHOWN_END)}`;
}

/** A problem of one entry: `path: text.` */
export function entryProblem(code: ZipProblemCode, path: string, text: string): ZipProblem {
  return { code, path, message: `${showName(path)}: ${text}.` };
}

/** A problem of the archive as a whole: `The ZIP archive text.` */
export function archiveProblem(code: ZipProblemCode, text: string): ZipProblem {
  return { code, message: `The ZIP archive ${text}.` };
}

/** The problem an error stands for; `undefined` for errors that are about the world. */
export function problemOf(error: unknown): ZipProblem | undefined {
  return error instanceof ZipProblemError ? error.problem : undefined;
}
