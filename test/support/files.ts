/** Files to upload: bytes in memory, and the sample course. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packSample } from '../../worker/demo/sample.js';

export interface BytesFile {
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

export function bytesFile(bytes: Uint8Array): BytesFile {
  return {
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    },
  };
}

/** All bytes of a stream. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(Uint8Array.from(chunk));
  return Buffer.concat(parts);
}

/** The sample course as a cartridge. */
export async function sampleCartridge(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-sample-'));
  try {
    return await collect((await packSample(join(folder, 'tides.imscc'))).open());
  } finally {
    await rm(folder, { recursive: true });
  }
}
