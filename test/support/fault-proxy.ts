/** An HTTP proxy that misbehaves on request: it cuts, stalls, lies, refuses, and loses answers. */

import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** A request as rules and assertions see it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** Bytes of the answer's body that have been passed back so far. */
  readonly passedBack: number;
}

/** What the proxy does instead of passing a request on and its answer back. `bytes` count the body. */
export type Fault =
  /** Answers itself; the server never sees the request. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Passes this much of the request's body on, then cuts both connections. */
  | { readonly kind: 'cut request'; readonly bytes: number }
  /** Passes this much of the answer's body back, then cuts. */
  | { readonly kind: 'cut answer'; readonly bytes: number }
  /** Passes this much of the answer's body back, then nothing more, ever. */
  | { readonly kind: 'stall answer'; readonly bytes: number }
  /** Takes the request and never answers; the server never sees it. */
  | { readonly kind: 'stall request' }
  /** Passes this much of the answer's body back and says that it is all there is. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** Lets the server do the work, then cuts instead of answering. */
  | { readonly kind: 'lose answer' }
  /** Lets the server do the work, then answers something else. */
  | { readonly kind: 'replace answer'; readonly status: number; readonly body: string }
  /** Changes the request's headers before the server sees them; `undefined` removes one. */
  | { readonly kind: 'change request'; readonly headers: Record<string, string | undefined> }
  /** Waits before the request is passed on. */
  | { readonly kind: 'wait'; readonly until: Promise<unknown> };

export interface Rule {
  readonly when: (request: SeenRequest) => boolean;
  /** How often it applies; by default once. */
  readonly times?: number;
  readonly fault: Fault;
}

export interface FaultProxy {
  readonly endpoint: string;
  /** All requests since the start or the last `reset`, in the order they came. */
  readonly seen: readonly SeenRequest[];
  /** Adds a rule. The first that matches a request and is not used up applies. */
  rule(rule: Rule): void;
  /** Forgets rules and requests. */
  reset(): void;
  /** Resolves with the first request (past or coming) that matches. */
  sees(when: (request: SeenRequest) => boolean): Promise<SeenRequest>;
  close(): Promise<void>;
}

interface Passing {
  readonly noted: { passedBack: number };
  readonly target: URL;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

export async function startFaultProxy(endpoint: string): Promise<FaultProxy> {
  const target = new URL(endpoint);
  let rules: { rule: Rule; left: number }[] = [];
  let seen: SeenRequest[] = [];
  let watchers: { when: (request: SeenRequest) => boolean; resolve: (request: SeenRequest) => void }[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const noted = { method, url, headers, passedBack: 0 };
    seen.push(noted);
    for (const { when, resolve } of watchers) if (when(noted)) resolve(noted);
    watchers = watchers.filter(({ when }) => !when(noted));
    const applying = rules.find(({ rule, left }) => left > 0 && rule.when(noted));
    if (applying) applying.left -= 1;
    // A connection that one side cut is what this proxy is for.
    const passing = { noted, target, incoming, outgoing };
    handle(passing, applying?.rule.fault).catch(() => cut(passing));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    get seen() {
      return seen;
    },
    rule: (rule) => rules.push({ rule, left: rule.times ?? 1 }),
    reset() {
      rules = [];
      seen = [];
      watchers = [];
    },
    sees(when) {
      const past = seen.find(when);
      return past ? Promise.resolve(past) : new Promise((resolve) => watchers.push({ when, resolve }));
    },
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

async function handle(passing: Passing, fault: Fault | undefined): Promise<void> {
  const { incoming, outgoing } = passing;
  switch (fault?.kind) {
    case undefined:
      return passBack(passing, await passOn(passing));
    case 'answer':
      await drain(incoming);
      outgoing.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    case 'cut request':
      return cutRequest(passing, fault.bytes);
    case 'stall request':
      return drain(incoming);
    case 'lose answer':
      await drain(await passOn(passing));
      return cut(passing);
    case 'replace answer':
      await drain(await passOn(passing));
      outgoing.writeHead(fault.status).end(fault.body);
      return;
    case 'change request':
      return passBack(passing, await passOn(passing, fault.headers));
    case 'wait':
      await fault.until;
      return passBack(passing, await passOn(passing));
    case 'cut answer':
      await passBackPart(passing, await passOn(passing), fault.bytes);
      return cut(passing);
    case 'stall answer':
      return passBackPart(passing, await passOn(passing), fault.bytes);
    case 'truncate':
      return truncate(passing, await passOn(passing), fault.bytes);
  }
}

async function truncate(passing: Passing, answer: IncomingMessage, bytes: number): Promise<void> {
  const length = Math.min(bytes, Number(answer.headers['content-length'] ?? bytes));
  await passBackPart(passing, answer, length, { 'content-length': String(length) });
  passing.outgoing.end();
}

function send({ target, incoming }: Passing, changes: Record<string, string | undefined> = {}) {
  const headers = { ...incoming.headers, ...changes };
  for (const [name, value] of Object.entries(changes)) if (value === undefined) delete headers[name];
  const { hostname, port } = target;
  // The host header stays the proxy's: it is part of the signature.
  const options: RequestOptions = {
    hostname,
    port,
    method: incoming.method,
    path: incoming.url,
    headers,
    agent: false,
  };
  return request(options);
}

async function passOn(
  passing: Passing,
  changes?: Record<string, string | undefined>,
): Promise<IncomingMessage> {
  const sent = send(passing, changes);
  passing.outgoing.once('close', () => sent.destroy());
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  const [[answer]] = await Promise.all([answered, pipeline(passing.incoming, sent)]);
  return answer;
}

async function passBack({ noted, outgoing }: Passing, answer: IncomingMessage): Promise<void> {
  outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
  await pipeline(
    answer,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        noted.passedBack += chunk.byteLength;
        yield chunk;
      }
    },
    outgoing,
  );
}

async function passBackPart(
  { outgoing }: Passing,
  answer: IncomingMessage,
  bytes: number,
  changes: Record<string, string> = {},
): Promise<void> {
  outgoing.writeHead(answer.statusCode ?? 0, { ...answer.headers, ...changes });
  outgoing.flushHeaders();
  let left = bytes;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const piece = chunk.subarray(0, left);
    left -= piece.byteLength;
    if (piece.byteLength > 0) await new Promise((resolve) => outgoing.write(piece, resolve));
    if (left === 0) return;
  }
}

async function cutRequest(passing: Passing, bytes: number): Promise<void> {
  const sent = send(passing).on('error', () => {});
  let left = bytes;
  for await (const chunk of passing.incoming as AsyncIterable<Buffer>) {
    const piece = chunk.subarray(0, left);
    left -= piece.byteLength;
    await new Promise((resolve) => sent.write(piece, resolve));
    if (left === 0) break;
  }
  sent.destroy();
  cut(passing);
}

function cut({ incoming, outgoing }: Passing): void {
  incoming.destroy();
  outgoing.destroy();
}

async function drain(message: IncomingMessage): Promise<void> {
  for await (const _ of message);
}
