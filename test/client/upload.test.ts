/** Posting a file to a form address: what arrives, and what each answer of the server means. */
import { describe, expect, it } from 'vitest';
import { InvalidRequestError, UnavailableError } from '../../client/errors.js';
import { postFile } from '../../client/upload.js';
import { bytesFile } from '../support/files.js';
import { answering, readForm, serve, targetOf, useServers, watchedBytes } from './upload-server.js';

useServers();

const file = bytesFile(Buffer.from('a package'));
const post = (target: Parameters<typeof postFile>[0]) => postFile(target, file.open(), file.size);
const s3Error = (message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>Denied</Code><Message>${message}</Message></Error>`;

describe('a posted file', () => {
  it('comes after the fields, which are as they were given', async () => {
    let form: Awaited<ReturnType<typeof readForm>> = [];
    const target = await serve(async (request, response) => {
      form = await readForm(request);
      response.writeHead(204).end();
    });
    await post(target);
    expect(form).toEqual([
      ['key', 'uploads/1'],
      ['x-amz-signature', 'abc'],
      ['file', Buffer.from('a package')],
    ]);
  });

  it('says its length beforehand, and tells how far it is', async () => {
    let [announced, received] = [0, 0];
    const target = await serve(async (request, response) => {
      announced = Number(request.headers['content-length']);
      for await (const part of request) received += (part as Buffer).length;
      response.writeHead(204).end();
    });
    const told: number[] = [];
    const { content } = watchedBytes(200_000);
    await postFile(target, content, 200_000, { onProgress: (bytes) => told.push(bytes) });
    expect(received).toBe(announced);
    expect(told).toEqual([65_536, 131_072, 196_608, 200_000]);
  });

  it('may be empty', async () => {
    let form: Awaited<ReturnType<typeof readForm>> = [];
    const target = await serve(async (request, response) => {
      form = await readForm(request);
      response.writeHead(204).end();
    });
    await postFile(target, bytesFile(Buffer.alloc(0)).open(), 0);
    expect(form.at(-1)).toEqual(['file', Buffer.alloc(0)]);
  });

  it.each([200, 201, 204, 302, 303])('has arrived when the server answers %d', async (status) => {
    await post(await serve(answering(status, '', { location: 'https://lms.example.edu/done' })));
  });
});

describe('an upload is refused', () => {
  it.each([400, 403, 404, 411, 413])('by an answer %d: in the words of the server', async (status) => {
    const refused = post(await serve(answering(status, s3Error('Policy expired'))));
    await expect(refused).rejects.toBeInstanceOf(InvalidRequestError);
    await expect(refused).rejects.toThrow('The upload was refused: Policy expired');
  });

  it('in readable words', async () => {
    const target = await serve(
      answering(403, s3Error('&quot;key&quot; isn&#39;t a &lt;name&gt; &amp; more')),
    );
    await expect(post(target)).rejects.toThrow(`The upload was refused: "key" isn't a <name> & more`);
  });

  it('by the number of the answer where there are no words', async () => {
    await expect(post(await serve(answering(400, 'no XML')))).rejects.toThrow('refused: status 400');
  });

  it('without reading an answer to its end that has none', async () => {
    const target = await serve((request, response) => {
      request.resume();
      response.writeHead(400);
      const flow = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', flow);
      flow();
    });
    await expect(post(target)).rejects.toBeInstanceOf(InvalidRequestError);
  });
});

describe('an upload fails, and may be tried again', () => {
  it.each([500, 502, 503, 408, 429])('when the server answers %d', async (status) => {
    const failed = post(await serve(answering(status, s3Error('Slow down'))));
    await expect(failed).rejects.toBeInstanceOf(UnavailableError);
    await expect(failed).rejects.toThrow('The upload failed: Slow down');
  });

  it.each([301, 307, 308])('when the server sends it elsewhere (%d): nothing was stored', async (status) => {
    const target = await serve(answering(status, '', { location: 'http://127.0.0.1:1/' }));
    await expect(post(target)).rejects.toBeInstanceOf(UnavailableError);
  });

  it('when there is no server', async () => {
    const failed = post(targetOf('http://127.0.0.1:1/bucket'));
    await expect(failed).rejects.toBeInstanceOf(UnavailableError);
    await expect(failed).rejects.toThrow(/cut off: .*ECONNREFUSED/);
  });

  it('when the connection is cut instead of an answer', async () => {
    const target = await serve(async (request) => {
      for await (const _ of request);
      request.socket.destroy();
    });
    await expect(post(target)).rejects.toBeInstanceOf(UnavailableError);
  });

  it('when the connection is cut within the answer', async () => {
    const target = await serve(async (request, response) => {
      for await (const _ of request);
      response.writeHead(204, { 'transfer-encoding': 'chunked' });
      response.socket?.destroy();
    });
    await expect(post(target)).rejects.toBeInstanceOf(UnavailableError);
  });
});

describe('a file of another size than was said', () => {
  const never = () => {
    throw new Error('The server was given a whole file.');
  };

  it.each([
    ['longer', 100_001, /has more/],
    ['shorter', 99_999, /has 99999/],
    ['empty', 0, /has 0/],
  ])('is refused when it is %s, and does not arrive whole', async (_, size, message) => {
    const target = await serve(async (request) => {
      await readForm(request).then(never, () => undefined);
    });
    const { content } = watchedBytes(size);
    const refused = postFile(target, content, 100_000);
    await expect(refused).rejects.toBeInstanceOf(InvalidRequestError);
    await expect(refused).rejects.toThrow(message);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'cannot be said to have %d bytes',
    async (size) => {
      const watched = watchedBytes(10);
      await expect(postFile(targetOf('http://127.0.0.1:1/'), watched.content, size)).rejects.toThrow(
        `A file cannot have ${size} bytes.`,
      );
      expect(watched.bytes).toBe(0);
    },
  );
});
