/** Other people's ZIP programs, to hold our archives against and to make archives for us. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

async function run(program: string, args: readonly string[], cwd?: string): Promise<string> {
  const { stdout } = await execute(program, args, {
    maxBuffer: 2 ** 28,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    cwd,
  });
  return stdout;
}

/** Reads every entry of an archive and checks it; gives the paths. Each rejects when its program finds a fault. */
export const ORACLES: Readonly<Record<string, (file: string) => Promise<string[]>>> = {
  unzip: async (file) => {
    await run('unzip', ['-tqq', file]);
    return lines(await run('unzip', ['-Z1', file]));
  },
  bsdtar: async (file) => {
    await run('sh', ['-c', 'bsdtar -xOf "$0" > /dev/null', file]);
    return lines(await run('bsdtar', ['-tf', file]));
  },
  python: async (file) => lines(await run('python3', ['-c', PYTHON_TEST, file])),
};

const PYTHON_TEST = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    broken = archive.testzip()
    if broken is not None: sys.exit('broken: ' + broken)
    print('\\n'.join(archive.namelist()))
`;

/** Sizes by path, from the directory alone. */
export async function listSizes(file: string): Promise<Record<string, number>> {
  const script = `import sys, json, zipfile
print(json.dumps({entry.filename: entry.file_size for entry in zipfile.ZipFile(sys.argv[1]).infolist()}))`;
  return JSON.parse(await run('python3', ['-c', script, file]));
}

/** Archives of the files in a folder. */
export const MAKERS: Readonly<Record<string, (folder: string, file: string) => Promise<unknown>>> = {
  zip: (folder, file) => run('zip', ['-qr', file, '.'], folder),
  'zip to a pipe': (folder, file) => run('sh', ['-c', `zip -qr - . > ${file}`], folder),
  bsdtar: (folder, file) => run('bsdtar', ['-cf', file, '--format', 'zip', '.'], folder),
  python: (folder, file) => run('python3', ['-m', 'zipfile', '-c', file, ...NAMES], folder),
};

/** What `MAKERS` find in the folder. */
export const NAMES = ['index.html', 'Übung', 'media'];

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
