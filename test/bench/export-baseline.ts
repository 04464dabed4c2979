/** The least that an export can be expected to take: its package through a plain process, and its texts packed. */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredObject } from '../../workflows/contract.js';
import { type Measurement, measureInNode } from './in-node.js';
import type { Bench, MeasuredJob } from './job-bench.js';

export interface ExportBaseline {
  readonly exportSeconds: number;
  /** The exported package from its object to another one. */
  readonly cat: Measurement;
  /** The generated files of the package, compressed and thrown away. */
  readonly pack: Measurement;
}

const SCRIPT = new URL('export-in-node.ts', import.meta.url);

/** `path` is the package that was imported: what the export shares with it is not generated. */
export async function measureBaseline(
  { stack, store }: Bench,
  { record, spent }: MeasuredJob,
  path: string,
  folder: string,
): Promise<ExportBaseline> {
  const file = record.results.exported?.file;
  if (file === undefined) throw new Error('The export has no file.');
  const target = `${file.key}.cat`;
  const cat = await measureInNode(SCRIPT, ['cat', file.key, target], stack.settings);
  await store.remove([target]);
  const local = join(folder, 'exported');
  await download(store, file, local);
  const pack = await measureInNode(SCRIPT, ['pack', local, path]);
  await rm(local);
  return { exportSeconds: spent.seconds, cat, pack };
}

async function download(store: Bench['store'], { key, size }: StoredObject, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const chunk of store.read({ key, offset: 0, length: size })) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}
