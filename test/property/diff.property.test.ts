/** Our line diff against `git diff -U0`, which trims and compares like blame does, on random texts. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DiffAlgorithm, type DiffOptions, lineDiff } from '../../server/diff/lineDiff.ts';
import { type TextPair, textPair } from '../support/arbitraryText.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import { writeHistory } from '../support/history.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';

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
      const batch = fc.array(textPair, { minLength: 1, maxLength: 40 });
      fc.assert(
        fc.property(batch, (pairs) => check(pairs, settings)),
        propertyRuns(propertySeconds / 2),
      );
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

function check(pairs: readonly TextPair[], settings: readonly Setting[]): void {
  const directory = scratchDirectory('diff');
  try {
    const file = (index: number) => `f${index}`;
    const side = (text: (pair: TextPair) => string) =>
      Object.fromEntries(pairs.map((pair, index) => [file(index), text(pair)]));
    writeHistory(directory, [
      { id: 'before', files: side(({ before }) => before) },
      { id: 'after', files: side(({ after }) => after) },
    ]);
    for (const { name, options, flags } of settings) {
      const theirs = gitHunks(directory, flags);
      for (const [index, { before, after }] of pairs.entries()) {
        const ours = lineDiff(Buffer.from(before), Buffer.from(after), options);
        expect({ [name]: [...ours] }).toEqual({ [name]: theirs.get(file(index)) ?? [] });
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
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
