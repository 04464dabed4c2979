/** Posting a file while things happen: early answers, back-pressure, failing streams, silence, cancelling. */
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { InvalidRequestError, UnavailableError } from '../../client/errors.js';
import { postFile } from '../../client/upload.js';
import { type Behaviour, MUCH, serve, useServers, watchedBytes } from './upload-server.js';

useServers();

/** Answers at once, and reads no more of the body. */
const early =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, headers).end('<Error><Message>Too large</Message></Error>');
  };

describe('a server that answers before it has the whole file', () => {
  it.each([
    ['keeps the connection open', {}],
    ['closes the connection', { connection: 'close' }],
  ])('and refuses it ends the upload, also when it %s and reads no more', async (_, headers) => {
    const watched = watchedBytes(MUCH);
    const refused = postFile(await serve(early(413, headers)), watched.content, MUCH);
    await expect(refused).rejects.toBeInstanceOf(InvalidRequestError);
    await expect(refused).rejects.toThrow('The upload was refused: Too large');
    expect(watched.bytes).toBeLessThan(MUCH);
    await expect.poll(() => watched.isClosed).toBe(true);
  });

  it('and fails ends the upload as a failure', async () => {
    const { content } = watchedBytes(MUCH);
    await expect(postFile(await serve(early(503)), content, MUCH)).rejects.toBeInstanceOf(UnavailableError);
  });

  it.each([
    ['keeps the connection open', {}],
    ['closes the connection', { connection: 'close' }],
  ])('and says yes has not got it, also when it %s', async (_, headers) => {
    const failed = postFile(await serve(early(200, headers)), watchedBytes(MUCH).content, MUCH);
    await expect(failed).rejects.toBeInstanceOf(UnavailableError);
    await expect(failed).rejects.toThrow('before it had the whole file');
  });

  it('need not wait for a stream that stands still', async () => {
    async function* still() {
      yield Buffer.from('first');
      await new Promise(() => undefined);
    }
    await expect(postFile(await serve(early(413)), still(), 100)).rejects.toThrow('Too large');
  });
});

describe('a slow server', () => {
  it('is not sent more than it takes', async () => {
    let incoming: IncomingMessage | undefined;
    const gate = new EventEmitter();
    const target = await serve(async (request, response) => {
      incoming = request;
      await once(gate, 'open');
      for await (const _ of request);
      response.writeHead(204).end();
    });
    const watched = watchedBytes(MUCH);
    const posted = postFile(target, watched.content, MUCH);
    // All buffers between here and there are full when nothing is asked for any more.
    let before = 0;
    await expect
      .poll(
        () => {
          const isStill = incoming !== undefined && watched.bytes === before;
          before = watched.bytes;
          return isStill;
        },
        { interval: 200 },
      )
      .toBe(true);
    expect(watched.bytes).toBeLessThan(MUCH / 2);
    expect(incoming?.complete).toBe(false);
    gate.emit('open');
    await posted;
    expect(watched.bytes).toBe(MUCH);
  });

  it('that says nothing any more is given up', async () => {
    const target = await serve((request) => request.resume());
    const failed = postFile(target, watchedBytes(10).content, 10, { idleTimeout: 100 });
    await expect(failed).rejects.toBeInstanceOf(UnavailableError);
    await expect(failed).rejects.toThrow('nothing moved for 0.1 seconds');
  });

  it('that takes nothing any more is given up', async () => {
    const target = await serve(() => undefined);
    const failed = postFile(target, watchedBytes(MUCH).content, MUCH, { idleTimeout: 100 });
    await expect(failed).rejects.toBeInstanceOf(UnavailableError);
  });
});

describe('a connection that is cut within the file', () => {
  it('fails, and closes the stream', async () => {
    const target = await serve(async (request) => {
      await once(request, 'readable');
      request.socket.destroy();
    });
    const watched = watchedBytes(MUCH);
    await expect(postFile(target, watched.content, MUCH)).rejects.toBeInstanceOf(UnavailableError);
    await expect.poll(() => watched.isClosed).toBe(true);
  });
});

describe('a stream that fails', () => {
  const broken = new Error('The disk is gone.');

  it('is what the upload fails with, and nothing whole arrives', async () => {
    let isWhole: boolean | undefined;
    const seen = new EventEmitter();
    const target = await serve((request) => {
      request.on('data', () => seen.emit('data'));
      request.once('close', () => {
        isWhole = request.complete;
      });
    });
    async function* failing() {
      yield Buffer.alloc(65_536);
      await once(seen, 'data');
      throw broken;
    }
    await expect(postFile(target, failing(), 100_000)).rejects.toBe(broken);
    await expect.poll(() => isWhole).toBe(false);
  });

  it('may fail before it has begun, or after the last byte', async () => {
    const target = await serve((request) => request.resume());
    async function* failing(size: number) {
      if (size > 0) yield Buffer.alloc(size);
      throw broken;
    }
    for (const size of [0, 10]) await expect(postFile(target, failing(size), 10)).rejects.toBe(broken);
  });

  it('may fail with nothing', async () => {
    const target = await serve((request) => request.resume());
    const failing = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(undefined) }) };
    await expect(postFile(target, failing, 10)).rejects.toBeUndefined();
  });
});

describe('a signal', () => {
  const reason = new Error('The user went away.');

  it('stops the upload with its reason, and closes the stream', async () => {
    const stop = new AbortController();
    const target = await serve(async (request) => {
      await once(request, 'readable');
      stop.abort(reason);
    });
    const watched = watchedBytes(MUCH);
    await expect(postFile(target, watched.content, MUCH, { signal: stop.signal })).rejects.toBe(reason);
    await expect.poll(() => watched.isClosed).toBe(true);
  });

  it('stops the wait for an answer', async () => {
    const stop = new AbortController();
    const target = await serve(async (request) => {
      for await (const _ of request);
      stop.abort(reason);
    });
    const { content } = watchedBytes(10);
    await expect(postFile(target, content, 10, { signal: stop.signal })).rejects.toBe(reason);
  });

  it('that was given before keeps the upload from beginning', async () => {
    const watched = watchedBytes(10);
    const target = await serve(() => expect.unreachable());
    const stopped = postFile(target, watched.content, 10, { signal: AbortSignal.abort(reason) });
    await expect(stopped).rejects.toBe(reason);
    expect(watched.bytes).toBe(0);
  });
});
