/** Paths of a course's files and folders: `/`-separated, without a slash at either end; the root is empty. */
import { createHash } from 'node:crypto';

/** The folder a file or folder lies in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A file's name without its folders. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Every folder above a path, outermost first: `a`, `a/b` of `a/b/c.txt`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return folders;
}

/** True when the path is the folder's, or below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** How selections name a folder that may have no record: the MD5 of its path, as Canvas does. */
export function folderId(path: string): string {
  return createHash('md5').update(path).digest('hex');
}
