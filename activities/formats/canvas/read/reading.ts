/** What every step of reading a Canvas cartridge shares. */
import type { CompactSet } from '../../../course/compact-set.js';
import type { LedgerOutcome } from '../../../course/ledger.js';
import type { Reference } from '../../../course/model/common.js';
import { PackageError } from '../../../errors.js';
import { absenceOf } from '../../absence.js';
import {
  createLinkFaults,
  type LinkFaults,
  linkNotices,
  noteFaults,
} from '../../common-cartridge/link-notices.js';
import type { LinkReader, LinkTargets } from '../../common-cartridge/links-in.js';
import type { Manifest, ManifestResource } from '../../common-cartridge/manifest-types.js';
import type { PackageSource, ReadContext } from '../../types.js';
import { decodeText } from '../../xml/encoding.js';
import { parseXml } from '../../xml/parse.js';
import type { XmlElement } from '../../xml/tree.js';
import type { ReadScope } from '../fields/codec.js';
import type { Accounts } from './accounts.js';
import { LARGEST_PAGE } from './catalogue-builder.js';
import type { Catalogue } from './catalogue-types.js';
import type { Identities } from './identities.js';
import type { Objects } from './prescan.js';
import { lostOfPart, lostOfResource } from './said-by-resource.js';

/** Bytes: files of one object are read whole up to this size. */
const LARGEST_FILE = LARGEST_PAGE;

/** Called between small pieces of work, so that others have their turn. */
export type Pace = () => Promise<void> | undefined;

export interface Reading {
  readonly source: PackageSource;
  readonly context: ReadContext;
  readonly manifest: Manifest;
  /** Whether it is a cartridge; nothing in others goes by the names that files have for their objects. */
  readonly isCartridge: boolean;
  /** Whether Cartwright wrote the package. */
  readonly isOwn: boolean;
  readonly catalogue: Catalogue;
  readonly accounts: Accounts;
  readonly identities: Identities;
  /** Every object of the package, by its identifier and those of its parts. */
  readonly objects: Objects;
  /** The object of an identifier, once it was read; `undefined` for one that could not be. */
  readObject(identifier: string): Reference | undefined;
  readonly linkReader: LinkReader;
  readonly targets: LinkTargets;
  /** Files that were emitted beside the object they are part of, by path. */
  readonly copied: CompactSet;
  /** The path of a file in the course, which no other file of it has. */
  readonly coursePath: (path: string) => string;
  readonly pace: Pace;
}

/** The links of the texts in one file, or in one record of it. */
export interface LinkScope extends ReadScope {
  readonly path: string;
  readonly faults: LinkFaults;
}

/** How links in the texts of a file are understood. */
export function linksOf({ linkReader }: Reading, path: string): LinkScope {
  const faults = createLinkFaults();
  return { path, faults, rewriteHtml: (text) => noteFaults(faults, linkReader.read(text, path)) };
}

/** Says once which addresses in the texts of an object were not translated, and forgets them. */
export async function tellMissingLinks(
  { context }: Reading,
  { path, faults }: LinkScope,
  target: Reference,
): Promise<void> {
  const notices = linkNotices({ path, target, field: 'text' }, faults);
  faults.missing.clear();
  faults.outside.clear();
  for (const notice of notices) await context.ledger.notice(notice);
}

/** The tree of an XML file; `undefined` when the package lacks it, or when it is broken, which is then settled. */
export async function readTree(reading: Reading, path: string | undefined): Promise<XmlElement | undefined> {
  if (path === undefined || !reading.source.entries.has(path)) return undefined;
  return await orFailed(reading, path, async () => parseXml(await readFile(reading, path), path));
}

/** The text of a file, with the same exceptions. */
export async function readText(reading: Reading, path: string | undefined): Promise<string | undefined> {
  if (path === undefined || !reading.source.entries.has(path)) return undefined;
  return await orFailed(reading, path, async () => decode(await readFile(reading, path), path));
}

function readFile({ source, context }: Reading, path: string): Promise<Uint8Array> {
  return source.read(path, LARGEST_FILE, context.signal);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return decodeText(bytes).text;
  } catch (error) {
    throw new PackageError(`${path}: the bytes of the file are no text.`, { path }, { cause: error });
  }
}

/** A broken file fails by itself and leaves the rest of the package readable. */
export async function orFailed<Value>(
  { accounts }: Reading,
  path: string,
  read: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    await accounts.entry(path, failureOf(error));
    return undefined;
  }
}

/** How a broken file is settled. */
export function failureOf({ message, location }: PackageError): LedgerOutcome {
  return { state: 'failed', code: 'broken_file', message, because: location };
}

/** Throws `PackageError` when a file holds something else than its name says. */
export function checkRoot(element: XmlElement, root: string, path: string): void {
  if (element.name === root) return;
  throw new PackageError(`${path}: the file should hold "${root}" and holds "${element.name}".`, { path });
}

/** Where an object came from. */
export interface Origin {
  readonly resource?: ManifestResource;
  /** Files it was made of; the first counts for the object where the manifest names none. */
  readonly paths: readonly (string | undefined)[];
  /** Resources that only hold parts of it. */
  readonly parts?: readonly (ManifestResource | undefined)[];
}

/** Settles everything an object was made of: what it is counts once, its parts are merged into it. */
export async function settleObject(
  reading: Reading,
  { resource, paths, parts = [] }: Origin,
  target: Reference,
  lost: readonly string[] = [],
): Promise<void> {
  const { accounts, source } = reading;
  const named = paths.filter((path) => path !== undefined);
  const missing = named.filter((path) => !source.entries.has(path));
  const broken = named.filter((path) => accounts.hasFailed(path));
  const gone: Gone = { missing, broken, reading, identifier: resource?.identifier ?? target.migrationId };
  const ofResource = resource === undefined ? [] : lostOfResource(resource, target.kind);
  const outcome = outcomeOf(target, [...ofResource, ...lost], gone);
  const merged: LedgerOutcome = { state: 'merged', target };
  if (resource !== undefined) await accounts.resource(resource.identifier, outcome);
  for (const part of parts)
    if (part !== undefined)
      await accounts.resource(part.identifier, mergedOutcome(target, lostOfPart(part, resource)));
  const present = named.filter((path) => source.entries.has(path));
  for (const [at, path] of present.entries()) {
    await accounts.entry(path, resource === undefined && at === 0 ? outcome : merged);
  }
}

/** The outcome of what is a part of an object; it is changed when it says what the object does not keep. */
export function mergedOutcome(target: Reference, lost: readonly string[]): LedgerOutcome {
  if (lost.length === 0) return { state: 'merged', target };
  return { state: 'changed', target, lost, code: 'not_understood' };
}

/** Files of an object that could not be read. */
interface Gone {
  readonly missing: readonly string[];
  readonly broken: readonly string[];
  readonly reading: Reading;
  readonly identifier: string;
}

function outcomeOf(target: Reference, lost: readonly string[], gone: Gone): LedgerOutcome {
  const { missing, broken, identifier } = gone;
  const all = [...missing, ...broken, ...lost];
  if (all.length === 0) return { state: 'imported', target };
  const [path, ...more] = all;
  const isOneFault = more.length === 0 && lost.length === 0 && path !== undefined;
  const because = isOneFault ? { because: { path } } : {};
  const changed = { state: 'changed', target, lost: all, ...because } as const;
  if (missing.length > 0)
    return { ...changed, code: 'missing_file', message: missingFile(gone.reading, identifier, missing) };
  return { ...changed, code: broken.length > 0 ? 'broken_file' : 'not_understood' };
}

/** The sentence about files that a resource names and the package lacks. */
export function missingFile(
  { manifest, source }: Pick<Reading, 'manifest' | 'source'>,
  identifier: string,
  missing: readonly string[],
): string {
  const start = `${manifest.path}: resource "${identifier}" names`;
  const [first = '', ...more] = missing;
  if (more.length === 0) return `${start} "${first}", ${absenceOf(first, source)}.`;
  const names = missing.map((path) => `"${path}"`).join(', ');
  return `${start} ${missing.length} files that the package does not contain: ${names}.`;
}

/** Settles an object that cannot be made, because its file is missing or was found broken. */
export async function settleFailed(
  reading: Reading,
  resource: ManifestResource | undefined,
  path: string,
): Promise<void> {
  if (resource === undefined) return;
  const { accounts, manifest, source } = reading;
  const isMissing = !source.entries.has(path);
  const message = isMissing
    ? missingFile(reading, resource.identifier, [path])
    : `${manifest.path}: resource "${resource.identifier}" could not be read, because "${path}" is broken.`;
  const code = isMissing ? 'missing_file' : 'broken_file';
  await accounts.resource(resource.identifier, { state: 'failed', code, message, because: { path } });
}
