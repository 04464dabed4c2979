/** NUL characters: browsers leave them out of a page (HTML standard, "in body"), and databases refuse them. */

export interface WithoutNul {
  readonly html: string;
  /** One phrase, when there were any. */
  readonly lost: readonly string[];
}

export function withoutNul(written: string): WithoutNul {
  const html = written.replaceAll('\0', '');
  const count = written.length - html.length;
  return { html, lost: count === 0 ? [] : [`${count} NUL characters`] };
}
