/** The table of exports beside what they consist of, done plainly. */
import type { ExportBaseline } from './export-baseline.js';
import type { PackageRun } from './job-tables.js';
import { quantile, type Table } from './table.js';

const HEADER = {
  cat: ['cat MB', 'cat s', 'CPU s', 'peak MB'],
  pack: ['pack MB', 'pack s', 'CPU s'],
  ratios: ['export s', 'export to cat', 'export to cat + pack', ''],
};

/** Medians over the rounds; a ratio is the median of the rounds' own. */
function cells(baselines: readonly ExportBaseline[]): string[] {
  const of = (value: (baseline: ExportBaseline) => number, digits: number) =>
    quantile(baselines.map(value), 0.5).toFixed(digits);
  return [
    of(({ cat }) => (cat.bytes ?? 0) / 1e6, 1),
    of(({ cat }) => cat.wallSeconds, 2),
    of(({ cat }) => cat.cpuSeconds, 2),
    of(({ cat }) => cat.peakMegabytes, 0),
    of(({ pack }) => (pack.bytes ?? 0) / 1e6, 1),
    of(({ pack }) => pack.wallSeconds, 2),
    of(({ pack }) => pack.cpuSeconds, 2),
    of(({ exportSeconds }) => exportSeconds, 2),
    of(({ exportSeconds, cat }) => exportSeconds / cat.wallSeconds, 2),
    of(({ exportSeconds, cat, pack }) => exportSeconds / (cat.wallSeconds + pack.wallSeconds), 2),
    '',
  ];
}

export const baselinesTable: Table<PackageRun> = {
  header: ['package', ...HEADER.cat, ...HEADER.pack, ...HEADER.ratios],
  rows: (runs) =>
    runs
      .filter(({ baselines }) => baselines.length > 0)
      .map(({ name, baselines }) => [name, ...cells(baselines)]),
};
