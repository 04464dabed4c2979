/** A program that ends threads in the middle of their work, again and again: what happens then happens to all of Node. */
import { setTimeout as pause } from 'node:timers/promises';
import { createDeflatePool } from '../../activities/archive/deflate-pool.js';

const ENDS = 60;
const REQUESTS = 200;

/** Small blocks: a thread then spends much of its time in beginning and ending streams of zlib. */
const request = () =>
  ({
    kind: 'block',
    level: 6,
    bytes: new ArrayBuffer(2_048),
    dictionaryLength: 0,
    end: 64,
    last: true,
  }) as const;

for (let time = 0; time < ENDS; time += 1) {
  const pool = createDeflatePool(2);
  const first = await pool.run(request()).then(() => pool.run(request()));
  if (first.bytes.byteLength === 0) throw new Error('Nothing was deflated.');
  const running = Promise.allSettled(Array.from({ length: REQUESTS }, () => pool.run(request())));
  await pause(time % 5);
  await pool.end(new Error('enough'));
  await running;
}
console.log('all threads ended');
