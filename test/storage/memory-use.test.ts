/** How much memory uploads take: some parts, never the object. */

import { describe, expect, it } from 'vitest';
import type { SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { heldBytes } from '../support/heap.js';
import { content, MIB } from './content.js';

const minio = useFaultyMinio();
const isPart = ({ method, url }: SeenRequest) => method === 'PUT' && url.includes('partNumber=');

describe('an upload', () => {
  it('of 300 MiB fits in a fraction of that', async () => {
    const upload = await minio().store().upload('memory/large');
    const before = heldBytes();
    let highest = before;
    for (let index = 0; index < 300 * 16; index += 1) {
      await upload.write(Buffer.alloc(MIB / 16, index));
      if (index % 160 === 0) highest = Math.max(highest, heldBytes());
    }
    await upload.complete();
    expect(highest - before).toBeGreaterThan(MIB);
    expect(highest - before).toBeLessThan(50 * MIB);
  });

  it('takes no more bytes than its parts in flight and one more while the server takes none', async () => {
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    minio().proxy.rule({ when: isPart, times: 99, fault: { kind: 'wait', until } });
    const upload = await minio().store().upload('memory/held');
    const writing = (async () => {
      for (let index = 0; index < 100; index += 1) await upload.write(content(MIB));
    })();
    await minio().proxy.sees((request) => request.url.includes('partNumber=3'));
    const most = 4 * 8 * MIB;
    await expect.poll(() => upload.bytes).toBe(most);
    await new Promise((resolve) => setTimeout(resolve, 300)); // In which it must not take more.
    expect(upload.bytes).toBe(most);
    answer();
    await writing;
    expect((await upload.complete()).size).toBe(100 * MIB);
  });
});
