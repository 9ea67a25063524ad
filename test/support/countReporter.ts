/** Ends a test run with one line that scripts can read, after the reasons for what was skipped. */
import type { Reporter } from 'vitest/node';

/** Prints `N passed, N failed, N skipped`; a file that does not load counts as one failure, so do a group whose preparation fails and a stray error. */
export function countReporter(print: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules, strayErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      const groups = modules.flatMap((module) => [...module.children.allSuites()]);
      const unprepared = [...modules, ...groups].filter((group) => group.errors().length > 0).length;
      const failed = count('failed') + unprepared + strayErrors.length;
      const reasons = tests.map(({ fullName }) => /^.*\(skipped: .*?\)/.exec(fullName)?.[0]);
      for (const reason of new Set(reasons)) if (reason !== undefined) print(reason);
      print(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
    },
  };
}
