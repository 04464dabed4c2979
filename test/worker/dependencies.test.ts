/** What the packages we depend on must have in common. */
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const require = createRequire(import.meta.url);

/** Two copies of protobufjs make Temporal's replay of saved histories fail with `type must be a Type`. */
it('is one protobufjs for every package of Temporal', () => {
  const packages = ['@temporalio/common', '@temporalio/worker', '@temporalio/client'];
  const copies = packages.map((name) => createRequire(require.resolve(name)).resolve('protobufjs'));
  expect(new Set(copies)).toEqual(new Set([require.resolve('protobufjs')]));
});
