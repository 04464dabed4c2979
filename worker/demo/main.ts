/** `npm run demo`: a cartridge goes in through a selective migration, and a cartridge comes out. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Cartwright, type ContentMigration, type SelectiveNode } from '../../client/index.js';
import { type Stack, startStack } from '../dev/stack.js';
import { untilTold } from '../dev/until-told.js';
import { startWorkerProcess } from '../dev/worker-process.js';
import { reasonOf } from '../reason.js';
import { type DemoArguments, readArguments, USAGE } from './arguments.js';
import { heading, printTree } from './print.js';
import { createProgressBar } from './progress-bar.js';
import { type DemoExport, report } from './report.js';
import { type DemoPackage, openPackage, packSample } from './sample.js';
import { CONTEXT, type Demo, print } from './types.js';

const DATA = '.cartwright';
const CALLER = { userId: 1 };

async function timed<T>(demo: Demo, step: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await work();
  demo.timings.push([step, (Date.now() - started) / 1000]);
  return result;
}

async function upload(demo: Demo, source: DemoPackage): Promise<ContentMigration> {
  const migration = await demo.cartwright.contentMigrations.create(
    CONTEXT,
    {
      migration_type: 'common_cartridge_importer',
      pre_attachment: { name: source.name, size: source.size },
      selective_import: true,
    },
    CALLER,
  );
  const bar = createProgressBar('Upload');
  await demo.cartwright.contentMigrations.upload(migration, source.open(), source.size, (bytes) =>
    bar.update(bytes / Math.max(1, source.size)),
  );
  bar.done(`${source.size} bytes`);
  return migration;
}

/** Follows a job's progress until it is in one of the states; throws with the job's own words when it fails. */
async function follow(
  demo: Demo,
  title: string,
  id: number,
  from: number,
  get: () => Promise<string>,
  until: string,
): Promise<void> {
  const bar = createProgressBar(title);
  for (;;) {
    const state = await get();
    const progress = await demo.cartwright.progress.get(id);
    if (state === until) return bar.done();
    if (state === 'failed') throw new Error(`${title} failed: ${progress.message}`);
    bar.update((progress.completion - from) / (until === 'waiting_for_select' ? 50 : 100 - from));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function showTree({ cartwright }: Demo, id: number): Promise<void> {
  const top = await cartwright.contentMigrations.selectiveData(CONTEXT, id);
  const children = new Map<string, readonly SelectiveNode[]>();
  for (const { type, sub_items_url: url } of top) {
    if (url !== undefined)
      children.set(type, await cartwright.contentMigrations.selectiveData(CONTEXT, id, type));
  }
  heading(print, 'What can be imported');
  printTree(print, top, children);
}

async function importPackage(demo: Demo, source: DemoPackage, options: DemoArguments): Promise<number> {
  const { contentMigrations } = demo.cartwright;
  const { id } = await timed(demo, 'upload', () => upload(demo, source));
  const state = async () => (await contentMigrations.get(CONTEXT, id)).workflow_state;
  await timed(demo, 'convert', () => follow(demo, 'Convert', id, 0, state, 'waiting_for_select'));
  await showTree(demo, id);
  heading(print, 'The choice');
  print(`  ${JSON.stringify(options.copy)}`);
  print();
  await contentMigrations.update(CONTEXT, id, { copy: options.copy }, { wait: true });
  await timed(demo, 'import', () => follow(demo, 'Import', id, 50, state, 'completed'));
  return id;
}

async function exportCourse(demo: Demo, options: DemoArguments): Promise<DemoExport> {
  const { contentExports } = demo.cartwright;
  const parameters = { export_type: 'common_cartridge', version: options.version };
  const { id } = await contentExports.create(CONTEXT, parameters, CALLER);
  const state = async () => (await contentExports.get(CONTEXT, id)).workflow_state;
  await timed(demo, 'export', () => follow(demo, 'Export', id, 0, state, 'exported'));
  const { attachment } = await contentExports.get(CONTEXT, id);
  const folder = join(DATA, 'downloads');
  await mkdir(folder, { recursive: true });
  const path = join(folder, attachment?.filename ?? 'export.imscc');
  await timed(demo, 'download', async () => {
    const bar = createProgressBar('Download');
    await pipeline(Readable.from(await contentExports.download(CONTEXT, id)), createWriteStream(path));
    bar.done(`${attachment?.size} bytes`);
  });
  return { id, path };
}

async function run(stack: Stack, options: DemoArguments): Promise<void> {
  const cartwright = await Cartwright.connect({
    temporal: { address: stack.temporal.address, namespace: stack.temporal.namespace },
    storage: stack.minio,
  });
  try {
    const demo: Demo = { cartwright, stack, timings: [] };
    const source =
      options.package === undefined
        ? await packSample(join(DATA, 'tides.imscc'))
        : await openPackage(options.package);
    heading(print, `${source.name} goes in`);
    const migrationId = await importPackage(demo, source, options);
    heading(print, 'and comes out');
    await report(demo, migrationId, await exportCourse(demo, options));
  } finally {
    await cartwright.close();
  }
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options.help) return print(USAGE);
  if (options.package !== undefined) await openPackage(options.package);
  heading(print, 'Starting the servers');
  const stack = await startStack({ data: DATA, report: (line) => print(`  ${line}`) });
  try {
    const worker = await startWorkerProcess(stack, { log: join(DATA, 'worker.log') });
    try {
      await Promise.race([run(stack, options), stack.failed]);
      if (options.stay) {
        print('\nThe servers stay until Ctrl-C.');
        await Promise.race([untilTold(), stack.failed]);
      } else print('\nTo look around in the Temporal UI, run it again with --stay.');
    } finally {
      await worker.stop();
    }
  } finally {
    await stack.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(`\n${reasonOf(error)}`);
  process.exitCode = 1;
}
