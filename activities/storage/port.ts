/**
 * The object storage port: everything Cartwright asks of object storage, in plain S3 terms.
 *
 * Rules every implementation keeps (test/storage/conformance.ts checks them):
 * - A read is bound to an ETag when one is given: bytes of two different objects are never mixed.
 * - A read delivers exactly the bytes asked for or fails; a cut connection is resumed, a short answer is an error.
 * - An upload is all or nothing. Each `upload()` has an upload of its own, also for the same key at the same time.
 * - Every call ends soon after its `signal` aborts, rejecting with the signal's reason.
 * - Failures are `StorageError`s; a missing object is `undefined` from `stat` and `MissingObjectError` elsewhere.
 */

/** What is known of a stored object. */
export interface ObjectInfo {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. Changes whenever the object's bytes are replaced. */
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly contentType?: string;
}

/** A range of bytes of one object. */
export interface ObjectRange {
  readonly key: string;
  /** The state of the object the range was taken from. */
  readonly etag?: string;
  /** First byte. */
  readonly offset: number;
  /** Bytes; at least 1. */
  readonly length: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface PutOptions extends CallOptions {
  readonly contentType?: string;
  /** Write only if no object has this key; else `PreconditionFailedError`. */
  readonly ifNoneMatch?: '*';
  /** Write only if the object has this ETag; else `PreconditionFailedError`. */
  readonly ifMatch?: string;
}

export interface UploadOptions extends CallOptions {
  readonly contentType?: string;
}

/**
 * A streaming multipart upload with bounded memory. Nothing is visible under the key before `complete`.
 * Call exactly one of `complete` and `abort`; after a failed call, `abort`.
 */
export interface Upload {
  readonly key: string;
  /** Bytes taken so far, copied ranges included. */
  readonly bytes: number;
  /** Appends bytes; resolves when there is room for more. The chunk may be reused only after the upload has ended. */
  write(chunk: Uint8Array): Promise<void>;
  /** Appends a range of another object. The server copies it where its rules allow; short ranges go through memory. */
  copy(range: ObjectRange): Promise<void>;
  complete(): Promise<ObjectInfo>;
  /** Removes what was uploaded. Safe to call at any time, also after `complete` (when it does nothing). */
  abort(): Promise<void>;
}

export interface ListOptions extends CallOptions {
  /** Only keys after this one, in byte order. */
  readonly startAfter?: string;
  /** At most this many objects. */
  readonly limit?: number;
}

export interface PresignGetOptions {
  /** Seconds the address works; at most seven days. */
  readonly expiresIn: number;
  /** The name a browser saves it under. */
  readonly fileName?: string;
  readonly contentType?: string;
}

export interface PresignPostOptions {
  readonly expiresIn: number;
  /** The server refuses a body above this many bytes. */
  readonly maxBytes: number;
  readonly contentType?: string;
  /** Where the server sends the browser after the upload (303). */
  readonly redirectTo?: string;
}

/** A form upload: post `fields` as they are, then the file under `fileField`, last. */
export interface PresignedPost {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly fileField: 'file';
}

export interface ObjectStore {
  /** `undefined` when there is no such object. */
  stat(key: string, options?: CallOptions): Promise<ObjectInfo | undefined>;
  /** Streams a range. Throws `PreconditionFailedError` when `range.etag` is no longer the object's. */
  read(range: ObjectRange, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** The whole of a small object (refused above `maxBytes`, by default 16 MiB). */
  get(
    key: string,
    options?: CallOptions & { readonly etag?: string; readonly maxBytes?: number },
  ): Promise<{ bytes: Uint8Array; info: ObjectInfo }>;
  /** Writes a small object in one request. */
  put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<ObjectInfo>;
  upload(key: string, options?: UploadOptions): Promise<Upload>;
  /** Server-side copy of a whole object of any size, bound to the source's ETag. */
  copy(
    source: { readonly key: string; readonly etag: string },
    key: string,
    options?: CallOptions,
  ): Promise<ObjectInfo>;
  /** Removes objects; keys that do not exist are no error. */
  remove(keys: readonly string[], options?: CallOptions): Promise<void>;
  /** Objects whose key starts with the prefix, in byte order of their keys. */
  list(prefix: string, options?: ListOptions): AsyncIterable<ObjectInfo>;
  presignGet(key: string, options: PresignGetOptions): Promise<string>;
  presignPost(key: string, options: PresignPostOptions): Promise<PresignedPost>;
}
