/** The examples of docs/client.md, run from top to bottom against real servers. */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Cartwright, type ConnectOptions } from '../../client/index.js';
import { type Engine, startEngine } from '../support/engine.js';
import { bytesFile, sampleCartridge } from '../support/files.js';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** The examples of the page as one program: what a reader sees is what runs. */
async function examples(): Promise<string> {
  const page = await readFile(new URL('../../docs/client.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
  const source = blocks.join('\n').replaceAll(/^import .*$/gm, '');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText;
}

it('runs every example of docs/client.md', async () => {
  const file = bytesFile(await sampleCartridge());
  /** The page's deployment polls the default queue and answers in time; the test's one has a queue of its own. */
  const { taskQueue, answerTimeout } = engine.connectOptions;
  const OnOwnQueue = {
    connect: (options: ConnectOptions) => Cartwright.connect({ ...options, taskQueue, answerTimeout }),
  };
  const names = {
    Cartwright: OnOwnQueue,
    storage: engine.storage,
    temporal: inject('temporal'),
    file,
    expect,
  };
  const run = new Function(...Object.keys(names), `return (async () => {\n${await examples()}\n})();`);
  await run(...Object.values(names));
});
