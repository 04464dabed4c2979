/** Failures of object storage. They are about the world: Temporal retries them. */

export interface StorageFailure {
  /** What was tried, for example `read`. */
  readonly operation: string;
  readonly key: string;
  /** The S3 error code, or a name of ours for failures below HTTP, for example `ConnectionReset`. */
  readonly code: string;
  readonly status?: number;
}

export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  readonly operation: string;
  readonly key: string;
  readonly code: string;
  readonly status: number | undefined;

  constructor(message: string, failure: StorageFailure, options?: ErrorOptions) {
    super(message, options);
    this.operation = failure.operation;
    this.key = failure.key;
    this.code = failure.code;
    this.status = failure.status;
  }
}

/** There is no object under this key. */
export class MissingObjectError extends StorageError {
  override readonly name = 'MissingObjectError';
}

/** The object is not, or no longer, in the state the caller asked for. */
export class PreconditionFailedError extends StorageError {
  override readonly name = 'PreconditionFailedError';
}
