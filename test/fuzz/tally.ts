/** How the cases ended, by level and by what ended them. */
import { LEVELS } from './cases.js';
import type { Ending } from './check-conversion.js';
import type { FuzzReport } from './protocol.js';

const ENDINGS: readonly Ending[] = ['converted', 'PackageError', 'UnsupportedError', 'failed'];

const MEASURES = ['seconds', 'memory', 'growth'] as const;

export function createTally() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = { seconds: { of: 0, at: 0 }, memory: { of: 0, at: 0 }, growth: { of: 0, at: 0 } };
  return {
    add(report: FuzzReport): void {
      const { number, level, ending, faults } = report;
      count(`${level} ${ending}`);
      count(level);
      if (faults.length > 0) count(`${level} faults`);
      for (const measure of MEASURES) {
        if (report[measure] > most[measure].of) most[measure] = { of: report[measure], at: number };
      }
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
      const { seconds, memory, growth } = most;
      const lines = [
        `most computing: ${seconds.of.toFixed(1)} s (case ${seconds.at})`,
        `most memory: ${mebibytes(memory.of)} MiB (case ${memory.at})`,
        `most memory added by one case: ${mebibytes(growth.of)} MiB (case ${growth.at})`,
      ];
      return [table, ...lines].join('\n');
    },
  };
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
