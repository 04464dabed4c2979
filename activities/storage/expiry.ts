/** How long a presigned address may work. */

const SEVEN_DAYS = 7 * 24 * 60 * 60;

/** Throws a `RangeError` unless `expiresIn` is a whole number of seconds up to seven days (the limit of Signature 4). */
export function checkExpiry(expiresIn: number): void {
  if (Number.isInteger(expiresIn) && expiresIn >= 1 && expiresIn <= SEVEN_DAYS) return;
  throw new RangeError(`A presigned address can work from 1 to ${SEVEN_DAYS} seconds, not ${expiresIn}.`);
}
