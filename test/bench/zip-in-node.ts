/** The zip part of a job, done by the libraries most people take: reading all of a package, or writing its files anew. */
import { once } from 'node:events';
import { ZipArchive } from 'archiver';
import unzipper from 'unzipper';

const TASKS: Readonly<Record<string, (path: string) => Promise<void>>> = {
  unzipper: readAll,
  archiver: packAgain,
};

async function readAll(path: string): Promise<void> {
  const { files } = await unzipper.Open.file(path);
  for (const file of files) for await (const _ of file.stream());
}

/** What an export does with a package: its texts are compressed anew, media lie as they are. */
async function packAgain(path: string): Promise<void> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  archive.on('data', () => undefined);
  for (const file of (await unzipper.Open.file(path)).files.filter(({ type }) => type === 'File')) {
    const added = once(archive, 'entry');
    archive.append(file.stream(), { name: file.path, store: file.compressionMethod === 0 });
    await added;
  }
  await archive.finalize();
}

const [task = '', path = ''] = process.argv.slice(2);
const run = TASKS[task];
if (run === undefined) throw new Error(`There is no task ${task}.`);
await run(path);
