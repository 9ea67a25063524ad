/** Ends a test run with one line that scripts can read, after the titles of whatever was skipped. */
import type { Reporter, TestModule } from 'vitest/node';

/** Prints `N passed, N failed, N skipped`; a file that does not load counts as one failure, so does a stray error. */
export function countReporter(print: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules, strayErrors) {
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const count = (state: string) => tests.filter((test) => test.result().state === state).length;
      const failed = count('failed') + modules.filter(failedToLoad).length + strayErrors.length;
      for (const title of new Set(
        tests.filter((test) => test.result().state === 'skipped').map(skippedTitle),
      )) {
        print(`skipped: ${title}`);
      }
      print(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
    },
  };
}

function failedToLoad(module: TestModule): boolean {
  return module.errors().length > 0;
}

/** The suite's title says why it was skipped; a test outside any suite speaks for itself. */
function skippedTitle(test: {
  readonly fullName: string;
  readonly parent: { readonly type: string };
}): string {
  return test.parent.type === 'suite'
    ? (test.parent as unknown as { fullName: string }).fullName
    : test.fullName;
}
