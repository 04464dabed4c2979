/** How long work keeps the processor busy: unlike time by the clock, the same beside other programs. */

/** Milliseconds of processor time that this process takes for the work. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
