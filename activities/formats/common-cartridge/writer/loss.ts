/** What a way to lose something is: the rows of losses.ts. */
import type { ObjectKind } from '../../../course/model/common.js';
import type { CartridgeVersion } from './versions.js';

/**
 * - `lost`: left out, and told in the ledger of the export.
 * - `replaced`: comes back in another form that says the same.
 * - `added`: comes back although the course did not say it, because the format demands or implies it.
 */
export type LossKind = 'lost' | 'replaced' | 'added';

export interface Loss {
  readonly how: LossKind;
  readonly kinds: readonly ObjectKind[];
  readonly fields: readonly string[];
  /** Absent: in both versions. */
  readonly versions?: readonly CartridgeVersion[];
  /** Only of objects that are parts of others, such as the assignment of a quiz. */
  readonly nested?: true;
  /** What becomes of it, as a sentence. */
  readonly text: string;
}
