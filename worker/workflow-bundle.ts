/** Bundles workflow code for the sandbox it runs in. Done once, at build time: it takes more than a second. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { reasonOf } from './reason.js';

/** The bundler logs what is wrong with a module; what it throws may only say that something is. */
async function bundle(workflowsPath: string): Promise<string> {
  const logged: string[] = [];
  const logger = new DefaultLogger('ERROR', ({ message }) => void logged.push(message));
  try {
    return (await bundleWorkflowCode({ workflowsPath, logger })).code;
  } catch (cause) {
    const errors = logged.map((message) => message.slice(Math.max(0, message.indexOf('ERROR in'))));
    throw new Error([`${workflowsPath} cannot be bundled: ${reasonOf(cause)}`, ...errors].join('\n'), {
      cause,
    });
  }
}

/**
 * Bundles the workflows that `workflowsPath` exports and writes them to `target`, which is there whole or not at all.
 *
 * @returns the size of the bundle in bytes.
 * @throws Error when workflow code imports a module that would break determinism (`node:fs`, an activity, a client).
 */
export async function writeWorkflowBundle(workflowsPath: string, target: string): Promise<number> {
  const code = await bundle(workflowsPath);
  await mkdir(dirname(target), { recursive: true });
  const unfinished = `${target}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, target);
  return Buffer.byteLength(code);
}
