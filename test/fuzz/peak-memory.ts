/** The most memory of this process since a moment of one's choice, where the system can tell it. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Bytes this process has now. */
export function residentMemory(): number {
  return process.memoryUsage.rss();
}

/** Begins to measure anew. On systems other than Linux the measure begins with the process. */
export function restartPeak(): void {
  // 5 resets the "high water mark" of the resident set: proc_pid_clear_refs(5).
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** Bytes: the most this process had since `restartPeak`. */
export function peakMemory(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kibibytes) * 1024;
}
