import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SENT_SCRIPT } from './test/browser/pageCoverage.ts';
import { PATIENCE } from './test/support/patience.ts';
import { skippedTests } from './test/support/skippedTests.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/postgres/globalSetup.ts',
    // What never happens is known before: it is waited for inside of a test.
    testTimeout: 3 * PATIENCE,
    hookTimeout: 3 * PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
    // One more than there are cores: many tests wait for what programs and browsers do.
    maxWorkers: availableParallelism() + 1,
    // Programs that tests start speak the language of the locale.
    env: { LC_ALL: 'C.UTF-8' },
    reporters: ['default', skippedTests],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'commands/**/*.ts', SENT_SCRIPT],
      excludeAfterRemap: true,
      // Programs that tests start, and the page in the browser, run code that nothing else does.
      autoAttachSubprocess: true,
      reporter: ['text-summary'],
      // Elsewhere some tests are skipped, for want of a browser or of PostgreSQL.
      ...(process.env.CI && { thresholds: { lines: 92 } }),
    },
  },
});
