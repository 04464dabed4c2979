/** Newline-delimited JSON as streams of bytes: one value a line, lines of any length. */

/** One line of NDJSON, its newline included. */
export function ndjsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

const NEWLINE = 0x0a;

/**
 * The lines of a stream, without their newlines, in lists: those that end in a chunk together, for waiting for every
 * single one takes longer than reading it. Empty lines are left out. Lines are cut at the newline byte, which is part
 * of no other character in UTF-8, so chunks may end anywhere, also inside a character.
 */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<readonly string[], void, void> {
  let parts: Uint8Array[] = [];
  for await (const chunk of source) {
    signal?.throwIfAborted();
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = decode(parts, chunk.subarray(start, end));
      parts = [];
      start = end + 1;
      if (line !== '') lines.push(line);
    }
    // A copy: the source may fill the same memory again.
    if (start < chunk.length) parts.push(new Uint8Array(chunk.subarray(start)));
    if (lines.length > 0) yield lines;
  }
  const rest = decode(parts, new Uint8Array(0));
  if (rest !== '') yield [rest];
}

function decode(parts: readonly Uint8Array[], last: Uint8Array): string {
  const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

/**
 * The values of a stream. `name` is what the stream is called in the error for a line that is not JSON.
 * The values are as they were written: who reads what others may have written checks them.
 */
export async function* readNdjson<Value>(
  source: AsyncIterable<Uint8Array>,
  name: string,
  signal?: AbortSignal,
): AsyncGenerator<Value, void, void> {
  let number = 0;
  for await (const lines of readLines(source, signal)) {
    for (const line of lines) {
      number += 1;
      yield parseLine<Value>(line, name, number);
    }
  }
}

function parseLine<Value>(line: string, name: string, number: number): Value {
  try {
    return JSON.parse(line) as Value;
  } catch (cause) {
    throw new Error(`${name}: line ${number} is not JSON.`, { cause });
  }
}
