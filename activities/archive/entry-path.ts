/** The paths the writer accepts: those every program unpacks to the same harmless place. */
import type { EntryLabel } from './writer-context.js';

const LONGEST_NAME = 0xffff;

type Rule = readonly [refuses: (path: string, name: Buffer) => boolean, why: string];

const RULES: readonly Rule[] = [
  [(path) => path === '', 'it is empty'],
  [(path) => path.includes('\0'), 'it contains a NUL character'],
  [(path) => path.includes('\\'), 'it contains a backslash'],
  [(path) => /^(\/|[A-Za-z]:\/)/.test(path), 'it is absolute'],
  [(path) => path.split('/').some((segment) => segment === '..'), 'it leads out of its folder with ".."'],
  [(path) => path.split('/').some((segment) => segment === '' || segment === '.'), 'it has an idle segment'],
  [(path, name) => name.toString('utf8') !== path, 'it is not well-formed Unicode'],
  [(_, name) => name.length > LONGEST_NAME, 'it is longer than 65,535 bytes'],
];

/** @throws Error naming the rule the path breaks */
export function labelOf(path: string): EntryLabel {
  const name = Buffer.from(path);
  const broken = RULES.find(([refuses]) => refuses(path, name));
  if (broken)
    throw new Error(`${JSON.stringify(path.slice(0, 200))} cannot be a path in an archive: ${broken[1]}.`);
  return { path, name };
}

/** Refuses paths the archive already holds. Of several, all are claimed or none. */
export function createClaims(): (...labels: readonly EntryLabel[]) => void {
  const taken = new Set<string>();
  return (...labels) => {
    const wanted = new Set<string>();
    for (const { path } of labels) {
      if (taken.has(path) || wanted.has(path))
        throw new Error(`${path}: the archive already holds an entry with this path.`);
      wanted.add(path);
    }
    for (const path of wanted) taken.add(path);
  };
}
