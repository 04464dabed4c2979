/** The servers every test run gets. */
import { Connection } from '@temporalio/client';
import { expect, inject, it } from 'vitest';
import { createMinioStore } from '../../activities/storage/index.js';
import { freshBucket } from '../support/stack.js';

it('gives tests a Temporal that knows the search attributes', async () => {
  const { address, namespace } = inject('temporal');
  const connection = await Connection.connect({ address });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  await connection.close();
  expect(customAttributes).toMatchObject({ JobKind: 2, JobState: 2, Tenant: 2, JobProgress: 3 });
});

it('gives tests a MinIO with buckets of their own', async () => {
  const store = createMinioStore(await freshBucket());
  await store.put('a', 'text');
  const { bytes } = await store.get('a');
  expect(Buffer.from(bytes).toString()).toBe('text');
});
