/** The start of a file as text, for looking at names and namespaces in it. */
import type { PackageSource } from '../types.js';

/** At most `length` characters, byte by byte (Latin-1); UTF-16 becomes readable without its zero bytes. */
export async function readHead(
  source: PackageSource,
  path: string,
  length: number,
  signal?: AbortSignal,
): Promise<string> {
  let head = '';
  for await (const chunk of source.open(path, signal)) {
    head += Buffer.from(chunk).toString('latin1').replaceAll('\0', '');
    if (head.length >= length) break;
  }
  return head.slice(0, length);
}
