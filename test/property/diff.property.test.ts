/** Our line diff against `git diff -U0`, which trims and compares like blame does, on random texts. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DiffAlgorithm, type DiffOptions, lineDiff } from '../../server/diff/lineDiff.ts';
import { type TextPair, textPair } from '../support/arbitraryText.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import { writeHistory } from '../support/history.ts';
import { firstSeed, propertySeconds } from '../support/propertyRuns.ts';
import { reduceTexts } from '../support/reduceTexts.ts';

interface Setting {
  readonly name: string;
  readonly options: DiffOptions;
  readonly flags: readonly string[];
}

/** Older versions of git drop lines under `minimal` (until 2.50) and do not look twice under `histogram` (2.54). */
const algorithms: readonly {
  readonly algorithm: DiffAlgorithm;
  readonly since: readonly [number, number];
}[] = [
  { algorithm: 'myers', since: [2, 0] },
  { algorithm: 'minimal', since: [2, 50] },
  { algorithm: 'patience', since: [2, 0] },
  { algorithm: 'histogram', since: [2, 54] },
];

describeWithGit(needsGit('line diff'), () => {
  it.each(algorithms.filter(({ since: [major, minor] }) => gitAtLeast(major, minor)))(
    'has the hunks of git diff by $algorithm',
    ({ algorithm }) => {
      const settings = settingsOf(algorithm);
      const end = Date.now() + (propertySeconds * 1000) / 2;
      for (let seed = firstSeed; Date.now() < end; seed++) {
        const failure = firstFailure(fc.sample(textPair, { seed, numRuns: 40 }), settings);
        if (failure) explain(failure, seed);
      }
    },
    (propertySeconds + 60) * 1000,
  );
});

function settingsOf(algorithm: DiffAlgorithm): Setting[] {
  return [true, false].flatMap((indentHeuristic) =>
    [false, true].map((ignoreWhitespace) => ({
      name: `${algorithm}${indentHeuristic ? '' : ', no indent heuristic'}${ignoreWhitespace ? ', -w' : ''}`,
      options: { algorithm, indentHeuristic, ignoreWhitespace },
      flags: [
        `--diff-algorithm=${algorithm}`,
        indentHeuristic ? '--indent-heuristic' : '--no-indent-heuristic',
        ...(ignoreWhitespace ? ['-w'] : []),
      ],
    })),
  );
}

interface Failure {
  readonly pair: TextPair;
  readonly setting: Setting;
}

/** Compares many pairs with few runs of git: each pair is a file that changes in one commit. */
function firstFailure(pairs: readonly TextPair[], settings: readonly Setting[]): Failure | null {
  const directory = scratchDirectory('diff');
  const file = (index: number) => `f${index}`;
  const side = (text: (pair: TextPair) => string) =>
    Object.fromEntries(pairs.map((pair, index) => [file(index), text(pair)]));
  writeHistory(directory, [
    { id: 'before', files: side(({ before }) => before) },
    { id: 'after', files: side(({ after }) => after) },
  ]);
  try {
    for (const setting of settings) {
      const theirs = gitHunks(directory, setting.flags);
      const failing = pairs.find(
        (pair, index) => ours(pair, setting).join() !== (theirs.get(file(index)) ?? []).join(),
      );
      if (failing) return { pair: failing, setting };
    }
    return null;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function ours({ before, after }: TextPair, { options }: Setting): Int32Array {
  return lineDiff(Buffer.from(before), Buffer.from(after), options);
}

/** Fails with the smallest pair of texts that shows the difference. */
function explain({ pair, setting }: Failure, seed: number): never {
  const smallest = reduceTexts(pair, (candidate) => firstFailure([candidate], [setting]) !== null);
  const directory = scratchDirectory('diff');
  writeHistory(directory, [
    { id: 'before', files: { f0: smallest.before } },
    { id: 'after', files: { f0: smallest.after } },
  ]);
  const theirs = gitHunks(directory, setting.flags).get('f0') ?? [];
  rmSync(directory, { recursive: true });
  const shown = JSON.stringify({ ...smallest, ours: [...ours(smallest, setting)], git: theirs });
  throw new Error(`${setting.name}: ${shown} (found with BLAME_TEST_SEED=${seed})`);
}

/** The hunks of every changed file, as quads of 0-based start and count before, start and count after. */
function gitHunks(directory: string, flags: readonly string[]): Map<string, number[]> {
  const args = ['diff', '-U0', '--inter-hunk-context=0', '--no-renames', '--text', '--no-color', ...flags];
  const { stdout, status, stderr } = runGit(directory, [...args, 'before', 'after']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const hunks = new Map<string, number[]>();
  let quads: number[] = [];
  for (const line of stdout.toString('latin1').split('\n')) {
    const file = /^diff --git a\/(\S+)/.exec(line)?.[1];
    if (file !== undefined) {
      quads = [];
      hunks.set(file, quads);
    }
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header) quads.push(...side(header[1], header[2]), ...side(header[3], header[4]));
  }
  return hunks;
}

/** An empty side is named by the line before it, a full one by its first line, both counted from 1. */
function side(start: string | undefined, count = '1'): [number, number] {
  return [count === '0' ? Number(start) : Number(start) - 1, Number(count)];
}
