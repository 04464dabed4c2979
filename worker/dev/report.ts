/** How the dev stack tells what it does and how long it took. */

/** Takes one line of progress. */
export type Report = (line: string) => void;

/** A duration for people: `85 ms`, `3.2 s`, `4 min 12 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Reports a line now and then while work goes on. The line is asked for each time. */
export async function reportWhile<Result>(
  work: Promise<Result>,
  { report, line, every }: { report: Report; line: () => string; every: number },
): Promise<Result> {
  const timer = setInterval(() => report(line()), every);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
