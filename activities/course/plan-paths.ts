/** Gives every imported file and folder a path of its own: no two files in one place, no file where a folder is. */
import type { CourseIndex, IndexLine } from './course-index.js';
import { folderOf, foldersAbove, nameOf } from './folder-paths.js';

/** The path of each file and folder that cannot have the one it wants. */
export function planPaths(
  selected: readonly IndexLine[],
  head: CourseIndex,
  isClaimed: (line: IndexLine) => boolean,
): Map<IndexLine, string> {
  const tree = createPathTree();
  for (const line of head.ofKind('file')) if (!isClaimed(line)) tree.hold(line.file?.path ?? '');
  for (const line of head.ofKind('folder')) if (!isClaimed(line)) tree.holdFolder(line.detail ?? '');
  const paths = new Map<IndexLine, string>();
  for (const line of selected) {
    const wanted = wantedPath(line);
    if (wanted === undefined) continue;
    const path = line.kind === 'file' ? tree.placeFile(wanted) : tree.placeFolder(wanted);
    if (path !== wanted) paths.set(line, path);
  }
  return paths;
}

function wantedPath({ kind, file, detail }: IndexLine): string | undefined {
  if (kind === 'file') return file?.path;
  return kind === 'folder' ? detail : undefined;
}

interface PathTree {
  /** Takes a place as it is. */
  hold(path: string): void;
  holdFolder(path: string): void;
  /** Takes the wanted place, or the next free one. */
  placeFile(wanted: string): string;
  placeFolder(wanted: string): string;
}

function createPathTree(): PathTree {
  const files = new Set<string>();
  const folders = new Set<string>();
  /** Folders of the import that stand where a file is, and where they go instead. */
  const detours = new Map<string, string>();

  const holdFolder = (path: string) => {
    for (const above of foldersAbove(path)) folders.add(above);
    if (path !== '') folders.add(path);
  };
  const hold = (path: string) => {
    holdFolder(folderOf(path));
    files.add(path);
  };
  const isTaken = (path: string) => files.has(path) || folders.has(path);
  const placeFolder = (wanted: string): string => {
    if (wanted === '') return '';
    const known = detours.get(wanted);
    if (known !== undefined) return known;
    const path = join(placeFolder(folderOf(wanted)), nameOf(wanted));
    const placed = files.has(path) ? freePath(path, isTaken) : path;
    if (placed !== wanted) detours.set(wanted, placed);
    holdFolder(placed);
    return placed;
  };
  return {
    hold,
    holdFolder,
    placeFolder,
    placeFile(wanted) {
      const path = join(placeFolder(folderOf(wanted)), nameOf(wanted));
      const placed = isTaken(path) ? freePath(path, isTaken) : path;
      hold(placed);
      return placed;
    },
  };
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** `a/b.txt` becomes `a/b-1.txt`, `a/b-2.txt` and so on. */
function freePath(path: string, isTaken: (path: string) => boolean): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; ; number += 1) {
    const candidate = join(folderOf(path), `${stem}-${number}${extension}`);
    if (!isTaken(candidate)) return candidate;
  }
}
