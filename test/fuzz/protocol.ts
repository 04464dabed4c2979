/** What the fuzzer and the process that runs its cases tell each other. */
import type { FuzzCase } from './cases.js';
import type { Verdict } from './check-conversion.js';

/** Run the cases from `from` to before `to`. */
export interface FuzzRequest {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly sampleOnly: boolean;
}

export type CaseTitle = Omit<FuzzCase, 'bytes'>;

/** A case begins: whatever happens to the process until its report, happened in it. */
export type FuzzStart = CaseTitle & { readonly started: true };

export type FuzzReport = CaseTitle &
  Verdict & {
    /** Of computing. */
    readonly seconds: number;
    /** The most bytes the process had during the case. */
    readonly memory: number;
    /** How many more that was than the process had before the case. */
    readonly growth: number;
  };
