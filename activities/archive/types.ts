/** What the ZIP reader and writer take and give: sources, sinks, entries, problems and limits. */

/** Random access to the bytes of an archive, wherever they lie. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** Streams exactly `length` bytes from `offset` or throws. */
  read(offset: number, length: number, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Where an archive is written to, in order. */
export interface ByteSink {
  /** Resolves when there is room for more. The chunk is the sink's from now on. */
  write(chunk: Uint8Array): Promise<void>;
  /** Bytes taken so far. Where a sink counts, what a raw entry put into it is checked against its size. */
  readonly bytes?: number;
}

/** How an entry's bytes are stored. Other methods are read as a problem, never guessed at. */
export type CompressionMethod = 'stored' | 'deflated';

/** Where the stored bytes of a file lie inside an archive, and what they become. */
export interface StoredEntry {
  /** First byte of the data, behind the local header. */
  readonly offset: number;
  /** Bytes as they lie in the archive. */
  readonly storedSize: number;
  /** Bytes after inflating. */
  readonly size: number;
  readonly method: CompressionMethod;
  readonly crc32: number;
}

/** Why an entry, or the archive, cannot be taken as it is. Each is refused or reported by this name. */
export type ZipProblemCode =
  | 'not_a_zip'
  | 'truncated'
  | 'directory_damaged'
  | 'multi_disk'
  | 'prefix_junk'
  | 'offsets_wrapped'
  | 'bytes_missing'
  | 'trailing_junk'
  | 'count_mismatch'
  | 'too_many_entries'
  | 'total_size_limit'
  | 'entry_size_limit'
  | 'ratio_limit'
  | 'name_too_long'
  | 'name_empty'
  | 'name_with_nul'
  | 'path_escapes'
  | 'path_absolute'
  | 'path_too_deep'
  | 'duplicate_name'
  | 'case_clash'
  | 'encrypted'
  | 'unsupported_method'
  | 'symbolic_link'
  | 'special_file'
  | 'directory_with_content'
  | 'out_of_bounds'
  | 'overlap'
  | 'local_header_mismatch'
  | 'size_mismatch'
  | 'crc_mismatch'
  | 'damaged_data';

/** A problem of an entry stands at the entry and leaves the others readable; one of the archive may not. */
export interface ZipProblem {
  readonly code: ZipProblemCode;
  /** A sentence that names the entry. */
  readonly message: string;
  /** The entry, when one is meant. */
  readonly path?: string;
}

/** Defaults are in limits.ts. */
export interface ArchiveLimits {
  readonly maxEntries: number;
  /** Bytes after inflating, over all entries. */
  readonly maxTotalSize: number;
  /** Bytes after inflating, of one entry. */
  readonly maxEntrySize: number;
  /** Inflated over stored size, looked at only above `ratioFloor` inflated bytes. */
  readonly maxRatio: number;
  readonly ratioFloor: number;
  /** Bytes of a name. */
  readonly maxNameLength: number;
  /** Folders above a file. */
  readonly maxDepth: number;
}

/** One line of an archive's list of contents. An entry with a problem is listed but cannot be read. */
export interface ZipEntry {
  /** With `/` between folders; a folder's path has no slash at its end. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly method: CompressionMethod | 'unsupported';
  readonly crc32: number;
  /** Bytes after inflating, as declared; reading verifies it. */
  readonly size: number;
  /** Bytes as they lie in the archive. */
  readonly storedSize: number;
  /** First byte of the local header. */
  readonly headerOffset: number;
  /** Nothing of this entry can lie at or behind this byte: the next entry or the directory begins here. */
  readonly endOffset: number;
  /** Milliseconds since 1970. The format's own time has no zone and is read as UTC. */
  readonly modifiedAt: number | undefined;
  /** The name's bytes (as Latin-1) where they are not simply the path in UTF-8. */
  readonly rawName: string | undefined;
  readonly problem: ZipProblem | undefined;
}

/** The list of contents of an opened archive. Holds no content: some 250 bytes an entry. */
export interface ZipDirectory {
  readonly source: RandomAccess;
  /** In the order of the directory, refused entries included. */
  readonly entries: readonly ZipEntry[];
  /** What was repaired or is odd about the archive as a whole. Problems of entries stand at the entries. */
  readonly problems: readonly ZipProblem[];
  readonly comment: string;
  /** Indexes of `entries` in the order they lie in the archive. */
  readonly order: Uint32Array;
  /** The entry with this path; of several the first, as the later ones are refused. */
  byPath(path: string): ZipEntry | undefined;
}
