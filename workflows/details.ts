/** The "current details" of a job in the Temporal UI: one table an operator can read without knowing the code. */
import type { JobRequest, JobResults, JobStatus } from './contract.js';
import { lifecycleOf } from './lifecycle.js';

interface Job {
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly results: JobResults;
}

/** Markdown with a GFM table. */
export function currentDetails(job: Job): string {
  const rows = [...stateRows(job), ...resultRows(job.results)];
  const table = [
    '| | |',
    '|---|---|',
    ...rows.map(([name, value]) => `| **${name}** | ${cell(value)} |`),
  ].join('\n');
  return job.status.state === 'waiting_for_select' ? `${table}\n\n${HOW_TO_RESUME}` : table;
}

const HOW_TO_RESUME =
  'To resume by hand: **Send a signal** `select` with the input `{"copy": {"everything": true}}`, ' +
  'or for example `{"copy": {"all_pages": true}}`.';

type Row = readonly [name: string, value: string];

function stateRows({ request, status }: Job): Row[] {
  const rows: Row[] = [
    ['State', `${lifecycleOf(status.state).title} (${status.progress} %)`],
    ['Context', `${request.job.context.type} ${request.job.context.id}, tenant ${request.job.tenant}`],
    ['Asked for', `by user ${request.job.userId} at ${request.job.createdAt}`],
  ];
  if (status.failure !== undefined) rows.push(['Failure', status.failure.message]);
  return rows;
}

function resultRows(results: JobResults): Row[] {
  const rows: Row[] = [];
  if (results.upload !== undefined)
    rows.push(['Package', `\`${results.upload.key}\`, ${bytes(results.upload.size)}`]);
  if (results.converted !== undefined) {
    const { format, formatVersion, counts, issues } = results.converted;
    rows.push(['Format', [format, formatVersion].filter(Boolean).join(' ')]);
    rows.push(['Found', countList(counts)], ['Issues on reading', String(issues.count)]);
  }
  if (results.plan !== undefined)
    rows.push(['Writing', `version ${results.plan.version}: ${countList(results.plan.counts)}`]);
  if (results.imported !== undefined) {
    rows.push(
      ['Course version', String(results.imported.version)],
      ['Issues', String(results.imported.issues.count)],
    );
    rows.push(['Ledger', countList(results.imported.ledger)]);
  }
  if (results.exported !== undefined) {
    const { file, issues } = results.exported;
    rows.push(['Result', `\`${file.key}\`, ${bytes(file.size)}`], ['Issues', String(issues.count)]);
  }
  return rows;
}

function countList(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.length === 0 ? 'nothing' : parts.map(([name, count]) => `${name} ${count}`).join(', ');
}

function bytes(size: number): string {
  if (size < 1000) return `${size} bytes`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

/** A table cell is one line and holds no bars. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
