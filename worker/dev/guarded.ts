/** Starts programs that never outlive this process: each runs under a guardian that notices when we are gone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface GuardedOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** File the output is appended to. Without one, the program prints where this process prints. */
  readonly log?: string;
  /** Milliseconds between asking the program to end and ending it. */
  readonly grace: number;
  /** The program is a Node program that talks through `process.send`; see `message`. */
  readonly channel?: boolean;
  /** Folders that are removed when the program is stopped or this process is gone. */
  readonly remove?: readonly string[];
}

export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why it could not be started. */
  readonly error?: string;
}

export interface Guarded {
  readonly pid: number;
  /** The process that watches over it. */
  readonly guardianPid: number;
  /** Settles when the program has ended, by itself or not. Never rejects. */
  readonly ended: Promise<End>;
  /** The first message the program sends that equals `text`; rejects when it ends without. */
  message(text: string): Promise<void>;
  /** Asks the program to end, ends it after its grace, and waits until it is gone. */
  stop(): Promise<End>;
}

type FromGuardian = { started: number } | { message: unknown } | { ended: End };

const GUARDIAN = fileURLToPath(new URL('./guardian.js', import.meta.url));

function spawnGuardian(log: string | undefined): ChildProcess {
  const output = log === undefined ? ('inherit' as const) : openSync(log, 'a');
  try {
    return spawn(process.execPath, [GUARDIAN], {
      detached: true,
      env: { PATH: process.env.PATH },
      stdio: ['ignore', output, output, 'ipc'],
    });
  } finally {
    if (typeof output === 'number') closeSync(output);
  }
}

/** Ends the program of a guardian that was killed itself. */
function endOrphan(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Settles when the guardian is gone and everything it said has been heard. */
async function gone(guardian: ChildProcess): Promise<void> {
  await Promise.all([once(guardian, 'exit'), once(guardian, 'disconnect')]);
}

/** What is known of a guardian's program. */
interface Hearing {
  /** Emits `started` with the process id, and `said` for every message. */
  readonly events: EventEmitter;
  /** Every message so far: one may come before anybody waits for it. */
  readonly said: Set<unknown>;
  readonly ended: Promise<End>;
}

/** Listens to a guardian: the program's start, its messages, and its end. */
function listen(guardian: ChildProcess): Hearing {
  const events = new EventEmitter();
  const said = new Set<unknown>();
  let pid: number | undefined;
  let end: End | undefined;
  guardian.on('message', (message: FromGuardian) => {
    if ('started' in message) {
      pid = message.started;
      events.emit('started', pid);
    }
    if ('message' in message) events.emit('said', said.add(message.message));
    if ('ended' in message) end = message.ended;
  });
  const ended = gone(guardian).then(
    () => end ?? lost(pid),
    (error: Error): End => ({ code: null, signal: null, error: error.message }),
  );
  return { events, said, ended };
}

/** The guardian went without a word: it was killed. Its program must not stay behind. */
function lost(pid: number | undefined): End {
  endOrphan(pid);
  return { code: null, signal: 'SIGKILL' };
}

/** Waits for an event that the end of the program makes impossible. */
async function before(ended: Promise<End>, event: Promise<unknown>, what: string): Promise<unknown> {
  const failed = ended.then((end) => {
    throw new Error(`${what}: ${describeEnd(end)}.`);
  });
  return Promise.race([event, failed]);
}

/** How a program ended, as the end of a sentence. */
export function describeEnd({ code, signal, error }: End): string {
  if (error !== undefined) return error;
  return signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
}

/** Keeps this process alive for the guardian's sake, or lets it end and leaves the rest to the guardian. */
function hold(guardian: ChildProcess, held: boolean): void {
  if (held) guardian.ref();
  else guardian.unref();
  const channel = guardian.channel;
  if (held) channel?.ref();
  else channel?.unref();
}

/**
 * Starts a program under a guardian. It does not keep this process alive, and ends with it.
 *
 * @throws Error when the program cannot be started.
 */
export async function startGuarded(options: GuardedOptions): Promise<Guarded> {
  const { log, channel = false, remove = [], ...program } = options;
  const guardian = spawnGuardian(log);
  const hearing = listen(guardian);
  guardian.send({ ...program, channel, remove });
  const started = once(hearing.events, 'started');
  const failure = `${options.command} could not be started`;
  const [pid] = (await before(hearing.ended, started, failure)) as [number];
  hold(guardian, false);
  return {
    pid,
    guardianPid: guardian.pid ?? 0,
    ended: hearing.ended,
    message: (text) => waitForMessage(guardian, hearing, text),
    stop: () => stop(guardian, hearing),
  };
}

async function waitForMessage(guardian: ChildProcess, { events, said, ended }: Hearing, text: string) {
  hold(guardian, true);
  const heard = async () => {
    while (!said.has(text)) await once(events, 'said');
  };
  await before(ended, heard(), `The program did not say "${text}"`);
  hold(guardian, false);
}

async function stop(guardian: ChildProcess, { ended }: Hearing): Promise<End> {
  hold(guardian, true);
  if (guardian.connected) guardian.send('stop', () => undefined);
  return ended;
}
