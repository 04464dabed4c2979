/** What `cartwright/client` is to a backend: these names, and nothing that only a worker needs. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import * as client from '../../client/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRY = fileURLToPath(new URL('../../client/index.ts', import.meta.url));

const CLASSES = [
  'Cartwright',
  'CartwrightError',
  'ConflictError',
  'InvalidRequestError',
  'NotFoundError',
  'RefusedError',
  'UnavailableError',
];
const TYPES = [
  'Caller',
  'ConnectOptions',
  'ContentExport',
  'ContentMigration',
  'Context',
  'CreateContentExport',
  'CreateContentMigration',
  'ErrorBody',
  'FieldError',
  'FileObject',
  'FileUploadTarget',
  'MigrationIssue',
  'Migrator',
  'Page',
  'PageRequest',
  'Progress',
  'SelectiveNode',
];

describe('the names it exports', () => {
  it('are these classes', () => {
    expect(Object.keys(client).sort()).toEqual(CLASSES);
  });

  it('and these types', () => {
    const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const program = ts.createProgram([ENTRY], { ...options, noEmit: true });
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(ENTRY);
    const module = source && checker.getSymbolAtLocation(source);
    const names = module ? checker.getExportsOfModule(module).map(({ name }) => name) : [];
    expect(names.sort()).toEqual([...CLASSES, ...TYPES].sort());
  });

  it('are reached as cartwright/client', async () => {
    const { exports } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')) as {
      exports: Record<string, Record<string, string>>;
    };
    expect(exports['./client']).toEqual({
      types: './dist/client/index.d.ts',
      default: './dist/client/index.js',
    });
  });
});

/** Imports the client and prints what that has loaded: modules of every kind, and native libraries. */
const PROBE = `
  import { createRequire, register } from 'node:module';
  const hook = 'import { writeSync } from "node:fs";' +
    'export async function load(url, context, next) { writeSync(1, url + "\\\\n"); return next(url, context); }';
  register('data:text/javascript,' + encodeURIComponent(hook));
  await import(${JSON.stringify(ENTRY)});
  for (const path of Object.keys(createRequire(import.meta.url).cache)) console.log(path);
  for (const path of process.report.getReport().sharedObjects) console.log(path);
`;

describe('importing it', () => {
  let loaded: string[];
  beforeAll(async () => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', PROBE];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 2 ** 26 });
    loaded = stdout.split('\n');
  });
  const loads = (part: RegExp) => loaded.filter((path) => part.test(path));

  it('loads what it needs', () => {
    for (const part of [
      /\/client\/content-migrations\.ts/,
      /@temporalio\/client\//,
      /node_modules\/minio\//,
    ]) {
      expect(loads(part)).not.toEqual([]);
    }
  });

  it.each([
    /@temporalio\/worker/,
    /@temporalio\/core-bridge/,
    /@temporalio\/activity/,
    /@temporalio\/workflow\//,
    /@temporalio\/testing/,
    /@swc\//,
    /webpack/,
    /temporal.*\.node$/,
  ])('loads nothing of %s', (part) => {
    expect(loads(part)).toEqual([]);
  });

  it('loads no worker, no activities and no workflows but what they are told and called', () => {
    expect(
      loads(/\/worker\//).filter(
        (path) => path.startsWith(`file://${ROOT}`) && !path.includes('node_modules'),
      ),
    ).toEqual([]);
    const workflows = loads(/\/workflows\//).map((path) => path.replace(/^.*\/workflows\/([^?]*).*$/, '$1'));
    expect([...new Set(workflows)].sort()).toEqual(['attributes.ts', 'contract.ts', 'lifecycle.ts']);
    expect(loads(/\/activities\/(index|jobs\/(?!record))/)).toEqual([]);
  });

  it('loads no readers and writers of formats, and no threads that deflate', () => {
    expect(loads(/\/activities\/formats\//)).toEqual([]);
    expect(loads(/deflate-(pool|thread)/)).toEqual([]);
  });
});
