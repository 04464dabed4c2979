/** One HTTP exchange with the storage server: idle and total time limits, abort, back-pressure both ways. */

import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { MinioSettings } from './options.js';
import type { SignedRequest } from './sign.js';
import { startTimer } from './timer.js';

export interface Outgoing extends SignedRequest {
  readonly body: readonly Uint8Array[];
  /** Milliseconds without a byte in either direction. */
  readonly idle: number;
  /** Milliseconds until the answer's headers. */
  readonly total: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Read it to its end or leave it early; either frees the connection. If it is never begun, call `discard`. */
  readonly body: AsyncGenerator<Buffer, void, void>;
  discard(): void;
}

/** Sends one request and resolves with the answer's headers. Rejects with what went wrong below HTTP. */
export type Exchange = (outgoing: Outgoing) => Promise<Answer>;

/** A failure of ours below HTTP; its `code` is `IdleTimeout`, `TotalTimeout` or `Aborted`. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  constructor(readonly code: 'IdleTimeout' | 'TotalTimeout' | 'Aborted') {
    super(code);
  }
}

/** An `Exchange` over kept-alive connections. Idle connections never keep the process running. */
export function createExchange({ endpoint, pathStyle, bucket }: MinioSettings): Exchange {
  const options = { keepAlive: true, maxFreeSockets: 32 };
  const agent = endpoint.secure ? new HttpsAgent(options) : new HttpAgent(options);
  const open = endpoint.secure ? httpsRequest : httpRequest;
  const hostname = pathStyle ? endpoint.hostname : `${bucket}.${endpoint.hostname}`;
  return async (outgoing) => {
    outgoing.signal?.throwIfAborted();
    const { method, path, headers } = outgoing;
    return run(open({ agent, hostname, port: endpoint.port, method, path, headers }), outgoing);
  };
}

async function run(request: ClientRequest, outgoing: Outgoing): Promise<Answer> {
  const stop = (code: ExchangeError['code']) => destroy(request, response, new ExchangeError(code));
  const onAbort = () => stop('Aborted');
  const idle = startTimer(outgoing.idle, () => stop('IdleTimeout'));
  const total = startTimer(outgoing.total, () => stop('TotalTimeout'));
  const release = () => {
    outgoing.signal?.removeEventListener('abort', onAbort);
    idle.stop();
    total.stop();
  };
  let response: IncomingMessage | undefined;
  outgoing.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    response = await answerOf(request, outgoing.body, idle.restart);
    total.stop();
    idle.stop();
    return toAnswer(request, response, idle.restart, idle.stop, release);
  } catch (error) {
    release();
    throw error;
  }
}

function answerOf(request: ClientRequest, body: readonly Uint8Array[], progress: () => void) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Stays on after the answer has come: a late error of the connection must find a listener.
    request.on('error', reject);
    sendBody(request, body, progress).catch(reject);
  });
}

async function sendBody(request: ClientRequest, body: readonly Uint8Array[], progress: () => void) {
  for (const slice of slices(body)) {
    if (request.destroyed) return;
    if (!request.write(slice)) await drained(request);
    progress();
  }
  request.end();
}

/** Small enough that a slow line shows progress well within any idle limit. */
const SLICE = 256 * 1024;

function* slices(body: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const chunk of body) {
    for (let start = 0; start < chunk.byteLength; start += SLICE) yield chunk.subarray(start, start + SLICE);
  }
}

function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      request.off('drain', done).off('close', done);
      resolve();
    };
    request.on('drain', done).on('close', done);
  });
}

function toAnswer(
  request: ClientRequest,
  response: IncomingMessage,
  waiting: () => void,
  served: () => void,
  release: () => void,
): Answer {
  response.on('error', ignore);
  const finish = () => {
    release();
    // An answer that came before the whole request was sent leaves a connection nobody can use again.
    if (!response.complete || !request.writableFinished) destroy(request, response);
  };
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bodyOf(response, waiting, served, finish),
    discard: finish,
  };
}

/** The idle limit runs only while bytes are waited for: a slow consumer is not a stalled server. */
async function* bodyOf(
  response: IncomingMessage,
  waiting: () => void,
  served: () => void,
  finish: () => void,
) {
  try {
    waiting();
    for await (const chunk of response as AsyncIterable<Buffer>) {
      served();
      yield chunk;
      waiting();
    }
  } finally {
    finish();
  }
}

function destroy(request: ClientRequest, response: IncomingMessage | undefined, error?: Error): void {
  response?.destroy(error);
  request.destroy(error);
}

function ignore(): void {}
