/** How the tests are run. */
import { defineConfig } from 'vitest/config';
import { countReporter } from './test/support/countReporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes rather than threads: tests start workers and child processes of their own.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ['default', countReporter()],
  },
});
