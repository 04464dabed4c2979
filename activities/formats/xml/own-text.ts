/** Frees small texts from the large ones they were cut out of. */

/** Shorter ones V8 copies by itself; longer ones are most of what they were cut from. */
const SHORTEST = 13;
const LONGEST = 4_096;

/**
 * The same text, in memory of its own. V8 cuts a string by keeping the whole of it and two numbers: one title would
 * keep the chunk of the file it stands in for as long as the course is read.
 */
export function ownText(text: string): string {
  if (text.length < SHORTEST || text.length > LONGEST) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
