/** What is sent while a blame runs. */
import { describe, expect, it } from 'vitest';
import { BlameProgress } from '../../../server/lsp/progress.ts';
import type { EntryBatch } from '../../../server/worker/messages.ts';
import { fakePerson } from '../../support/fakeService.ts';
import { fakeContext } from '../../support/fakeSession.ts';

function batch(commit: string, rows: number[]): EntryBatch {
  const record = { summary: commit, author: fakePerson, committer: fakePerson };
  return {
    rows: Int32Array.from(rows),
    origins: [{ commit, path: 'f', previous: null, boundary: false }],
    commits: { [commit]: record },
  };
}

function run(partial: string | null, workDone: string | null, range: [number, number] | null = null) {
  const { context, progress } = fakeContext();
  const at = (line: number) => ({ line, character: 0 });
  const wire = range && { start: at(range[0]), end: at(range[1]) };
  const reporter = new BlameProgress({ partial, workDone }, wire, context.sendProgress);
  reporter.begin();
  reporter.add(batch('aa', [0, 2, 0, 0, 0]));
  reporter.add(batch('bb', [2, 3, 0, 1, 0, 5, 1, 9, 0, 0]));
  reporter.end();
  return progress;
}

describe('progress', () => {
  it('is silent without tokens', () => {
    expect(run(null, null)).toEqual([]);
  });

  it('tells of the work', () => {
    expect(run(null, 'w').map(({ value }) => value)).toEqual([
      { kind: 'begin', title: 'Blame', cancellable: true },
      { kind: 'report', message: '2 lines' },
      { kind: 'report', message: '6 lines' },
      { kind: 'end' },
    ]);
  });

  it('brings hunks, and each commit once', () => {
    const parts = run('p', null).map(
      ({ value }) => value as { hunks: { commit: string }[]; commits: object },
    );
    expect(parts.map(({ hunks }) => hunks.map(({ commit }) => commit))).toEqual([['aa'], ['bb', 'aa']]);
    expect(parts.map(({ commits }) => Object.keys(commits))).toEqual([['aa'], ['bb']]);
  });

  it('brings hunks of the range alone', () => {
    const parts = run('p', null, [3, 4]).map(({ value }) => value as { hunks: object[] });
    expect(parts.flatMap(({ hunks }) => hunks)).toMatchObject([
      { startLine: 3, endLine: 4, originalLine: 1 },
    ]);
  });
});
