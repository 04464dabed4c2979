/** Waits until a server that was just started answers, or says why it never will. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../reason.js';
import { describeEnd, type End, type Guarded } from './guarded.js';

const PATIENCE = 120_000;
const PAUSE = 50;

/** The last lines of a log, for an error message. */
export function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}

/**
 * Calls `check` until it no longer throws.
 *
 * @throws Error with the end of the log when the server ends, or does not answer within two minutes.
 */
export async function untilReady(
  { title, server, log }: { title: string; server: Guarded; log: string },
  check: () => Promise<unknown>,
): Promise<void> {
  let ended: End | undefined;
  void server.ended.then((end) => (ended = end));
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (ended) throw new Error(`${title} did not start: ${describeEnd(ended)}.\n${lastLines(log)}`);
      if (Date.now() > until)
        throw new Error(`${title} does not answer: ${reasonOf(error)}.\n${lastLines(log)}`);
    }
    await sleep(PAUSE);
  }
}

/** Throws unless the address answers a GET with success. */
export async function answersGet(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
}
