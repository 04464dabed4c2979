/** What may be said to a user about a package. */

const LONGEST = 4_000;

const FAULTS: readonly (readonly [shape: RegExp, fault: string])[] = [
  [/\bundefined\b/, 'says "undefined"'],
  [/\[object /, 'says "[object"'],
  [/\bNaN\b/, 'says "NaN"'],
  [/\n\s+at |\.ts:\d+|\.js:\d+|node:internal/, 'holds a stack'],
  [
    /\b(TypeError|RangeError|SyntaxError|ZodError|ENOENT|ERR_[A-Z]|Z_[A-Z]+_ERROR)\b/,
    'names an error of the machine',
  ],
  [
    /Cannot read prop|is not a function|is not iterable|Unexpected token|Invalid array length|call stack/i,
    'is a raw message',
  ],
  [/Invalid (input|option|string|key)|expected \w+, received/i, 'is a raw message of the schema'],
];

const CONTROL = /\p{Cc}|\p{Cs}/u;

/** Why a message is no sentence for a user; `undefined` when it is one. */
export function faultOf(message: string): string | undefined {
  if (message.length > LONGEST) return `has ${message.length} characters`;
  if (!/^\s*\S.*[.!?)"]$/s.test(message)) return 'is no sentence';
  const unquoted = message.replaceAll(/"[^"]*"/g, '""');
  return (
    FAULTS.find(([shape]) => shape.test(unquoted))?.[1] ??
    (CONTROL.test(message) ? 'holds control characters' : undefined)
  );
}
