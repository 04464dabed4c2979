/** NDJSON: any value, any chunking, any length of line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ndjsonLine, readLines, readNdjson } from '../../activities/course/ndjson.js';

async function* chunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes.length === 0 ? bytes.length : (sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

describe('NDJSON', () => {
  it('comes back as it was, wherever the chunks end', async () => {
    const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(values, fc.array(fc.integer({ min: 1, max: 7 })), async (written, sizes) => {
        const bytes = Buffer.from(written.map(ndjsonLine).join(''));
        const read = await collect(readNdjson(chunks(bytes, sizes), 'test'));
        expect(read).toEqual(JSON.parse(JSON.stringify(written)));
      }),
    );
  });

  it('keeps a line of many megabytes whole', async () => {
    const value = { html: 'é'.repeat(5_000_000) };
    const [read] = await collect(
      readNdjson<typeof value>(chunks(Buffer.from(ndjsonLine(value)), [65_537]), 'test'),
    );
    expect(read?.html.length).toBe(5_000_000);
  });

  it('takes a last line without a newline, and leaves empty lines out', async () => {
    expect(await collect(readLines(chunks(Buffer.from('1\n\n2'), [])))).toEqual([['1'], ['2']]);
  });

  it('is not misled by a source that uses its buffer again', async () => {
    async function* reusing() {
      const buffer = Buffer.from('"a');
      yield buffer;
      buffer.write('b"');
      yield buffer;
    }
    expect(await collect(readNdjson(reusing(), 'test'))).toEqual(['ab']);
  });

  it('names the stream and the line that is not JSON', async () => {
    const read = collect(readNdjson(chunks(Buffer.from('{}\n{broken\n'), []), 'pages.ndjson'));
    await expect(read).rejects.toThrow('pages.ndjson: line 2 is not JSON.');
  });

  it('passes on the failure of its source', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('1\n');
      throw new Error('connection reset');
    }
    await expect(collect(readNdjson(failing(), 'test'))).rejects.toThrow('connection reset');
  });

  it('stops at the signal', async () => {
    const controller = new AbortController();
    const lines = readLines(chunks(Buffer.from('1\n2\n3\n'), [2]), controller.signal);
    expect((await lines.next()).value).toEqual(['1']);
    controller.abort(new Error('enough'));
    await expect(lines.next()).rejects.toThrow('enough');
  });
});
