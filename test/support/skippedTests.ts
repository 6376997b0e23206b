/** Names every test that was skipped; where nothing may be skipped (`CI`), that is a failure. */
import type { Reporter, TestModule } from 'vitest/node';

export const skippedTests: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    for (const test of skipped) {
      const result = test.result();
      const reason = result.state === 'skipped' && result.note ? ` (${result.note})` : '';
      process.stdout.write(`skipped: ${test.module.relativeModuleId} > ${test.fullName}${reason}\n`);
    }
    if (skipped.length > 0 && process.env.CI) {
      process.stdout.write('Nothing may be skipped in CI.\n');
      process.exitCode = 1;
    }
  },
};
