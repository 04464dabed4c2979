/** How messages say that a file is not there. */
import type { PackageSource } from './types.js';

/** Goes on from the name of the file: `..., which the package does not contain`. */
export function absenceOf(path: string, { refused }: Pick<PackageSource, 'refused'>): string {
  return refused.has(path)
    ? 'which could not be taken from the package'
    : 'which the package does not contain';
}
