/** Makes equal strings of index lines one string: kinds, packs and keys come by the hundred thousand. */
import type { IndexLine } from './course-index.js';
import type { Reference } from './model/common.js';
import { referenceKey } from './reference-key.js';

/** Answers the line with everything shared that can be. One of these per index. */
export function createLineInterner(): (line: IndexLine) => IndexLine {
  const texts = new Map<string, string>();
  const parents = new Map<string, Reference>();
  const text = <Text extends string>(value: Text): Text => {
    const known = texts.get(value);
    if (known === undefined) texts.set(value, value);
    return (known as Text | undefined) ?? value;
  };
  const parentOf = (parent: Reference): Reference => {
    const key = text(referenceKey(parent));
    const known = parents.get(key) ?? { kind: text(parent.kind), migrationId: parent.migrationId };
    parents.set(key, known);
    return known;
  };
  return (line) => ({
    ...line,
    kind: text(line.kind),
    refers: line.refers.length === 0 ? NONE : line.refers.map(text),
    ...(line.needs === undefined ? {} : { needs: line.needs.map(text) }),
    ...(line.parent === undefined ? {} : { parent: parentOf(line.parent) }),
    ...(line.file === undefined ? {} : { file: sharedFile(line.file, text) }),
  });
}

const NONE: readonly string[] = Object.freeze([]);

function sharedFile(
  file: NonNullable<IndexLine['file']>,
  text: <Text extends string>(value: Text) => Text,
): NonNullable<IndexLine['file']> {
  const { pack, method } = file.location;
  return { ...file, location: { ...file.location, pack: text(pack), method: text(method) } };
}
