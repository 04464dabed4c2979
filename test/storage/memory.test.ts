/** The in-memory store against the port's conformance suite. */

import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../activities/storage/index.js';
import { failing, type StoreCall } from '../support/failing-store.js';
import { describeObjectStore } from './conformance.js';
import { gather } from './content.js';

describeObjectStore('in memory', createMemoryStore);
describeObjectStore('in memory, behind a wrapper that never fails', () =>
  failing(createMemoryStore(), () => false),
);

describe('a store made to fail', () => {
  it('fails the n-th call before it takes effect', async () => {
    const store = createMemoryStore();
    const faulty = failing(store, ({ number, moment }) => number === 2 && moment === 'before');
    await faulty.put('a', '1');
    await expect(faulty.put('b', '2')).rejects.toMatchObject({
      code: 'Injected',
      operation: 'put',
      key: 'b',
    });
    expect(await store.stat('b')).toBeUndefined();
    await faulty.put('b', '2');
  });

  it('fails a call after it has taken effect', async () => {
    const store = createMemoryStore();
    const lost = new Error('lost answer');
    const faulty = failing(
      store,
      ({ operation, moment }) => operation === 'put' && moment === 'after' && lost,
    );
    await expect(faulty.put('a', '1')).rejects.toBe(lost);
    expect(await store.stat('a')).toBeDefined();
  });

  it('counts the calls of uploads and reads too', async () => {
    const calls: StoreCall[] = [];
    const faulty = failing(createMemoryStore(), (call) => {
      calls.push(call);
      return false;
    });
    const upload = await faulty.upload('a');
    await upload.write(Buffer.from('abc'));
    await upload.complete();
    await gather(faulty.read({ key: 'a', offset: 0, length: 3 }));
    const told = calls.map(({ number, operation, moment }) => `${number} ${moment} ${operation}`);
    expect(told).toEqual([
      '1 before upload',
      '1 after upload',
      '2 before upload.write',
      '2 after upload.write',
      '3 before upload.complete',
      '3 after upload.complete',
      '4 before read',
      '4 after read',
    ]);
  });
});
