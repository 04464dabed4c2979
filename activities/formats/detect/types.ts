/** What detection answers. */
import type { FormatId } from '../types.js';

export interface DetectedPackage {
  readonly format: FormatId;
  /** Of the format, as `1.3`. */
  readonly version?: string;
  /** The folder that holds the package inside its archive, ending in a slash, or empty. */
  readonly root: string;
}
