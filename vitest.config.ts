// Test configuration: processes, never threads (Temporal's native core crashes in worker-thread pools).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Long enough for a machine many times slower than ours: what hangs is told all the same, what waits is not.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    env: { TZ: 'America/New_York' },
  },
});
