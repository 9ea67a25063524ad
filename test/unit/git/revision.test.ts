/** Revisions against `git rev-parse`: every form of the grammar, and what must be refused. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../../server/git/config.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { findObject, resolveRevision } from '../../../server/git/revision.ts';
import { parseRevisionArguments } from '../../../server/git/revisionArguments.ts';
import type { RevisionSource } from '../../../server/git/revisionName.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const now = 1_700_010_000;

const objects = [
  'HEAD',
  '@',
  'main',
  'side',
  'v1',
  'blobtag',
  'treetag',
  'tagtag',
  'origin/main',
  'origin',
  'none',
  'HEAD^',
  'HEAD^1',
  'HEAD^2',
  'HEAD^3',
  'HEAD^0',
  'v1^0',
  'HEAD^^',
  'HEAD~',
  'HEAD~0',
  'HEAD~3',
  'HEAD~999',
  'HEAD^2~1',
  'HEAD^2^',
  '@~2',
  '@^2',
  '^',
  '~',
  '^1',
  'HEAD^a',
  'HEAD^-1',
  'blobtag^',
  'HEAD^99999999999',
  'v1^{}',
  'v1^{commit}',
  'v1^{tree}',
  'v1^{tag}',
  'v1^{object}',
  'v1^{blob}',
  'tagtag^{}',
  'tagtag^{tag}',
  'blobtag^{}',
  'blobtag^{blob}',
  'treetag^{commit}',
  'HEAD^{tree}',
  'HEAD^{tree}^{tree}',
  'HEAD^{}~1',
  'HEAD^{nothing}',
  'HEAD^{',
  'HEAD^{commit',
  'none^{}',
  'HEAD^{/second}',
  'HEAD^{/}',
  'HEAD^{/nowhere}',
  'v1^{/fir}',
  'HEAD^{/^first}',
  'HEAD^{/!-merge}',
  'HEAD^{/!!}',
  'HEAD^{/!x}',
  'HEAD^{/s(e|i)[cd]}',
  ':/side',
  ':/!-side',
  ':/nowhere',
  ':/^first$',
  ':/fi.st',
  ':/body',
  ':/[[:upper:]]',
  ':/(',
  'HEAD:',
  'HEAD:dir',
  'HEAD:dir/',
  'HEAD:dir/file',
  'HEAD:nothing',
  'HEAD~1:top',
  'v1:top',
  'treetag:top',
  ':top',
  ':0:top',
  ':1:top',
  ':nothing',
  'HEAD^{tree}:dir/file',
  'HEAD^{/second}:top',
  'blobtag:x',
  'HEAD@{0}',
  'HEAD@{1}',
  'HEAD@{2}',
  'HEAD@{99}',
  '@{0}',
  '@{1}',
  'main@{0}',
  'main@{1}',
  'main@{77}',
  'side@{0}',
  '@@{1}',
  'v1@{0}',
  'none@{0}',
  'HEAD@{1}^',
  'HEAD@{1}~1',
  'HEAD@{2023-11-14 22:20:00 +0000}',
  'main@{2023-11-14 22:20:00 +0000}',
  'HEAD@{1700000200}',
  'main@{yesterday}',
  'main@{100 years ago}',
  'main@{now}',
  'main@{rubbish}',
  '@{-1}',
  '@{-2}',
  '@{-3}',
  '@{-99}',
  '@{-0}',
  '@{-1}^',
  'HEAD@{-1}',
  '@{-1}@{0}',
  '@{u}',
  '@{upstream}',
  '@{UPSTREAM}',
  'main@{u}',
  'side@{u}',
  '@{-1}@{u}',
  '@@{u}',
  'HEAD@{u}',
  '@{push}',
  'main@{push}',
  'side@{push}',
  '@{u}^',
  'none@{u}',
  'other@{u}',
  'other@{push}',
  'v1-0-gFULL',
  'v1-3-gSHORT',
  'anything-gSHORT',
  'any-thing-gSHORT',
  'any-0a-gSHORT',
  '@-1-gSHORT',
  '-gSHORT',
  'x-gdead',
  'SHORT',
  'SHORT^',
  'SHOR',
  'FULL',
  'FULL^',
  'FULL^{tree}',
  'dead',
  'abc',
  '0000000000000000000000000000000000000000',
  'deadbeef',
  'refs/heads/main',
  'heads/main',
  '..',
  'a..b',
  'HEAD..',
  '.',
  '@{',
  '@{}',
  'HEAD@{}',
  'x@',
  'HEAD:../x',
  '-',
  '--all',
  '\u00e4',
  'br\u00e4nch',
  '',
];

describeWithGit(needsGit('revisions'), () => {
  let scratch: GitRepository;
  let source: RevisionSource;
  let full: string;

  beforeAll(async () => {
    scratch = createRepository();
    scratch.write('top', 'one\n');
    scratch.write('dir/file', 'content\n');
    full = scratch.commit('first');
    scratch.git('tag', '--annotate', '--message', 'tag', 'v1');
    scratch.git('tag', '--annotate', '--message', 'tag', 'tagtag', 'v1');
    scratch.git('tag', 'blobtag', 'HEAD:top');
    scratch.git('tag', 'treetag', 'HEAD^{tree}');
    scratch.git('branch', 'br\u00e4nch');
    scratch.git('checkout', '--quiet', '-b', 'side');
    scratch.write('side', 'side\n');
    scratch.commit('side');
    scratch.git('checkout', '--quiet', 'main');
    scratch.write('top', 'two\n');
    scratch.commit('second\n\nwith a body');
    scratch.git('merge', '--quiet', '--no-ff', '--message', 'Merge side', 'side');
    scratch.write('top', 'three\n');
    scratch.commit('third');
    scratch.git('reset', '--quiet', '--hard', 'HEAD^');
    scratch.git('checkout', '--quiet', '--detach', 'HEAD^');
    scratch.git('checkout', '--quiet', 'side');
    scratch.git('checkout', '--quiet', 'main');
    scratch.git('update-ref', 'refs/remotes/origin/main', 'HEAD^');
    scratch.git('update-ref', 'refs/remotes/fork/main', 'HEAD^2');
    scratch.git('update-ref', 'refs/remotes/fork/side', 'HEAD~1');
    scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    const settings = {
      'remote.origin.url': 'x',
      'remote.origin.fetch': '+refs/heads/*:refs/remotes/origin/*',
      'remote.fork.url': 'y',
      'remote.fork.fetch': '+refs/heads/*:refs/remotes/fork/*',
      'branch.main.remote': 'origin',
      'branch.main.merge': 'refs/heads/main',
      'branch.side.remote': '.',
      'branch.side.merge': 'refs/heads/main',
      'branch.side.pushRemote': 'fork',
    };
    for (const [key, value] of Object.entries(settings)) scratch.git('config', key, value);
    source = await opened();
  });
  afterAll(() => {
    source.reader.close();
    scratch.remove();
  });

  async function opened(): Promise<RevisionSource> {
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('no repository');
    const config = await loadConfig(repository, { HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' });
    return { repository, reader: openReader(repository), config, now };
  }

  const environment = { GIT_TEST_DATE_NOW: String(now) };

  function asGit(word: string): string | null {
    const { status, stdout } = scratch.run(['rev-parse', '--verify', '--quiet', '--end-of-options', word], {
      environment,
    });
    return status === 0 ? stdout.toString().trim() : null;
  }

  const filled = (word: string) =>
    word.replace('FULL', full).replace('SHORT', full.slice(0, 7)).replace('SHOR', full.slice(0, 4));

  async function ours(word: string, at = source): Promise<string | null> {
    return findObject(at, word).catch((error) => error.code);
  }

  // Before 2.49 git took whatever stood before the `-g`.
  const isNew = (word: string) => /^(?:anything|any-thing|@-1)-g/.test(word);
  it.each(objects.filter((word) => gitAtLeast(2, 49) || !isNew(word)))('finds %s', async (word) => {
    // Words that stand for two commits are for `parseRevisionArguments`.
    expect(await ours(filled(word))).toBe(asGit(filled(word)));
  });

  it('follows push.default and refspecs for pushing', async () => {
    for (const setting of ['nothing', 'current', 'upstream', 'simple', 'matching']) {
      scratch.git('config', 'push.default', setting);
      const fresh = await opened();
      for (const word of ['main@{push}', 'side@{push}'])
        expect([setting, await ours(word, fresh)]).toEqual([setting, asGit(word)]);
      fresh.reader.close();
    }
    scratch.git('config', 'remote.fork.push', 'refs/heads/s*:refs/heads/s*');
    const fresh = await opened();
    expect(await ours('side@{push}', fresh)).toBe(asGit('side@{push}'));
    fresh.reader.close();
    scratch.git('config', '--unset', 'remote.fork.push');
    scratch.git('config', '--unset', 'push.default');
  });

  it('prefers commits where only they make sense, and refuses what is ambiguous', async () => {
    // Blobs by the hundred, until one shares four digits with a commit.
    const loose = join(scratch.directory, 'many');
    mkdirSync(loose);
    const input = Array.from({ length: 6000 }, (_, n) => `blob\nmark :${n + 1}\ndata <<E\n${n}\nE\n`).join(
      '',
    );
    scratch.fastImport(input);
    const ids = scratch
      .git('cat-file', '--batch-check=%(objectname) %(objecttype)', '--batch-all-objects')
      .split('\n');
    const seen = new Map<string, string[]>();
    for (const line of ids) {
      const prefix = line.slice(0, 4);
      seen.set(prefix, [...(seen.get(prefix) ?? []), line.split(' ')[1] ?? '']);
    }
    const fresh = await opened();
    let compared = 0;
    for (const [prefix, types] of seen) {
      if (types.length < 2 || (compared > 12 && !types.includes('commit') && !types.includes('tree')))
        continue;
      compared++;
      for (const word of [prefix, `${prefix}^{commit}`, `${prefix}~0`, `${prefix}:`]) {
        const found = await ours(word, fresh);
        expect([word, found === 'badRevision' ? null : found]).toEqual([word, asGit(word)]);
      }
    }
    expect(compared).toBeGreaterThan(5);
    fresh.reader.close();
  });

  it('gives commits, or says why not', async () => {
    expect(await resolveRevision(source, 'tagtag')).toBe(full);
    await expect(resolveRevision(source, 'none')).rejects.toMatchObject({
      code: 'badRevision',
      message: "bad revision 'none'",
    });
    await expect(resolveRevision(source, 'blobtag')).rejects.toMatchObject({
      code: 'badRevision',
      message: 'Non commit blobtag?',
    });
    const missing = 'f'.repeat(40);
    await expect(resolveRevision(source, missing)).rejects.toMatchObject({ code: 'missingObject' });
  });

  it.each([
    [['HEAD']],
    [['^HEAD']],
    [['side..main']],
    [['main..side']],
    [['side...main']],
    [['..main']],
    [['side..']],
    [['...']],
    [['HEAD^@']],
    [['HEAD^!']],
    [['HEAD^-']],
    [['HEAD^-2']],
    [['HEAD', '^side', 'v1']],
    [['--not', 'HEAD', '^side', '--not', 'v1']],
    [['^side..main']],
    [['HEAD^-3']],
    [['none..main']],
    [['^none']],
    [['..']],
    [['v1...HEAD']],
    [['HEAD...HEAD']],
  ])('takes %j apart', async (words) => {
    const { status, stdout } = scratch.run(['rev-parse', '--revs-only', ...words], { environment });
    const lines = stdout
      .toString()
      .split('\n')
      .filter((line) => line !== '');
    const peeled = lines.map(
      (line) =>
        (line.startsWith('^') ? '^' : '') + scratch.git('rev-parse', `${line.replace('^', '')}^{commit}`),
    );
    const parsed = await parseRevisionArguments(source, words).catch(() => null);
    const known = lines.length > 0 && status === 0;
    const all = parsed && [
      ...parsed.positive.map(({ oid }) => oid),
      ...parsed.negative.map(({ oid }) => `^${oid}`),
    ];
    expect(all?.sort() ?? null).toEqual(known ? peeled.sort() : null);
  });

  it('turns a shorthand round', async () => {
    const [one, two] = scratch.git('rev-parse', 'HEAD^@').split('\n');
    const { positive, negative } = await parseRevisionArguments(source, ['^HEAD^!']);
    expect(positive.map(({ oid }) => oid)).toEqual([one, two]);
    expect(negative.map(({ oid }) => oid)).toEqual([scratch.git('rev-parse', 'HEAD')]);
  });

  it('passes over log lines that are none', async () => {
    appendFileSync(join(scratch.gitDir, 'logs/refs/heads/side'), 'rubbish\n\n0123 4567 x\n');
    expect(await ours('side@{0}')).toBe(scratch.git('rev-parse', 'side'));
  });
});
