/**
 * The two halves of an export done plainly, in a process of their own: every byte of the package taken through a
 * process from one object to another, and its generated files compressed. Prints one measurement as JSON.
 *
 *     export-in-node.ts cat <key> <target key>      the settings of the storage are in the environment
 *     export-in-node.ts pack <export> <package>     files; generated is what of the first is not in the second
 */
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { ZipArchive } from 'archiver';
import { openZip, readEntries, type ZipDirectory, type ZipEntry } from '../../activities/archive/index.js';
import { createClient } from '../../activities/storage/minio/client.js';
import { resolveSettings } from '../../activities/storage/minio/options.js';
import { partSizeAt } from '../../activities/storage/minio/part-plan.js';
import { readStorageConfig } from '../../worker/config.js';
import { SMALL_UPLOADS } from '../../worker/connect.js';
import { measureHere } from './in-node.js';
import { fileSource } from './zip-contenders.js';

type Task = () => Promise<number>;
type Part = { readonly part: number; readonly etag: string };

/** Reads an object with one request and writes it in parts, as large and as many at once as a worker's. */
async function prepareCat(key: string, target: string): Promise<Task> {
  const settings = resolveSettings({ ...readStorageConfig(process.env), ...SMALL_UPLOADS });
  const { bucket, partSize, parallelParts } = settings;
  const client = createClient(settings, settings.endpoint);
  return async () => {
    const uploadId = await client.initiateNewMultipartUpload(bucket, target, {});
    const parts: Promise<Part>[] = [];
    const running = new Set<Promise<Part>>();
    let bytes = 0;
    for await (const body of inParts(await client.getObject(bucket, key), partSize)) {
      if (running.size === parallelParts) await Promise.race(running);
      const config = { bucketName: bucket, objectName: target, uploadID: uploadId, headers: {} };
      const part = client.uploadPart({ ...config, partNumber: parts.length + 1 }, body);
      running.add(part);
      parts.push(part.finally(() => running.delete(part)));
      bytes += body.length;
    }
    await client.completeMultipartUpload(bucket, target, uploadId, await Promise.all(parts));
    return bytes;
  };
}

async function* inParts(chunks: AsyncIterable<Buffer>, partSize: number): AsyncGenerator<Buffer> {
  let parts = 0;
  let part = Buffer.allocUnsafe(partSize);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const copied = chunk.copy(part, filled, start);
      filled += copied;
      start += copied;
      if (filled < part.length) continue;
      yield part;
      parts += 1;
      part = Buffer.allocUnsafe(partSizeAt(partSize, parts));
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** The texts are in memory before the clock runs, and what is written is thrown away: only packing is measured. */
async function preparePack(exported: string, imported: string): Promise<Task> {
  const stored = new Set((await directoryOf(imported)).entries.map(({ crc32, size }) => `${crc32} ${size}`));
  const texts: { readonly name: string; readonly content: Buffer }[] = [];
  const select = ({ isDirectory, crc32, size }: ZipEntry) => !isDirectory && !stored.has(`${crc32} ${size}`);
  for await (const read of readEntries(await directoryOf(exported), { select })) {
    if (read.problem) throw new Error(read.problem.message);
    const chunks: Uint8Array[] = [];
    for await (const chunk of read.content) chunks.push(Buffer.from(chunk));
    texts.push({ name: read.entry.path, content: Buffer.concat(chunks) });
  }
  return async () => {
    const archive = new ZipArchive({ zlib: { level: 6 } });
    archive.on('data', () => undefined);
    for (const { name, content } of texts) {
      const added = once(archive, 'entry');
      archive.append(content, { name });
      await added;
    }
    await archive.finalize();
    return texts.reduce((sum, { content }) => sum + content.length, 0);
  };
}

async function directoryOf(path: string): Promise<ZipDirectory> {
  return openZip(await fileSource(await open(path)));
}

const PREPARE: Readonly<Record<string, (one: string, other: string) => Promise<Task>>> = {
  cat: prepareCat,
  pack: preparePack,
};

const [name = '', one = '', other = ''] = process.argv.slice(2);
const prepare = PREPARE[name];
if (prepare === undefined) throw new Error(`There is no task ${name}.`);
console.log(JSON.stringify(await measureHere(await prepare(one, other))));
process.exit(0);
