/** What the parts of the ZIP writer share: where they write, what they note, how they complain. */
import type { CentralDirectory, DirectoryLine } from './central-directory.js';
import type { DeflateRequest, DeflateResult } from './deflate-work.js';
import type { Interrupt } from './interrupt.js';
import { type LocalHeader, localHeaderSize, writeLocalHeader } from './local-header.js';
import type { Output } from './output.js';
import type { ByteSink, StoredEntry } from './types.js';

export interface WriterContext<S extends ByteSink = ByteSink> {
  readonly sink: S;
  readonly output: Output;
  readonly directory: CentralDirectory;
  readonly interrupt: Interrupt;
  readonly level: number;
  deflate(request: DeflateRequest): Promise<DeflateResult>;
  /** Deflates a batch that need not be full, and that nothing follows for now. */
  deflateRest(request: DeflateRequest): Promise<DeflateResult>;
  written(path: string, stored: StoredEntry): void;
}

export interface EntryLabel {
  readonly path: string;
  /** The path in UTF-8. */
  readonly name: Buffer;
}

export async function writeHeader(output: Output, header: LocalHeader): Promise<void> {
  const bytes = Buffer.allocUnsafe(localHeaderSize(header));
  writeLocalHeader(bytes, 0, header);
  await output.write(bytes);
}

/** Notes a written entry in the directory and tells the caller where it lies. */
export function addLine(
  { directory, written }: Pick<WriterContext, 'directory' | 'written'>,
  { path, name }: EntryLabel,
  line: Omit<DirectoryLine, 'name'>,
): void {
  directory.add({ ...line, name });
  written(path, line.stored);
}

export function wrongContent({ path }: EntryLabel, what: string): Error {
  return new Error(`${path}: the source gave ${what}.`);
}
