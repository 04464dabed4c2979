/** Files to pack and unpack: many small pages, or media that cannot be compressed. The same on every run. */
import { createCipheriv } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type CorpusName = 'pages' | 'media';

const WORDS =
  `the course module quiz assignment students learn discuss page reading week lecture notes chapter
  section analysis history science method result data model theory practice example exercise question answer
  group project grade file image link table figure tide moon water level coast harbour current depth`.split(
    /\s+/,
  );

const MEDIA_SIZE = 2 * 2 ** 20;

/** @param scale 1 gives 20,000 pages of 2 to 20 KB, or 200 media files of 2 MiB */
export async function makeCorpus(name: CorpusName, folder: string, scale: number): Promise<void> {
  const next = randomNumbers();
  const count = Math.max(1, Math.round((name === 'pages' ? 20_000 : 200) * scale));
  for (let index = 0; index < count; index++) {
    const subfolder = join(folder, String(Math.floor(index / 500)));
    if (index % 500 === 0) await mkdir(subfolder, { recursive: true });
    const file = name === 'pages' ? `page-${index}.html` : `recording-${index}.mp4`;
    await writeFile(join(subfolder, file), name === 'pages' ? page(next) : media(index));
  }
}

export interface CorpusFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The files of a corpus in the order of their names, read sixteen ahead. */
export async function* corpusFiles(folder: string): AsyncGenerator<CorpusFile> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const ahead: Promise<CorpusFile>[] = [];
  for (const path of paths) {
    ahead.push(readFile(join(folder, path)).then((bytes) => ({ path, bytes })));
    const first = ahead.length >= 16 ? ahead.shift() : undefined;
    if (first) yield await first;
  }
  for (const rest of ahead) yield await rest;
}

function page(next: (limit: number) => number): string {
  const size = 2_000 + next(18_000);
  let text = '<html><body>\n';
  while (text.length < size) {
    const words = Array.from(
      { length: 12 },
      () => `${WORDS[next(WORDS.length)]}${next(5) ? '' : next(1_000_000)}`,
    );
    text += `<p class="c${next(50)}">${words.join(' ')}</p>\n`;
  }
  return `${text}</body></html>\n`;
}

function media(seed: number): Buffer {
  const start = Buffer.from('\0\0\0\x18ftypmp42', 'latin1');
  const key = Buffer.alloc(16, seed % 251);
  const noise = createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(MEDIA_SIZE));
  return Buffer.concat([start, noise]);
}

function randomNumbers(): (limit: number) => number {
  let state = 12_345;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
}
