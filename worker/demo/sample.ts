/** The package of the demo: a file of the user's, or the sample course, zipped. */
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createZipWriter } from '../../activities/archive/index.js';

export interface DemoPackage {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Throws an `Error` that names the file. */
export async function openPackage(path: string): Promise<DemoPackage> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Error(`There is no file ${path}.`);
  return {
    name: basename(path),
    size: found.size,
    open: () => createReadStream(path, { highWaterMark: 2 ** 20 }),
  };
}

/** The sample course as a cartridge at `path`. */
export async function packSample(path: string): Promise<DemoPackage> {
  const folder = await sampleFolder();
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  const file = await open(path, 'w');
  try {
    const write = async (chunk: Uint8Array) => void (await file.write(chunk));
    const writer = createZipWriter({ write }, { threads: 0 });
    for (const name of names)
      await writer.addBytes(name.split(sep).join('/'), await readFile(join(folder, name)));
    await writer.finish();
  } finally {
    await file.close();
  }
  return { ...(await openPackage(path)), name: 'tides.imscc' };
}

/** `samples/` lies beside the sources and beside `dist/`. */
async function sampleFolder(): Promise<string> {
  for (const place of ['../../samples/tides', '../../../samples/tides']) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if ((await stat(folder).catch(() => undefined)) !== undefined) return folder;
  }
  throw new Error('The sample course is not installed: there is no samples/tides.');
}
