/** The form a file is posted in: what goes before the file and after it, and the file's bytes, counted. */
import { randomUUID } from 'node:crypto';
import { InvalidRequestError } from './errors.js';
import type { FileUploadTarget } from './types.js';

export interface Form {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly contentType: string;
}

export function formAround({ upload_params: fields, file_param: file }: FileUploadTarget): Form {
  const boundary = `cartwright-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const disposition = `Content-Disposition: form-data; name="${file}"; filename="package"`;
  const opening = `--${boundary}\r\n${disposition}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    head: Buffer.from(parts.join('') + opening),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

export function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/** The bytes as they come. Throws `InvalidRequestError` when they are not as many as was said. */
export async function* counted(
  content: AsyncIterable<Uint8Array>,
  size: number,
  onProgress: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  let sent = 0;
  for await (const chunk of content) {
    sent += chunk.length;
    if (sent > size) break;
    yield chunk;
    onProgress(sent);
  }
  if (sent === size) return;
  const has = sent > size ? 'more' : sent;
  throw new InvalidRequestError(`The file was said to have ${size} bytes, but has ${has}.`);
}
