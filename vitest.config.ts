/** How the tests are run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { countReporter } from './test/support/countReporter.ts';

/** Servers that tests start keep their caches here and not in the home of whoever runs the tests. */
const caches = mkdtempSync(join(tmpdir(), 'blame-caches-'));
process.on('exit', () => rmSync(caches, { recursive: true, force: true }));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes rather than threads: tests start workers and child processes of their own.
    pool: 'forks',
    env: { XDG_CACHE_HOME: caches },
    // For a machine of two cores on which several editors, browsers and compilers run besides.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', countReporter()],
  },
});
