/** Messages quote names and texts of packages; this makes them fit to be shown, stored and logged. */

/** Characters; of a longer message the beginning and the end are kept. */
const LONGEST = 2_000;
const KEPT_END = 400;

/**
 * What an unknown package may bring into a sentence is tamed: endless names are cut in the middle, lines joined,
 * control characters and those that reverse the direction of text escaped as `\u001b`.
 */
export function readable(message: string): string {
  return shortened(message)
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

function shortened(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST - KEPT_END - 1)}…${message.slice(-KEPT_END)}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
