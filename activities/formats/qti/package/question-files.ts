/** Finds the files of a package that hold QTI 1.2, by what stands at their start. */
import type { LooseQuestions } from '../../canvas/read/catalogue-types.js';
import { readHead } from '../../detect/read-head.js';
import type { PackageSource } from '../../types.js';

/** Blackboard names its files `res00001.dat`. */
const MAY_HOLD_QUESTIONS = /\.(xml|qti|dat)$/i;

/** Bytes of a file that are looked at: what a document is stands before its first question. */
const HEAD = 2 ** 15;

/** Reads the heads of all files that may be meant. */
export async function findQuestionFiles(source: PackageSource, signal: AbortSignal): Promise<LooseQuestions> {
  const found = new Map<string, 'quiz' | 'questionBank'>();
  for (const path of source.entries.keys()) {
    if (!MAY_HOLD_QUESTIONS.test(path)) continue;
    const kind = kindOfQuestions(await readHead(source, path, HEAD, signal));
    if (kind !== undefined) found.set(path, kind);
  }
  return found;
}

/** Blackboard writes its pools as assessments. */
const POOL = /bbmd_assessmenttype\s*>\s*(?:<\/fieldlabel>\s*<fieldentry>\s*)?Pool\b/i;

/** Questions that stand in no assessment are a bank. `undefined` when it is no QTI 1.2 at all. */
function kindOfQuestions(head: string): 'quiz' | 'questionBank' | undefined {
  const elements = head.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  if (!/<(?:[\w.-]+:)?questestinterop[\s/>]/.test(elements)) return undefined;
  const [, first] = /<(?:[\w.-]+:)?(assessment|objectbank|section|item)[\s/>]/.exec(elements) ?? [];
  return first === 'assessment' && !POOL.test(elements) ? 'quiz' : 'questionBank';
}
