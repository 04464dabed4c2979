/** The tables of the job benchmark: what went through, what it cost, and how that compares with other programs. */
import type { JobRecord } from '../../workflows/contract.js';
import type { ExportBaseline } from './export-baseline.js';
import type { JobRun } from './job-bench.js';
import type { ProgramRun } from './programs.js';
import type { Table } from './table.js';
import type { Spent } from './worker-meter.js';

export interface PackageRun extends JobRun {
  readonly name: string;
  readonly bytes: number;
  /** `undefined` for a program that failed on the package. */
  readonly programs: ReadonlyMap<string, ProgramRun | undefined>;
  /** One for each round, when they were asked for. */
  readonly baselines: readonly ExportBaseline[];
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0);

const LEDGER = ['found', 'imported', 'merged', 'changed', 'unsupported', 'failed'];

function ledgerOf({ results: { imported, converted } }: JobRecord): string {
  const ledger = imported?.ledger ?? converted?.ledger ?? {};
  return LEDGER.map((state) => ledger[state] ?? 0).join('/');
}

/** What a package holds, and what came of it. */
export const objectsTable: Table<PackageRun> = {
  header: ['package', 'MB', 'import', 'export', LEDGER.join('/'), 'issues', 'objects'],
  rows: (runs) =>
    runs.map(({ name, bytes, imported: { record }, exported }) => {
      const { converted, imported } = record.results;
      const counts = Object.entries(converted?.counts ?? {}).map(([kind, count]) => `${kind} ${count}`);
      return [
        name,
        megabytes(bytes),
        record.status.state,
        exported?.record.status.state ?? '-',
        ledgerOf(record),
        imported?.issues.count ?? converted?.issues.count ?? 0,
        record.status.failure?.message ?? counts.join(' '),
      ];
    }),
};

const SPENT = ['s', 'CPU s', 'peak MB', 'requests', 'MB read', 'MB written'];

function cells(spent: Spent | undefined): (string | number)[] {
  if (spent === undefined) return SPENT.map(() => '-');
  return [
    spent.seconds.toFixed(2),
    spent.cpuSeconds.toFixed(2),
    spent.peakMegabytes,
    spent.requests,
    megabytes(spent.bytesRead),
    megabytes(spent.bytesWritten),
  ];
}

/** What the worker spent; a job's seconds are all of it, from the request to the last state. */
export const spentTable: Table<PackageRun> = {
  header: [
    'package',
    'MB',
    ...SPENT.map((name) => `import ${name}`),
    ...SPENT.map((name) => `export ${name}`),
    '',
  ],
  rows: (runs) =>
    runs.map(({ name, bytes, imported, exported }) => [
      name,
      megabytes(bytes),
      ...cells(imported.spent),
      ...cells(exported?.spent),
      '',
    ]),
};

const ratio = (seconds: number | undefined, of: number) =>
  seconds === undefined || of === 0 ? '-' : (seconds / of).toFixed(2);

/** Other programs on the same package; a ratio above 1 says that the job took longer than the program. */
export const programsTable: Table<PackageRun> = {
  header: ['package', 'program', 's', 'CPU s', 'peak MB', 'import to it', 'export to it', ''],
  rows: (runs) =>
    runs.flatMap(({ name, programs, imported, exported }) =>
      [...programs].map(([program, run]) =>
        run === undefined
          ? [name, program, 'failed', '-', '-', '-', '-', '']
          : [
              name,
              program,
              run.wallSeconds.toFixed(2),
              run.cpuSeconds.toFixed(2),
              run.peakMegabytes.toFixed(0),
              ratio(imported.spent.seconds, run.wallSeconds),
              ratio(exported?.spent.seconds, run.wallSeconds),
              '',
            ],
      ),
    ),
};
