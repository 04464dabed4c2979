/** A time limit that can be restarted and stopped. */

export interface Timer {
  restart(): void;
  stop(): void;
}

/** Calls `onElapsed` once `duration` milliseconds have gone by since the start or the last restart. */
export function startTimer(duration: number, onElapsed: () => void): Timer {
  let timeout: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timeout);
  const restart = () => {
    stop();
    timeout = setTimeout(onElapsed, duration);
  };
  restart();
  return { restart, stop };
}
