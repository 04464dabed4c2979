/** From bytes to text: byte order mark, then declaration, then UTF-8; a declaration that lies is seen through. */

export interface DecodedText {
  readonly text: string;
  /** The encoding the bytes really are in. */
  readonly encoding: string;
  /** What the declaration says when the bytes are not that (seen: UTF-16 declared, UTF-8 stored). */
  readonly declared?: string;
}

const MARKS: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** XML without a mark whose first characters are `<?` in two bytes each. */
const UNMARKED_UTF16: typeof MARKS = [
  [[0x3c, 0x00, 0x3f, 0x00], 'utf-16le'],
  [[0x00, 0x3c, 0x00, 0x3f], 'utf-16be'],
];

/** Decodes an XML or HTML file. Throws `TypeError` when the bytes are not valid in any encoding it could be in. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = [...MARKS, ...UNMARKED_UTF16].find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked !== undefined) return { text: decode(bytes, marked[1]), encoding: marked[1] };
  const declared = declaredEncoding(bytes);
  if (declared === undefined || declared === 'utf-8')
    return { text: decodeUtf8OrLatin(bytes), encoding: 'utf-8' };
  if (declared.startsWith('utf-16')) return { text: decode(bytes, 'utf-8'), encoding: 'utf-8', declared };
  return decodeDeclared(bytes, declared);
}

function decodeDeclared(bytes: Uint8Array, declared: string): DecodedText {
  try {
    return { text: decode(bytes, declared), encoding: declared };
  } catch {
    return { text: decodeUtf8OrLatin(bytes), encoding: 'utf-8', declared };
  }
}

/** Files without a declaration are UTF-8; those that are not were written as windows-1252 by their tools. */
function decodeUtf8OrLatin(bytes: Uint8Array): string {
  try {
    return decode(bytes, 'utf-8');
  } catch {
    return decode(bytes, 'windows-1252');
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
}
