/** Exports a course as a cartridge in memory and gathers everything that can be said of the result. */
import type { CourseRecord } from '../../activities/course/collections.js';
import { createLedger, type LedgerReport } from '../../activities/course/create-ledger.js';
import type { LedgerEntry, Notice } from '../../activities/course/ledger.js';
import {
  type CartridgeProblem,
  validateCartridge,
} from '../../activities/formats/common-cartridge/validate/validate.js';
import { commonCartridgeWriter } from '../../activities/formats/common-cartridge/writer/write.js';
import { complaints, type SchemaName } from './cartridge-schemas.js';
import { courseSource } from './course-source.js';
import { type MemorySink, memorySink } from './package-sink.js';

export interface Exported {
  readonly sink: MemorySink;
  readonly entries: readonly LedgerEntry[];
  readonly notices: readonly Notice[];
  readonly ledger: LedgerReport;
  /** Steps done of steps known, as they were told. */
  readonly progress: readonly (readonly [done: number, total: number])[];
}

export async function exportCourse(
  records: readonly CourseRecord[],
  options: Record<string, string> = {},
  contentOf?: (sha256: string) => Uint8Array,
  signal: AbortSignal = new AbortController().signal,
): Promise<Exported> {
  const sink = memorySink(contentOf);
  const entries: LedgerEntry[] = [];
  const notices: Notice[] = [];
  const progress: [number, number][] = [];
  const ledger = createLedger({
    entry: async (entry) => void entries.push(entry),
    notice: async (notice) => void notices.push(notice),
  });
  await commonCartridgeWriter.write(courseSource(records), sink, {
    ledger,
    signal,
    options,
    progress: (done, total) => void progress.push([done, total]),
  });
  return { sink, entries, notices, ledger: ledger.close(), progress };
}

/** What our own validator says. */
export async function problemsOf({ sink }: Exported): Promise<CartridgeProblem[]> {
  const problems: CartridgeProblem[] = [];
  await validateCartridge(sink.source(), (problem) => problems.push(problem));
  return problems;
}

/** What stands in the body of a page of the package. */
export function bodyOf({ sink }: Exported, path: string): string {
  return /<body>\n(.*)\n<\/body>/s.exec(sink.text(path))?.[1] ?? '';
}

const RESOURCE = /<resource identifier="[^"]*" type="([^"]*)".*?<file href="([^"]*)"/g;

const SCHEMAS_BY_TYPE: readonly (readonly [type: RegExp, schema: (version: '1.1' | '1.3') => SchemaName])[] =
  [
    [/^imsdt/, (version) => `topic ${version}`],
    [/^imswl/, (version) => `web link ${version}`],
    [/^imsbasiclti/, (version) => `LTI ${version}`],
    [/^assignment/, () => 'assignment'],
    [/^imsqti/, () => 'questions'],
  ];

/** What the schemas say of the manifest and of every file that describes a resource. */
export async function schemaComplaints({ sink }: Exported, version: '1.1' | '1.3'): Promise<string[]> {
  const manifest = sink.text('imsmanifest.xml');
  const documents = new Map<SchemaName, Map<string, Uint8Array>>();
  const add = (schema: SchemaName, path: string): void => {
    const ofSchema = documents.get(schema) ?? new Map<string, Uint8Array>();
    documents.set(schema, ofSchema.set(path, Buffer.from(sink.text(path))));
  };
  add(`manifest ${version}`, 'imsmanifest.xml');
  for (const [, type = '', href = ''] of manifest.matchAll(RESOURCE)) {
    const schema = SCHEMAS_BY_TYPE.find(([pattern]) => pattern.test(type))?.[1](version);
    if (schema !== undefined) add(schema, decodeURIComponent(href.replaceAll('&amp;', '&')));
  }
  const said: string[] = [];
  for (const [schema, files] of documents) said.push(...(await complaints(schema, files)));
  return said;
}
