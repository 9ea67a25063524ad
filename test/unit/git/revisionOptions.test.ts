/** Sets of references against `git rev-parse`, and what else stands among revisions. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { parseRevisionArguments } from '../../../server/git/revisionArguments.ts';
import type { RevisionSource } from '../../../server/git/revisionName.ts';
import { isRevisionOption } from '../../../server/git/revisionOptions.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

describeWithGit(needsGit('sets of references'), () => {
  let scratch: GitRepository;
  let source: RevisionSource;
  beforeAll(async () => {
    scratch = createRepository();
    scratch.write('f', 'one\n');
    scratch.commit('one');
    scratch.git('tag', '-a', '-m', 'annotated', 'v1');
    scratch.git('branch', 'side');
    scratch.git('update-ref', 'refs/remotes/origin/side', 'HEAD');
    scratch.commit('two');
    scratch.git('branch', 'topic/s');
    scratch.git('update-ref', 'refs/remotes/fork/main', 'HEAD');
    scratch.git('tag', 'blobtag', 'HEAD:f');
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('the repository is there');
    source = { repository, reader: openReader(repository), config: null, now: 0 };
  });
  afterAll(() => {
    source.reader.close();
    scratch.remove();
  });

  it.each([
    [['--branches']],
    [['--branches=s*', '--not', '--tags=v1']],
    [['--remotes', '--not', '--remotes=origin']],
    [['--glob=heads/side', '--glob=refs/heads/m*']],
    [['--exclude=s*', '--branches', '--branches=s']],
    [['HEAD', '--not', '--exclude=*/side', '--glob=heads']],
    [['--branches=topic', '--branches=topic/']],
  ])('takes %j apart', async (words) => {
    const theirs = scratch
      .git('rev-parse', '--revs-only', ...words)
      .split('\n')
      .map((line) => line.replace(/[0-9a-f]{40}/, (oid) => scratch.git('rev-parse', `${oid}^{commit}`)));
    const { positive, negative } = await parseRevisionArguments(source, words);
    const ours = [...positive.map(({ oid }) => oid), ...negative.map(({ oid }) => `^${oid}`)];
    expect(ours.sort()).toEqual(theirs.filter((line) => line !== '').sort());
  });

  it('takes all references and HEAD', async () => {
    const { positive } = await parseRevisionArguments(source, ['--exclude=*blobtag', '--all']);
    expect(positive.map(({ text }) => text)).toEqual([
      'refs/heads/main',
      'refs/heads/side',
      'refs/heads/topic/s',
      'refs/remotes/fork/main',
      'refs/remotes/origin/side',
      'refs/tags/v1',
      'HEAD',
    ]);
  });

  it('walks again when something is excluded after --no-walk', async () => {
    const noWalk = async (...words: string[]) => (await parseRevisionArguments(source, words)).noWalk;
    expect(await noWalk('HEAD', '^side')).toBe(false);
    expect(await noWalk('HEAD', '^side', '--no-walk=unsorted')).toBe(true);
    expect(await noWalk('--no-walk', 'HEAD')).toBe(true);
    expect(await noWalk('--no-walk', 'HEAD', '^side')).toBe(false);
    expect(await noWalk('--no-walk', '--do-walk', 'HEAD')).toBe(false);
  });

  it('counts no exclusion of what is no commit, and wants nothing else', async () => {
    expect((await parseRevisionArguments(source, ['HEAD', '^HEAD^{tree}'])).negative).toEqual([]);
    expect((await parseRevisionArguments(source, ['--not', '--tags=blobtag*'])).negative).toEqual([]);
    await expect(parseRevisionArguments(source, ['--tags=blobtag*'])).rejects.toThrow('Non commit blobtag?');
  });
});

it.each([
  ['--all', true],
  ['--tags=v*', true],
  ['--glob=x', true],
  ['--glob', false],
  ['--exclude', false],
  ['--no-walk=sorted', true],
  ['--allow', false],
  ['all', false],
])('%s is an option among revisions: %s', (word, expected) => {
  expect(isRevisionOption(word)).toBe(expected);
});
