/** Types and names the demo's parts share. */
import type { Cartwright } from '../../client/index.js';
import type { Stack } from '../dev/stack.js';

export type { SelectiveNode } from '../../client/index.js';

export const CONTEXT = { type: 'course', id: 1 } as const;

/** What the steps of the demo share. */
export interface Demo {
  readonly cartwright: Cartwright;
  readonly stack: Stack;
  readonly timings: [step: string, seconds: number][];
}

export interface StoredIssueLine {
  readonly severity: string;
  readonly message: string;
}

export const print = (line = ''): void => console.log(line);
