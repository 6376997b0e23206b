/** The tests that notice changes of the pure folders: theirs alone, one after the other, without PostgreSQL. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{thread,text,replay,search}/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    env: { LC_ALL: 'C.UTF-8' },
  },
});
