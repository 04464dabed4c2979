/** Waits for Ctrl-C, for programs that run until a person stops them. */

/** npm hands a Ctrl-C on that the terminal has delivered already; a person needs longer for a second one. */
const SAME_PRESS = 1000;

/**
 * Resolves when the process is told to stop (SIGINT, SIGTERM, SIGHUP), and keeps it alive until then. Told again more
 * than a second later, the process ends at once; guardians clean up behind it.
 */
export function untilTold(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const alive = setInterval(() => undefined, 2 ** 30);
    let toldAt: number | undefined;
    const told = (signal: NodeJS.Signals) => {
      if (toldAt !== undefined && Date.now() - toldAt > SAME_PRESS) process.exit(130);
      toldAt ??= Date.now();
      clearInterval(alive);
      resolve(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told);
  });
}
