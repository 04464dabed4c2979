/** A server for uploads to go wrong on: it does with a connection what the test says. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { FileUploadTarget } from '../../client/types.js';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => unknown;

const FIELDS = { key: 'uploads/1', 'x-amz-signature': 'abc' };

const closers: (() => Promise<unknown>)[] = [];

/** Registers a hook that closes what `serve` started. */
export function useServers(): void {
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
}

/** Starts a server, and answers with where to post to. */
export async function serve(behaviour: Behaviour): Promise<FileUploadTarget> {
  const server = createServer(async (request, response) => {
    try {
      await behaviour(request, response);
    } catch {
      // That the other side cuts the connection is what some tests are about.
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  const { port } = server.address() as AddressInfo;
  return targetOf(`http://127.0.0.1:${port}/bucket`);
}

export function targetOf(upload_url: string): FileUploadTarget {
  return { upload_url, upload_params: FIELDS, file_param: 'file', progress: null };
}

/** Reads the whole body, then answers. */
export function answering(status: number, text = '', headers: Record<string, string> = {}): Behaviour {
  return async (request, response) => {
    for await (const _ of request);
    response.writeHead(status, headers).end(text);
  };
}

/** The form a request brought: its fields in order, and the file under its field. */
export async function readForm(request: IncomingMessage): Promise<[name: string, value: string | Buffer][]> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(Buffer.concat(parts), { headers }).formData();
  return Promise.all(
    [...form].map(
      async ([name, value]): Promise<[string, string | Buffer]> =>
        typeof value === 'string' ? [name, value] : [name, Buffer.from(await value.arrayBuffer())],
    ),
  );
}

/** What a source of a file has been through. */
export interface Watched {
  readonly content: AsyncIterable<Uint8Array>;
  /** Bytes that were asked for. */
  bytes: number;
  isClosed: boolean;
}

/** As many bytes, in chunks, and a note of what became of them. */
export function watchedBytes(size: number, chunk = 65_536): Watched {
  const watched = { content: generate(), bytes: 0, isClosed: false };
  async function* generate() {
    try {
      while (watched.bytes < size) {
        const length = Math.min(chunk, size - watched.bytes);
        watched.bytes += length;
        yield Buffer.alloc(length, 'x');
      }
    } finally {
      watched.isClosed = true;
    }
  }
  return watched;
}

/** More than all buffers between two ends of a connection hold. */
export const MUCH = 64 * 2 ** 20;
