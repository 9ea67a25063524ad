/** The editors that tests drive: where one is, and what happens where it is not. */
import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

interface EditorSearch {
  /** What is run, if it is there, with the words that make it tell its version. */
  readonly binary: string;
  readonly words: readonly string[];
  readonly version: RegExp;
}

/** The version that the editor tells; null when there is none, or one that says something else. */
export function editorVersion({ binary, words, version }: EditorSearch): string | null {
  const { stdout, error } = spawnSync(binary, [...words], { encoding: 'utf8', timeout: 20_000 });
  return version.exec(error ? '' : stdout)?.[1] ?? null;
}

/**
 * A `describe` for tests in an editor. When something is `lacking` they are skipped, and their title says so to the reporter; in CI
 * (`CI=true`) that is an error, unless it is `optional` because no package has it.
 */
export function describeInEditor(
  title: string,
  suite: () => void,
  { lacking, optional = false }: { readonly lacking: string | null; readonly optional?: boolean },
): void {
  if (lacking === null) {
    describe(title, suite);
    return;
  }
  if (process.env['CI'] === 'true' && !optional)
    throw new Error(`CI tests ${title}, but there is ${lacking}`);
  describe.skip(`${title} (skipped: ${lacking})`, suite);
}
