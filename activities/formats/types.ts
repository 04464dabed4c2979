/** What a format's reader and writer take and give. Neither knows storage, Temporal or the disk. */
import type { CollectionName, CollectionRecord } from '../course/collections.js';
import type { CourseIndex } from '../course/course-index.js';
import type { Ledger } from '../course/ledger.js';
import type { Reference } from '../course/model/common.js';
import type { CourseFile, FileLocation } from '../course/model/content.js';
import type { Question } from '../course/model/question.js';

/** A file of a package, verified: its bytes were read once, whole, and lie where `location` says. */
export interface PackageEntry {
  /** Path inside the package, below the folder that holds its manifest; `/`-separated, no leading slash. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly location: FileLocation;
}

/** An opened package. All lookups are by path; contents stream. */
export interface PackageSource {
  /** The name the user gave it, for messages. */
  readonly name: string;
  /** Every sound file by its exact path, in the order of the archive. Junk (`__MACOSX/`, `.DS_Store`) is not here. */
  readonly entries: ReadonlyMap<string, PackageEntry>;
  /** Files that are in the archive and could not be taken, by path: a sentence each that says why. */
  readonly refused: ReadonlyMap<string, string>;
  /**
   * The entry a reference names: exact, percent-decoded, `\` for `/`, other case, in that order.
   * `undefined` when there is none.
   */
  find(path: string): PackageEntry | undefined;
  /** Streams a file's inflated bytes. */
  open(path: string, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** The whole of a small file; a `PackageError` names the file when it is above `maxBytes`. */
  read(path: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** What a conversion may do to the world. */
export interface ConvertContext {
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  /** Steps done of steps known; called as often as is convenient. */
  progress(done: number, total: number): void;
}

export interface ReadContext extends ConvertContext {
  /** Hands over an object; resolves when there is room for more. Order between collections is free. */
  emit<Name extends CollectionName>(collection: Name, record: CollectionRecord<Name>): Promise<void>;
}

export type FormatId = 'common_cartridge' | 'canvas_cartridge' | 'qti' | 'moodle' | 'zip';

export interface FormatReader {
  readonly id: FormatId;
  /** Reads the whole package: every element ends in the ledger, every object in `emit`. */
  read(source: PackageSource, context: ReadContext): Promise<void>;
}

/** A course to write: an index in memory, records as streams. */
export interface CourseSource {
  readonly index: CourseIndex;
  /** The selected records of a collection, in the version's order. */
  records<Name extends CollectionName>(collection: Name): AsyncIterable<CollectionRecord<Name>>;
  /** One record, by random access; `undefined` when it is not selected or does not exist. */
  get<Name extends CollectionName>(
    collection: Name,
    migrationId: string,
  ): Promise<CollectionRecord<Name> | undefined>;
  /** The questions of a quiz or bank, by position. */
  questionsOf(owner: Reference): AsyncIterable<Question>;
}

export interface EntryOptions {
  readonly method?: 'auto' | 'stored' | 'deflated';
}

/** The package being written. Paths are unique; the sink refuses a second entry of the same path. */
export interface PackageSink {
  /** Adds a generated file. */
  add(
    path: string,
    content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
    options?: EntryOptions,
  ): Promise<void>;
  /** Adds a file of the course: its stored bytes are copied as they lie. */
  copy(path: string, file: Pick<CourseFile, 'location' | 'size' | 'sha256'>): Promise<void>;
}

export interface WriteContext extends ConvertContext {
  /** Options of the format, for example `{ version: '1.3' }`. */
  readonly options: Readonly<Record<string, string>>;
}

export interface FormatWriter {
  readonly id: FormatId;
  /** `imscc`, `zip` ... */
  readonly extension: string;
  readonly mediaType: string;
  write(course: CourseSource, sink: PackageSink, context: WriteContext): Promise<void>;
}
