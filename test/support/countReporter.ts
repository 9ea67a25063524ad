/** Ends a test run with one line that scripts can read, after the reasons for what was skipped. */
import type { Reporter, TestModule } from 'vitest/node';

/** Prints `N passed, N failed, N skipped`; a file that does not load counts as one failure, so does a stray error. */
export function countReporter(print: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules, strayErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      const failed = count('failed') + modules.filter(failedToLoad).length + strayErrors.length;
      const reasons = tests.map(({ fullName }) => /^.*\(skipped: .*?\)/.exec(fullName)?.[0]);
      for (const reason of new Set(reasons)) if (reason !== undefined) print(reason);
      print(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
    },
  };
}

function failedToLoad(module: TestModule): boolean {
  return module.errors().length > 0;
}
