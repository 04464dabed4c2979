/** Resources of types that stay what they are: their files are kept, what is inside them is not read. */
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { ManifestResource, ResourceKind } from '../manifest-types.js';
import { mainFile } from '../plan.js';
import type { Reading } from '../reading.js';
import { missingFile } from './descriptor.js';
import { type ResourceOutcome, titleOf } from './outcome.js';

const KEPT: Readonly<Partial<Record<ResourceKind, string>>> = {
  epub: 'reading the book in place',
  apip: 'its questions (APIP)',
  iwb: 'its whiteboard pages (IWB)',
  openVideo: 'playing the video in place',
  qti3: 'its questions (QTI 3)',
};

export async function readKeptFile(resource: ManifestResource, reading: Reading): Promise<ResourceOutcome> {
  const { identifier, kind, type, files } = resource;
  const target = reading.plan.target(identifier);
  const lost = KEPT[kind];
  const object =
    target === undefined ? {} : { object: { target, title: titleOf(undefined, resource, reading) } };
  if (lost === undefined) return { ...object, ...unknownType(resource, reading) };
  if (target === undefined) throw missingFile(resource, mainFile(resource) ?? files[0], reading);
  return {
    ...object,
    lost: [lost],
    code: 'kept_as_file',
    message: `${messageStart(resource, reading)} is of type "${type}"; it is kept as a file.`,
  };
}

function unknownType(resource: ManifestResource, reading: Reading): LedgerOutcome {
  const kept = resource.files.some((path) => reading.source.entries.has(path));
  const what = kept ? 'Its files are kept as files.' : 'There are no files of it in the package.';
  return {
    state: 'unsupported',
    code: 'unknown_resource_type',
    because: { path: reading.manifest.path, element: `resource "${resource.identifier}"` },
    message: `${messageStart(resource, reading)} is of type "${resource.type}", which is not known. ${what}`,
  };
}

function messageStart({ identifier }: ManifestResource, { manifest }: Reading): string {
  return `${manifest.path}: resource "${identifier}"`;
}
