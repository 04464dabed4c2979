/** From the bytes of an HTML file to text. */
import { isUtf8 } from 'node:buffer';
import { PackageError } from '../../errors.js';
import { decodeText } from '../xml/encoding.js';

/** What a meta element says of the encoding counts where the bytes are neither marked nor UTF-8. Throws `PackageError`. */
export function decodeHtmlFile(bytes: Uint8Array, path: string): string {
  try {
    return decoded(bytes);
  } catch (error) {
    const message = `${path}: the bytes of the file are not valid text in the encoding they are marked with.`;
    throw new PackageError(message, { path }, { cause: error });
  }
}

function decoded(bytes: Uint8Array): string {
  const isMarked = bytes[0] === 0xfe || bytes[0] === 0xff;
  const declared = isMarked || isUtf8(bytes) ? undefined : declaredDecoder(bytes);
  return declared === undefined ? decodeText(bytes).text.replace(/^\ufeff/, '') : declared.decode(bytes);
}

function declaredDecoder(bytes: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const name = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  try {
    return name === undefined ? undefined : new TextDecoder(name);
  } catch {
    return undefined;
  }
}
