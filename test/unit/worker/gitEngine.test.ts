/** What git is asked, and what becomes of its answers. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../server/base/sharedText.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { blameWords, GitEngine } from '../../../server/worker/gitEngine.ts';
import type { BlameJob, EntryBatch } from '../../../server/worker/messages.ts';
import { describeWithGit, gitBinary, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository, gitEnvironment } from '../../support/gitRepository.ts';

const job = (change: Partial<BlameJob> = {}): BlameJob => ({
  repository: {} as Repository,
  commit: 'c0ffee',
  path: 'f',
  content: null,
  options: defaultOptions,
  textconv: null,
  grafts: null,
  lines: null,
  ...change,
});

describe('the words for git', () => {
  const plain = ['--no-textconv', '--indent-heuristic', '--ignore-revs-file='];
  it.each<[string, Partial<BlameJob>, readonly string[]]>([
    ['of a commit', {}, [...plain, 'c0ffee', '--', 'f']],
    [
      'of a text',
      { content: { data: textOf(new Uint8Array()), mergeHeads: [] } },
      [...plain, '--contents', '-', '--', 'f'],
    ],
    [
      'of a file on disk that is converted',
      { content: { data: textOf(new Uint8Array()), mergeHeads: [] }, textconv: 'tr' },
      ['--textconv', '--indent-heuristic', '--ignore-revs-file=', '--', 'f'],
    ],
    [
      'with grafts',
      { grafts: { path: '/grafts', data: new Uint8Array() } },
      ['--no-textconv', '-S', '/grafts', '--indent-heuristic', '--ignore-revs-file=', 'c0ffee', '--', 'f'],
    ],
    [
      'of some lines',
      { lines: ['1,2', ''] },
      [
        '--no-textconv',
        '-L',
        '1,2',
        '-L',
        '',
        '--indent-heuristic',
        '--ignore-revs-file=',
        'c0ffee',
        '--',
        'f',
      ],
    ],
    ['of a path in bytes', { path: 'f\xc3\xbc' }, [...plain, 'c0ffee', '--', 'f\u00fc']],
    [
      'with options',
      {
        options: {
          ...defaultOptions,
          ignoreWhitespace: true,
          firstParent: true,
          showRoot: true,
          followRenames: false,
          indentHeuristic: false,
          moveScore: 30,
          detectCopies: 2,
          since: 7,
          exclude: ['beef'],
          ignoreRevs: new Set(['dead']),
        },
      },
      [
        '--no-textconv',
        '-w',
        '--no-indent-heuristic',
        '--first-parent',
        '--root',
        '--no-follow',
        '-M30',
        '-C40',
        '-C40',
        '--since=7',
        '--ignore-revs-file=',
        '--ignore-rev',
        'dead',
        'c0ffee',
        '^beef',
        '--',
        'f',
      ],
    ],
    [
      'in reverse',
      { options: { ...defaultOptions, reverseTo: 'fade' } },
      ['--no-textconv', '--indent-heuristic', '--reverse', '--ignore-revs-file=', 'c0ffee..fade', '--', 'f'],
    ],
  ])('%s', (_, change, words) => {
    const common = ['-c', 'diff.algorithm=myers', 'blame', '--incremental', '--encoding=UTF-8'];
    expect(blameWords(job(change))).toEqual([...common, ...words]);
  });
});

describeWithGit(needsGit('git as the engine'), () => {
  let scratch: GitRepository;
  let repository: Repository;
  let engine: GitEngine;
  beforeAll(() => {
    scratch = createRepository();
    const { gitDir, directory } = scratch;
    repository = {
      gitDir,
      commonDir: gitDir,
      workTree: directory,
      objectFormat: 'sha1',
      refFormat: 'files',
    };
    engine = new GitEngine({ command: gitBinary, environment: gitEnvironment(directory) });
  });
  afterAll(() => scratch.remove());
  const waiting = () => ({ signal: new AbortController().signal });

  it('knows no HEAD before the first commit', async () => {
    expect(await engine.head(repository)).toBeNull();
  });

  it('knows commits by their names', async () => {
    scratch.write('f', 'one\ntwo\n');
    const oid = scratch.commit('First');
    expect([await engine.head(repository), await engine.revision(repository, 'main', waiting())]).toEqual([
      oid,
      oid,
    ]);
    for (const name of ['nowhere', '--all'])
      await expect(engine.revision(repository, name, waiting())).rejects.toMatchObject({
        code: 'badRevision',
      });
  });

  it('blames in batches', async () => {
    scratch.write('f', 'zero\none\ntwo\n');
    const commit = scratch.commit('Second');
    const batches: EntryBatch[] = [];
    const onBatch = (batch: EntryBatch) => batches.push(batch);
    const outcome = await engine.blame(job({ repository, commit }), { ...waiting(), onBatch });
    expect(outcome.lineCount).toBe(3);
    expect([...(batches[0]?.rows ?? [])]).toEqual([0, 1, 0, 0, 0, 1, 2, 0, 1, 0]);
    const data = Buffer.from('zero\nnew\none\ntwo\n');
    const text = await engine.blame(
      job({ repository, commit, content: { data: textOf(data), mergeHeads: [] } }),
      waiting(),
    );
    expect(text.lineCount).toBe(4);
  });

  it.each([
    ['a path that is not there', 'nowhere', 'HEAD', 'noSuchPath'],
    ['a commit that is not there', 'f', 'f'.repeat(40), 'badRevision'],
  ])('says what is wrong with %s', async (_, path, commit, code) => {
    await expect(engine.blame(job({ repository, path, commit }), waiting())).rejects.toMatchObject({ code });
  });

  it.each([
    ['3,9', [2, 1, 1, 0, 0]],
    [':nothing', "-L parameter 'nothing' starting at line 1: no match"],
    ['7', 'file f has only 3 lines'],
    ['1x', 'malformed range of lines: 1x'],
  ])('blames the lines %s alone', async (range, expected) => {
    const commit = scratch.git('rev-parse', 'HEAD');
    const batches: EntryBatch[] = [];
    const onBatch = (batch: EntryBatch) => batches.push(batch);
    const outcome = engine.blame(job({ repository, commit, lines: [range] }), { ...waiting(), onBatch });
    if (typeof expected === 'string') return expect(outcome).rejects.toThrow(new RangeError(expected));
    expect((await outcome).lineCount).toBe(3);
    expect([...(batches[0]?.rows ?? [])]).toEqual(expected);
  });

  it('can be held up, and given up while it is', async () => {
    const controller = new AbortController();
    const held = engine.pause();
    // A text is waited for before anything is done: git can't be over before it is held up.
    const data = Buffer.alloc(8_000_000, 'one\ntwo\n');
    const content = { data: textOf(data), mergeHeads: [] };
    const commit = scratch.git('rev-parse', 'HEAD');
    const answer = engine.blame(job({ repository, commit, content }), { signal: controller.signal });
    await held;
    controller.abort();
    await expect(answer).rejects.toThrow('cancelled');
    engine.resume();
    expect(await engine.revision(repository, 'HEAD', waiting())).toMatch(/^[0-9a-f]{40}$/);
  });

  it('says that git is missing', async () => {
    const missing = new GitEngine({ command: '/nowhere/git', environment: {} });
    await expect(missing.head(repository)).rejects.toMatchObject({ code: 'unsupportedRepository' });
  });
});
