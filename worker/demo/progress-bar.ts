/** A progress bar: one line that moves on a terminal, a line now and then elsewhere. */

const WIDTH = 30;
const QUIET_INTERVAL = 5_000;

export interface ProgressBar {
  /** `share` from 0 to 1. */
  update(share: number, note?: string): void;
  /** Ends the line; a bar that is done says how long it took. */
  done(note?: string): void;
}

export function createProgressBar(title: string, output: NodeJS.WriteStream = process.stdout): ProgressBar {
  const started = Date.now();
  const terminal = output.isTTY === true;
  let printed = 0;
  let reached = 0;
  const line = (share: number, note: string) => {
    const filled = Math.round(share * WIDTH);
    const percent = `${Math.floor(share * 100)}`.padStart(3);
    return `  ${title.padEnd(10)} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${percent} % ${note}`;
  };
  return {
    update(share, note = '') {
      reached = Math.max(reached, Math.min(1, share));
      if (terminal) output.write(`\r${line(reached, note)}\u001b[K`);
      else if (Date.now() - printed >= QUIET_INTERVAL) {
        printed = Date.now();
        output.write(`${line(reached, note)}\n`);
      }
    },
    done(note = '') {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      const text = line(1, `${seconds} s ${note}`.trimEnd());
      output.write(terminal ? `\r${text}\u001b[K\n` : `${text}\n`);
    },
  };
}
