/** What the demo tells when its jobs are done: ledgers, issues, counts, timings and where to look further. */
import { type JobRecord, workflowIdOf } from '../../workflows/contract.js';
import { recordOf } from './job-record.js';
import { heading, printIssues, printTable } from './print.js';
import { CONTEXT, type Demo, print, type StoredIssueLine } from './types.js';

/** Issues shown of each job. */
const MOST_ISSUES = 20;

export interface DemoExport {
  readonly id: number;
  /** Where the cartridge was downloaded to. */
  readonly path: string;
}

export async function report(demo: Demo, migrationId: number, exported: DemoExport): Promise<void> {
  const { minio } = demo.stack;
  const migration = await recordOf(minio, 'content_migration', migrationId);
  const result = await recordOf(minio, 'content_export', exported.id);
  heading(print, 'Ledger');
  printLedger(migration, result);
  heading(print, 'Issues of the import');
  const found = migration.results.imported?.issues.count ?? 0;
  printIssues(
    print,
    await issuesOfImport(demo, migrationId),
    found,
    'everything in the package was taken over',
  );
  heading(print, 'Issues of the export');
  const told = result.results.exported?.issues.count ?? 0;
  printIssues(print, await issuesOfExport(demo, exported.id), told, 'the cartridge holds all of the course');
  heading(print, 'What went where');
  printCounts(migration);
  print(`  Course 1 is at version ${migration.results.imported?.version}; the cartridge is ${exported.path}`);
  heading(print, 'Time');
  printTable(
    print,
    ['step', 'seconds'],
    demo.timings.map(([step, seconds]) => [step, seconds.toFixed(2)]),
  );
  printAddresses(demo, migrationId, exported.id);
}

async function issuesOfImport({ cartwright }: Demo, id: number): Promise<StoredIssueLine[]> {
  const { items } = await cartwright.contentMigrations.issues(CONTEXT, id, { perPage: MOST_ISSUES });
  return items.map(({ issue_type: severity, description: message }) => ({ severity, message }));
}

async function issuesOfExport({ cartwright }: Demo, id: number): Promise<StoredIssueLine[]> {
  const first: StoredIssueLine[] = [];
  for await (const issue of cartwright.contentExports.issues(CONTEXT, id)) {
    if (first.push(issue) >= MOST_ISSUES) break;
  }
  return first;
}

function printLedger(migration: JobRecord, result: JobRecord): void {
  const states = ['found', 'imported', 'merged', 'changed', 'leftOut', 'unsupported', 'failed'];
  const row = (name: string, totals: Readonly<Record<string, number>> = {}) => [
    name,
    ...states.map((state) => totals[state] ?? 0),
  ];
  printTable(
    print,
    ['', ...states],
    [row('import', migration.results.imported?.ledger), row('export', result.results.exported?.ledger)],
  );
}

function printCounts({ results }: JobRecord): void {
  const rows = Object.entries(results.imported?.counts ?? {}).map(([kind, counts]) => [
    kind,
    counts.found,
    counts.added,
    counts.updated,
    counts.unchanged,
    counts.leftOut,
  ]);
  printTable(print, ['kind', 'found', 'added', 'updated', 'unchanged', 'left out'], rows);
}

function printAddresses({ stack: { temporal } }: Demo, migrationId: number, exportId: number): void {
  heading(print, 'The jobs in the Temporal UI');
  for (const [kind, id] of [
    ['content_migration', migrationId],
    ['content_export', exportId],
  ] as const) {
    const workflow = encodeURIComponent(workflowIdOf(kind, id));
    print(`  ${temporal.uiUrl}/namespaces/${temporal.namespace}/workflows/${workflow}`);
  }
}
