/** What the client throws: errors with the HTTP status and the documented body a backend can answer with, unchanged. */

export type ErrorBody =
  | { readonly message: string }
  | { readonly errors: readonly { readonly message: string }[] }
  | { readonly errors: Readonly<Record<string, readonly FieldError[]>> };

/** What is wrong with one parameter. */
export interface FieldError {
  readonly attribute: string;
  readonly type: string;
  readonly message: string;
}

/** Any failure the client can name. */
export class CartwrightError extends Error {
  override readonly name: string = 'CartwrightError';
  /** HTTP status. */
  readonly status: number;
  /** Answer body, in the documented shape. */
  readonly body: ErrorBody;

  constructor(message: string, status: number, body: ErrorBody = { message }, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.body = body;
  }
}

/** The request is not one that can be carried out; the message says what to change. */
export class InvalidRequestError extends CartwrightError {
  override readonly name = 'InvalidRequestError';
  constructor(message: string, options?: ErrorOptions & { readonly body?: ErrorBody }) {
    super(message, 400, options?.body ?? { message }, options);
  }
}

/** There is no such job in this context. Jobs of other tenants and contexts are answered the same way. */
export class NotFoundError extends CartwrightError {
  override readonly name = 'NotFoundError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 404, { errors: [{ message: 'The specified resource does not exist.' }] }, options);
  }
}

/** The job is not in a state in which this can be done, or the idempotency key belongs to another request. */
export class ConflictError extends CartwrightError {
  override readonly name = 'ConflictError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 409, { message }, options);
  }
}

/** The value is refused although the request is well-formed (documented as 403). */
export class RefusedError extends CartwrightError {
  override readonly name = 'RefusedError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 403, { message }, options);
  }
}

/** What users are told of it. The error's own message is for operators: it may name hosts and keys. */
const UNAVAILABLE = 'The service cannot be reached at the moment. Please try again.';

/** Temporal or storage cannot be reached; the request may be sent again. */
export class UnavailableError extends CartwrightError {
  override readonly name = 'UnavailableError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 503, { errors: [{ message: UNAVAILABLE }] }, options);
  }
}
