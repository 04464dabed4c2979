/** Finds the objects that the ids of a selection name. */
import type { CourseIndex, IndexLine } from './course-index.js';
import { folderId, folderOf } from './folder-paths.js';
import type { ObjectKind } from './model/common.js';
import type { SelectionGrammar } from './selection.js';

export interface IdLookup {
  /** The object of one of these kinds that a token names. */
  find(token: string, kinds: readonly ObjectKind[]): IndexLine | undefined;
  /** The path of the folder that a token names: by its record, or by the MD5 of its path. */
  findFolder(token: string): string | undefined;
}

/**
 * A token is `id_<migration id>`, a bare migration id, or, for exports, a numeric id or asset string. In imports an id
 * with the prefix that duplicated quizzes get (`<migration>_<id>`) also names the object without it.
 */
export function createIdLookup(index: CourseIndex, grammar: SelectionGrammar): IdLookup {
  const byNumber = memoize(() => linesByNumber(index));
  const folders = memoize(() => folderPaths(index));
  const find: IdLookup['find'] = (token, kinds) => {
    const number = grammar === 'select' ? numberOf(token) : undefined;
    const numbered = number === undefined ? undefined : byNumber().get(number);
    if (numbered !== undefined && kinds.includes(numbered.kind)) return numbered;
    for (const migrationId of spellings(token)) {
      for (const kind of kinds) {
        const line = index.get({ kind, migrationId });
        if (line !== undefined) return line;
      }
    }
    return undefined;
  };
  return {
    find,
    findFolder: (token) => find(token, ['folder'])?.detail ?? folders().get(withoutMark(token)),
  };
}

function withoutMark(token: string): string {
  return token.startsWith('id_') ? token.slice('id_'.length) : token;
}

function spellings(token: string): string[] {
  const bare = withoutMark(token);
  const [, unprefixed] = /^\d+_(.+)$/s.exec(bare) ?? [];
  return [bare, token, ...(unprefixed === undefined ? [] : [unprefixed])];
}

/** `12`, `assignment_12`, `quizzes:quiz_12`. */
function numberOf(token: string): number | undefined {
  const [, digits] = /^(?:[a-z_:]+_)?(\d{1,15})$/.exec(token) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function linesByNumber(index: CourseIndex): Map<number, IndexLine> {
  const found = new Map<number, IndexLine>();
  for (const line of index.lines()) if (line.id !== undefined) found.set(line.id, line);
  return found;
}

function folderPaths(index: CourseIndex): Map<string, string> {
  const paths = new Set(index.ofKind('folder').map(({ detail = '' }) => detail));
  for (const { file } of index.ofKind('file')) if (file !== undefined) paths.add(folderOf(file.path));
  return new Map([...paths].map((path) => [folderId(path), path]));
}

function memoize<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
