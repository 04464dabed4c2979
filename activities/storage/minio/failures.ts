/** Turns what the server answered, or what happened below HTTP, into a `StorageError` that says what and where. */

import { MissingObjectError, PreconditionFailedError, StorageError, type StorageFailure } from '../errors.js';
import { ExchangeError } from './transport.js';
import { parseXml, textOf } from './xml.js';

/** What was being done, for the error's sentence. */
export interface Deed {
  /** The method of the port, for example `read`. */
  readonly operation: string;
  /** The object's key, or the prefix or bucket when it is about many. */
  readonly key: string;
}

type Meaning = readonly [kind: 'missing' | 'precondition' | 'other', says: string];

/** S3 error codes and names of ours whose cause can be said better than the server says it. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  NoSuchKey: ['missing', 'there is no such object'],
  NotFound: ['missing', 'there is no such object'],
  PreconditionFailed: ['precondition', 'the object is not, or no longer, in the expected state'],
  NoSuchBucket: ['other', 'the bucket does not exist; create it, or correct the bucket setting'],
  NoSuchUpload: ['other', 'the multipart upload is gone'],
  InvalidRange: ['other', 'the range lies outside the object'],
  AccessDenied: ['other', 'the access key may not do this'],
  InvalidAccessKeyId: ['other', 'the server does not know the access key'],
  SignatureDoesNotMatch: ['other', 'the secret key or the region is not the one the server has'],
  RequestTimeTooSkewed: ['other', 'the clocks of this machine and of the server differ too much'],
  ConnectionReset: ['other', 'the connection was cut'],
  ConnectionRefused: ['other', 'nothing answers at the address of the storage server'],
  ConnectionTimeout: ['other', 'the storage server could not be reached in time'],
  HostNotFound: ['other', 'the name of the storage server cannot be resolved'],
  IdleTimeout: ['other', 'the storage server stopped sending and taking bytes'],
  TotalTimeout: ['other', 'the storage server did not answer in time'],
  MalformedAnswer: ['other', 'the answer is not the HTTP or XML it should be'],
  ShortAnswer: ['other', 'the answer held fewer bytes than were asked for'],
  CompletionUnclear: ['other', 'it is not known whether an earlier try completed the upload'],
  UploadEnded: ['other', 'the upload has already been completed or aborted'],
  WrongRange: ['other', 'the server answered with bytes that were not asked for'],
};

/** System error codes, by the name they have in a `StorageError`. */
const CONNECTION_CODES: Readonly<Record<string, string>> = {
  ECONNRESET: 'ConnectionReset',
  ECONNABORTED: 'ConnectionReset',
  EPIPE: 'ConnectionReset',
  ECONNREFUSED: 'ConnectionRefused',
  ETIMEDOUT: 'ConnectionTimeout',
  EHOSTUNREACH: 'ConnectionTimeout',
  ENETUNREACH: 'ConnectionTimeout',
  ENOTFOUND: 'HostNotFound',
  EAI_AGAIN: 'HostNotFound',
};

const TRANSIENT_STATUSES: ReadonlySet<number | undefined> = new Set([408, 429, 500, 502, 503, 504]);

/** Worth another try although the status does not say so. */
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  'ConnectionReset',
  'ConnectionRefused',
  'ConnectionTimeout',
  'HostNotFound',
  'IdleTimeout',
  'TotalTimeout',
  'MalformedAnswer',
  'ShortAnswer',
  'CompletionUnclear',
  'InternalError',
  'SlowDown',
  'ServiceUnavailable',
  'RequestTimeout',
  'OperationAborted',
  'ConditionalRequestConflict',
]);

/** Whether the same request may well succeed when it is sent again. */
export function isTransient(error: unknown): error is StorageError {
  return (
    error instanceof StorageError && (TRANSIENT_STATUSES.has(error.status) || TRANSIENT_CODES.has(error.code))
  );
}

/** The error for a code, in a sentence that names the operation and the key. */
export function failure(
  deed: Deed,
  code: string,
  details: { readonly status?: number; readonly message?: string; readonly cause?: unknown } = {},
): StorageError {
  const [kind, says] = MEANINGS[code] ?? ['other', `the server answered ${unexplained(code, details)}`];
  const sentence = `Cannot ${deed.operation} "${deed.key}" in object storage: ${says}.`;
  const { status, cause } = details;
  const facts: StorageFailure = { ...deed, code, ...(status !== undefined && { status }) };
  const options = cause === undefined ? undefined : { cause };
  if (kind === 'missing') return new MissingObjectError(sentence, facts, options);
  if (kind === 'precondition') return new PreconditionFailedError(sentence, facts, options);
  return new StorageError(sentence, facts, options);
}

/** The error for an answer with an error status (or a 200 that holds an error). */
export function answerFailure(
  deed: Deed,
  status: number,
  code: string | undefined,
  body: string,
): StorageError {
  const document = parseError(body);
  // A body that is no error document was cut short, or written by something that is no S3 server.
  const named = document?.code ?? code ?? (body === '' ? STATUS_CODES[status] : 'MalformedAnswer');
  return failure(deed, named ?? `Status${status}`, {
    status,
    ...(document?.message && { message: document.message }),
  });
}

/** Answers to HEAD have no body to name the error in. */
const STATUS_CODES: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  404: 'NotFound',
  412: 'PreconditionFailed',
  416: 'InvalidRange',
};

/** The error for a failure below HTTP. A `StorageError` stays what it is. */
export function connectionFailure(deed: Deed, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (error instanceof ExchangeError) return failure(deed, error.code, { cause: error });
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const name = code.startsWith('HPE_') ? 'MalformedAnswer' : (CONNECTION_CODES[code] ?? 'ConnectionFailed');
  return failure(deed, name, { message, cause: error });
}

function parseError(body: string): { code: string; message: string | undefined } | undefined {
  const root = body.includes('<Error') ? parseXml(body) : undefined;
  const code = root?.name === 'Error' && textOf(root, 'Code');
  return root && code ? { code, message: textOf(root, 'Message') } : undefined;
}

function unexplained(code: string, details: { status?: number; message?: string }): string {
  return [details.status, code, details.message && `(${details.message.replace(/\.$/, '')})`]
    .filter(Boolean)
    .join(' ');
}
