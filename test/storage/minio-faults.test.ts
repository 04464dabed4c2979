/** The port's conformance suite on a MinIO whose every request goes wrong once before it goes right. */

import { afterEach, describe } from 'vitest';
import type { Fault, SeenRequest } from '../support/fault-proxy.js';
import { useFaultyMinio } from '../support/faulty-minio.js';
import { describeObjectStore } from './conformance.js';

const minio = useFaultyMinio();

const slowDown =
  '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>';

const withBody = ({ headers }: SeenRequest) => Number(headers['content-length'] ?? 0) > 50;
const answered = ({ method }: SeenRequest) => method === 'GET' || method === 'POST';

/** Each with the requests it makes sense for. */
const faults: Record<string, { fault: Fault; when?: (request: SeenRequest) => boolean }> = {
  'refused for a moment': { fault: { kind: 'answer', status: 503, body: slowDown } },
  'broken off on the way to the server': { fault: { kind: 'cut request', bytes: 50 }, when: withBody },
  'done, with the answer lost': { fault: { kind: 'lose answer' } },
  'answered in part, then cut': { fault: { kind: 'cut answer', bytes: 100 }, when: answered },
  'answered in part, as if that were all': { fault: { kind: 'truncate', bytes: 100 }, when: answered },
};

/** A request and its next try are the same, also when a read goes on from the byte reached. */
function identity({ method, url, headers }: SeenRequest): string {
  return [method, url, headers['if-match'], headers['if-none-match']].join(' ');
}

for (const [what, { fault, when = () => true }] of Object.entries(faults)) {
  describe(`when every request is ${what}`, () => {
    afterEach(() => minio().proxy.reset());
    describeObjectStore('MinIO', () => {
      const { proxy, store } = minio();
      const known = new Set<string>();
      const isNew = (request: SeenRequest) => known.size < known.add(identity(request)).size;
      proxy.rule({
        when: (request) => when(request) && isNew(request),
        times: Number.POSITIVE_INFINITY,
        fault,
      });
      return store();
    });
  });
}
