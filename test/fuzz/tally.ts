/** How the cases ended, by level and by what ended them. */
import { LEVELS } from './cases.js';
import type { Ending } from './check-conversion.js';
import type { FuzzReport } from './protocol.js';

const ENDINGS: readonly Ending[] = ['converted', 'PackageError', 'UnsupportedError', 'failed'];

export function createTally() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let most = { seconds: 0, memory: 0 };
  return {
    add({ level, ending, faults, seconds, memory }: FuzzReport): void {
      count(`${level} ${ending}`);
      count(level);
      if (faults.length > 0) count(`${level} faults`);
      most = { seconds: Math.max(most.seconds, seconds), memory: Math.max(most.memory, memory) };
    },
    failures: () => LEVELS.reduce((sum, level) => sum + (counts.get(`${level} faults`) ?? 0), 0),
    table(): string {
      const columns = ['', ...ENDINGS.map((ending) => ` ${ending}`), ' faults'];
      const rows = LEVELS.map((level) => [
        level,
        ...columns.map((column) => String(counts.get(level + column) ?? 0)),
      ]);
      const sums = columns.map((column) =>
        String(LEVELS.reduce((sum, level) => sum + (counts.get(level + column) ?? 0), 0)),
      );
      const table = [['level', 'cases', ...ENDINGS, 'with faults'], ...rows, ['all', ...sums]]
        .map((row) =>
          row
            .map((cell) => cell.padEnd(18))
            .join('')
            .trimEnd(),
        )
        .join('\n');
      return `${table}\nmost in one case: ${most.seconds.toFixed(1)} s of computing, ${Math.round(most.memory / 2 ** 20)} MiB`;
    },
  };
}
