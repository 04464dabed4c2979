/** Types the demo's parts share. */
export type { SelectiveNode } from '../../client/index.js';

export interface StoredIssueLine {
  readonly severity: string;
  readonly message: string;
}
