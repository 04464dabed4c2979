/**
 * The course store port: where courses live. The embedded store keeps versions as bundles in object storage
 * (bundle-store.ts); a platform may put its own database behind this port. test/course/store-conformance.ts is the
 * suite every implementation passes.
 */
import type { CollectionName, CollectionRecord } from './collections.js';
import type { CourseIndex, IndexLine } from './course-index.js';

/** What a course belongs to. Groups and users own files only. */
export interface CourseContext {
  readonly type: 'course' | 'group' | 'user';
  readonly id: string;
}

/** What is known of one version of a course. */
export interface CourseVersion {
  /** 1, 2, 3 ...; 0 is the course before its first import. */
  readonly number: number;
  readonly createdAt: string;
  /** What made it, for people: `content_migration 1234`. */
  readonly origin: string;
  /** Objects by kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** The packs that its files lie in. */
  readonly packs: readonly string[];
  /** The smallest numeric id that no object of any version of this course has had. */
  readonly nextId: number;
}

/** A version, open for reading. Immutable: it reads the same whatever is written meanwhile. */
export interface CourseSnapshot {
  readonly version: CourseVersion;
  readonly index: CourseIndex;
  records<Name extends CollectionName>(
    collection: Name,
    signal?: AbortSignal,
  ): AsyncIterable<CollectionRecord<Name>>;
}

/** A new version in the making. Nothing of it is visible before it is committed. */
export interface CourseDraft {
  /** Adds an object, whole and with its id. Adding an object twice is an error. */
  write<Name extends CollectionName>(
    collection: Name,
    record: CollectionRecord<Name>,
    known?: KnownOfRecord,
  ): Promise<void>;
}

/** What is known of a record before it is written. */
export interface KnownOfRecord {
  /** Hashes by reference key, of the object and of those inside it; a store keeps them as `IndexLine.source`. */
  readonly sources?: ReadonlyMap<string, string>;
  /**
   * Its index lines and those of the objects inside it, of a record that was checked and indexed before: a store may
   * trust them.
   */
  readonly lines?: readonly IndexLine[];
}

export interface WriteOptions {
  /** The version the draft was planned on. When another has become current, nothing is written. */
  readonly base: number;
  readonly origin: string;
  /** After this version: see `CourseVersion.nextId`. */
  readonly nextId: number;
  /**
   * Names what is done, for example `content_migration-1234`: the same however often it is tried, and never used for
   * anything else. A store keeps tries of one name apart by itself.
   */
  readonly attempt: string;
  readonly signal: AbortSignal;
}

export interface CourseStore {
  /** The current version; `undefined` for a course nothing was imported into. */
  head(context: CourseContext, signal?: AbortSignal): Promise<CourseVersion | undefined>;
  /** Opens a version, by default the current one. Throws `MissingVersionError`. */
  open(context: CourseContext, version?: number, signal?: AbortSignal): Promise<CourseSnapshot>;
  /**
   * Writes a new version, with the number `base + 1`, and makes it current in one step. Throws `VersionConflictError`
   * when `base` is no longer current; then, and on any other failure, the course stays as it was. Writing again with
   * an `attempt` that has already become a version returns that version, whatever `base` is: a lost answer is no
   * second import.
   */
  write(
    context: CourseContext,
    options: WriteOptions,
    fill: (draft: CourseDraft) => Promise<void>,
  ): Promise<CourseVersion>;
  /** All versions, newest first. */
  versions(context: CourseContext, signal?: AbortSignal): AsyncIterable<CourseVersion>;
  /** Makes an earlier version's content current again, as a new version. `base` as in `write`. */
  restore(
    context: CourseContext,
    version: number,
    base: number,
    signal?: AbortSignal,
  ): Promise<CourseVersion>;
}

/** Another version became current in the meantime: plan again on the new one. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError';
}

/** There is no such version of the course. */
export class MissingVersionError extends Error {
  override readonly name = 'MissingVersionError';
}
