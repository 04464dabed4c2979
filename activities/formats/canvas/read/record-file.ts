/** Reads the Canvas files that are lists of records, one record at a time. */
import type { CollectionName, CollectionRecord } from '../../../course/collections.js';
import { COLLECTIONS } from '../../../course/collections.js';
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import { lostOf } from '../../common-cartridge/manifest/lost.js';
import { streamXml } from '../../xml/parse.js';
import type { XmlElement } from '../../xml/tree.js';

import { type RecordFile, readFileRecord } from '../records/record-files.js';
import { checkRoot, type LinkScope, linksOf, orFailed, type Reading, tellMissingLinks } from './reading.js';

/** Something that happened while a list was read. */
export type ListEvent =
  | {
      readonly type: 'record';
      readonly element: XmlElement;
      readonly at: number;
      readonly ancestors: readonly XmlElement[];
    }
  | { readonly type: 'close'; readonly element: XmlElement; readonly ancestors: readonly XmlElement[] };

export interface ListOptions {
  readonly path: string;
  readonly root: string;
  isRecord(element: XmlElement, ancestors: readonly XmlElement[]): boolean;
  onEvent(event: ListEvent): Promise<void>;
}

/**
 * Streams a list and settles its file: as a part of the course, or with what of it was not understood. A file that
 * breaks off keeps the records before the break. Nothing happens when the package has no such file.
 */
export async function readList(reading: Reading, options: ListOptions): Promise<void> {
  const { path, root, isRecord, onEvent } = options;
  const { source, context, accounts, pace } = reading;
  if (!source.entries.has(path)) return;
  await orFailed(reading, path, async () => {
    let at = 0;
    for await (const events of streamXml(source.open(path, context.signal), path, isRecord)) {
      for (const event of events) {
        const { element, ancestors } = event;
        await pace();
        if (event.type === 'open' && ancestors.length === 0) checkRoot(element, root, path);
        if (event.type === 'record') await onEvent({ type: 'record', element, ancestors, at: at++ });
        if (event.type !== 'close') continue;
        await onEvent({ type: 'close', element, ancestors });
        if (ancestors.length === 0) await accounts.entry(path, fileOutcome(element));
      }
    }
  });
}

/** Containers around the records are not worth a word; anything else in the file is. */
function fileOutcome(root: XmlElement): LedgerOutcome {
  root.taken.self = true;
  const lost = lostOf(root);
  return lost.length === 0 ? { state: 'merged' } : { state: 'changed', lost, code: 'not_understood' };
}

/** Reads one of the plain lists into its collection. */
export async function readRecordFile<Name extends CollectionName>(
  reading: Reading,
  file: RecordFile<Name>,
): Promise<void> {
  const scope = linksOf(reading, file.path);
  await readList(reading, {
    path: file.path,
    root: file.root,
    isRecord: (element, ancestors) => element.name === file.element && ancestors.length === 1,
    onEvent: async (event) => {
      if (event.type !== 'record') return;
      const record = readFileRecord(file, event.element, event.at, scope);
      await emitRecord(reading, file.collection, record, event.element, scope);
    },
  });
}

/** Emits a record that is an element of a file, and settles it. */
export async function emitRecord<Name extends CollectionName>(
  reading: Reading,
  collection: Name,
  record: CollectionRecord<Name>,
  element: XmlElement,
  scope: LinkScope,
): Promise<void> {
  const { context, identities } = reading;
  const { kind } = COLLECTIONS[collection];
  const migrationId = await identities.identify(kind, record.migrationId, scope.path);
  await context.emit(collection, { ...record, migrationId });
  await tellMissingLinks(reading, scope, { kind, migrationId });
  await settleElement(context.ledger, scope.path, element, { kind, migrationId });
}

/** Settles an element that has become an object. */
export async function settleElement(
  ledger: Reading['context']['ledger'],
  path: string,
  element: XmlElement,
  target: Reference,
): Promise<void> {
  const lost = lostOf(element);
  const outcome: LedgerOutcome =
    lost.length === 0
      ? { state: 'imported', target }
      : { state: 'changed', target, lost, code: 'not_understood' };
  await ledger.settle(
    { type: target.kind, path, element: `${element.name} "${target.migrationId}"` },
    outcome,
  );
}
