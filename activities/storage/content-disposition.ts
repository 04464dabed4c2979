/** The header that tells a browser under which name to save what it downloads. */

/**
 * `attachment` with the name twice: in ASCII for old clients and in UTF-8 (`filename*`, RFC 6266 and RFC 8187) for the
 * others. Path separators and control characters become underscores.
 */
export function attachment(fileName: string): string {
  const name = Buffer.from(fileName)
    .toString('utf8')
    .replace(/[/\\\p{Cc}]/gu, '_');
  const ascii = name.replace(/[^\x20-\x7e]|["%]/gu, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** Everything but RFC 8187's `attr-char` is percent-encoded. */
function encodeExtended(text: string): string {
  const code = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/['()*]/g, code);
}
