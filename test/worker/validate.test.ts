/** `cartwright-validate`, as a user runs it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { zipOf } from '../package/packages.js';
import { SMALL_CARTRIDGES } from '../support/small-cartridges.js';

const folder = mkdtempSync(join(tmpdir(), 'validate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
}

/** From the sources: what the tests before may have built is not needed. */
function run(...words: string[]): Promise<Ended> {
  const args = ['--import', 'tsx', 'worker/validate/main.ts', ...words];
  return new Promise((done) => {
    execFile(process.execPath, args, (error, stdout) => {
      const code = error === null ? 0 : Number(error.code);
      done({ code, lines: stdout.split('\n').filter((line) => line !== '') });
    });
  });
}

async function cartridge(name: string, change: (files: Map<string, string>) => void): Promise<string> {
  const files = new Map(SMALL_CARTRIDGES['1.3']);
  change(files);
  const path = join(folder, name);
  writeFileSync(path, await zipOf(Object.fromEntries(files)));
  return path;
}

describe('cartwright-validate', () => {
  it('says nothing of a sound cartridge', async () => {
    expect(await run(await cartridge('sound.imscc', () => {}))).toEqual({ code: 0, lines: [] });
  });

  it('says one sentence for each problem, and ends with 1', async () => {
    const path = await cartridge('broken.imscc', (files) => {
      files.delete('link.xml');
      files.set('topic.xml', (files.get('topic.xml') ?? '').replace(/<text .*<\/text>/, ''));
      files.set('stray.txt', 'x');
    });
    expect(await run(path)).toEqual({
      code: 1,
      lines: [
        `${path}: imsmanifest.xml: resource "link" names "link.xml", which the package does not contain.`,
        `Warning: ${path}: stray.txt: no resource of the manifest lists this file.`,
        `${path}: topic.xml: <topic> in line 2 lacks <text>.`,
      ],
    });
    expect((await run('--errors', path)).lines).toHaveLength(2);
  });

  it('says of a file that is no package what it is', async () => {
    const path = join(folder, 'book.pdf');
    writeFileSync(path, '%PDF-1.4 and so on');
    const { code, lines } = await run(path);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it('ends with 2 when a file cannot be read, or none is named', async () => {
    expect((await run(join(folder, 'nowhere.imscc'))).code).toBe(2);
    expect((await run()).code).toBe(2);
  });
});
