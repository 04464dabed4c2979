/** Manifests that say UTF-8, or nothing, and were stored as windows-1252 by the tools of their time. */
import type { Notice } from '../../../course/ledger.js';
import { PackageError } from '../../../errors.js';

/** Whether reading failed because the bytes are not text in the encoding the file declares. */
export function isWronglyEncoded(error: unknown): boolean {
  return error instanceof PackageError && error.cause instanceof TypeError;
}

/** The same text in UTF-8. Every byte means something in windows-1252, so this never fails. */
export async function* fromWindows1252(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}

export function wronglyEncoded(path: string): Notice {
  const message = `${path}: the bytes of the file are not in the encoding it declares; they were read as windows-1252.`;
  return { severity: 'warning', code: 'wrong_encoding', message, path };
}
