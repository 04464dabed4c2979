/** Files that operating systems leave in archives. They are no part of a package. */

const JUNK_NAMES = new Set(['.ds_store', 'thumbs.db', 'desktop.ini']);

export function isJunk(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return parts.includes('__MACOSX') || JUNK_NAMES.has(name.toLowerCase()) || name.startsWith('._');
}
