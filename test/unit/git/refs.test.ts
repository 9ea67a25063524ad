/** References against git: loose, packed, symbolic, of linked worktrees, and the ones that must not be read. */
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findRef, listRefs, mergeHeads, readHead, resolveRef } from '../../../server/git/refs.ts';
import { discoverRepository, type Repository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import {
  createRepository,
  type GitRepository,
  runGit,
  scratchDirectory,
} from '../../support/gitRepository.ts';

async function opened(directory: string): Promise<Repository> {
  const repository = await discoverRepository(directory);
  if (repository === null) throw new Error(`no repository at ${directory}`);
  return repository;
}

describeWithGit(needsGit('references'), () => {
  let scratch: GitRepository;
  let repository: Repository;
  let first: string;
  let second: string;

  beforeEach(async () => {
    scratch = createRepository();
    first = scratch.commit('first');
    second = scratch.commit('second');
    repository = await opened(scratch.directory);
  });
  afterEach(() => scratch.remove());

  const names = (text: string) => text.split('\n').filter((line) => line !== '');

  async function agreesWithGit(words: readonly string[], at = repository, directory = scratch.directory) {
    for (const word of words) {
      const { status, stdout } = runGit(directory, ['rev-parse', '--verify', '--quiet', word, '--']);
      const expected = status === 0 ? stdout.toString().trim() : null;
      expect({ word, oid: await resolveRef(at, word) }).toEqual({ word, oid: expected });
    }
  }

  it("looks names up in git's order, loose before packed", async () => {
    scratch.git('branch', 'side', first);
    scratch.git('tag', '--annotate', '--message', 'x', 'v1');
    scratch.git('tag', 'both', first);
    scratch.git('branch', 'both', second);
    scratch.git('update-ref', 'refs/remotes/origin/main', first);
    scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    scratch.git('branch', 'refs/heads/main', first);
    scratch.git('branch', 'über/ä', first);
    scratch.git('pack-refs', '--all');
    scratch.git('update-ref', 'refs/heads/side', second);
    scratch.git('branch', 'loose/only');
    scratch.git('update-ref', '-d', 'refs/heads/loose/only');
    await agreesWithGit([
      'HEAD',
      'side',
      'heads/side',
      'refs/heads/side',
      'v1',
      'both',
      'origin',
      'origin/main',
      'main',
      'loose',
      'none',
    ]);
    expect(await resolveRef(repository, Buffer.from('über/ä').toString('latin1'))).toBe(first);
    expect(await findRef(repository, 'origin')).toEqual({
      name: 'refs/remotes/origin/HEAD',
      target: 'refs/remotes/origin/main',
      oid: first,
    });
    const listed = await listRefs(repository, 'refs/');
    expect(listed.map(({ name, oid }) => `${oid} ${Buffer.from(name, 'latin1').toString()}`)).toEqual(
      names(scratch.git('for-each-ref', '--format=%(objectname) %(refname)')),
    );
    expect((await listRefs(repository, 'refs/tags/')).map(({ name }) => name)).toEqual([
      'refs/tags/both',
      'refs/tags/v1',
    ]);
  });

  it('believes a packed line only as a whole', async () => {
    scratch.git('branch', 'whole', first);
    scratch.git('pack-refs', '--all');
    appendFileSync(
      join(scratch.gitDir, 'packed-refs'),
      `${second} more refs/heads/odd\n${second.slice(1)} refs/heads/short\n`,
    );
    expect(await resolveRef(repository, 'refs/heads/whole')).toBe(first);
    for (const name of ['odd', 'short'])
      expect(await resolveRef(repository, `refs/heads/${name}`)).toBe(null);
  });

  it('knows attached, detached, unborn and broken heads', async () => {
    expect(await readHead(repository)).toEqual({ commit: second, branch: 'refs/heads/main' });
    scratch.git('checkout', '--quiet', '--detach', first);
    expect(await readHead(repository)).toEqual({ commit: first, branch: null });
    scratch.git('checkout', '--quiet', '--orphan', 'fresh');
    expect(await readHead(repository)).toEqual({ commit: null, branch: 'refs/heads/fresh' });
    scratch.git('update-ref', 'refs/heads/refs/heads/fresh', first);
    expect(await readHead(repository)).toEqual({ commit: null, branch: 'refs/heads/fresh' });
    writeFileSync(join(scratch.gitDir, 'refs/heads/fresh'), '');
    expect((await readHead(repository)).commit).toBe(null);
    rmSync(join(scratch.gitDir, 'HEAD'));
    symlinkSync('refs/heads/main', join(scratch.gitDir, 'HEAD'));
    expect(await readHead(repository)).toEqual({ commit: second, branch: 'refs/heads/main' });
  });

  it('keeps the references of linked worktrees apart', async () => {
    const place = scratchDirectory('worktree');
    scratch.git('worktree', 'add', '--quiet', '-b', 'other', join(place, 'tree'), first);
    const linked = await opened(join(place, 'tree'));
    writeFileSync(join(linked.gitDir, 'MERGE_HEAD'), `${second}\n`);
    runGit(join(place, 'tree'), ['update-ref', 'refs/bisect/bad', first]);
    runGit(join(place, 'tree'), ['update-ref', 'refs/worktree/mine', second]);
    expect(await readHead(linked)).toEqual({ commit: first, branch: 'refs/heads/other' });
    expect(await readHead(repository)).toEqual({ commit: second, branch: 'refs/heads/main' });
    const words = [
      'main',
      'other',
      'refs/bisect/bad',
      'worktree/mine',
      'main-worktree/HEAD',
      'worktrees/tree/HEAD',
    ];
    await agreesWithGit([...words, 'MERGE_HEAD'], linked, join(place, 'tree'));
    await agreesWithGit([...words, 'MERGE_HEAD']);
    expect((await listRefs(linked, 'refs/')).map(({ name }) => name)).toEqual([
      'refs/bisect/bad',
      'refs/heads/main',
      'refs/heads/other',
      'refs/worktree/mine',
    ]);
    expect(await mergeHeads(linked)).toEqual([second]);
    expect(await mergeHeads(repository)).toEqual([]);
    rmSync(place, { recursive: true });
  });

  it('reads no name that could lead astray', async () => {
    mkdirSync(join(scratch.gitDir, 'refs/heads/dir'));
    writeFileSync(join(scratch.directory, 'outside'), `${first}\n`);
    writeFileSync(join(scratch.gitDir, 'refs/heads/zero'), `${'0'.repeat(40)}\n`);
    writeFileSync(join(scratch.gitDir, 'refs/heads/short'), `${first.slice(1)}\n`);
    writeFileSync(join(scratch.gitDir, 'refs/heads/long'), `${first}0\n`);
    writeFileSync(join(scratch.gitDir, 'refs/heads/a.lock'), `${first}\n`);
    writeFileSync(join(scratch.gitDir, 'FETCH_HEAD'), `${first}\t\tbranch 'main' of somewhere\n`);
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'a'],
      ['away', '../../outside'],
    ])
      writeFileSync(join(scratch.gitDir, 'refs/heads', `${from}`), `ref: refs/heads/${to}\n`);
    const words = [
      'dir',
      'zero',
      'short',
      'long',
      'a.lock',
      'a',
      'away',
      'config',
      'index',
      '../outside',
      '',
      '@{x',
    ];
    for (const word of words)
      expect({ word, oid: await resolveRef(repository, word) }).toEqual({ word, oid: null });
    expect(await resolveRef(repository, `${scratch.directory}/outside`)).toBe(null);
    await agreesWithGit(['FETCH_HEAD', 'refs/heads/dir']);
    expect((await listRefs(repository, 'refs/')).map(({ name }) => name)).toEqual(['refs/heads/main']);
    writeFileSync(join(scratch.gitDir, 'refs/heads/big'), 'x'.repeat(100_000));
    await expect(resolveRef(repository, 'big')).rejects.toMatchObject({ code: 'tooLarge' });
  });

  it('reads merge heads and refuses what is none', async () => {
    writeFileSync(join(scratch.gitDir, 'MERGE_HEAD'), `${first}\n${second}\n`);
    expect(await mergeHeads(repository)).toEqual([first, second]);
    writeFileSync(join(scratch.gitDir, 'MERGE_HEAD'), 'main\n');
    await expect(mergeHeads(repository)).rejects.toMatchObject({ code: 'badRevision' });
  });

  it('says that it does not read reference tables', async () => {
    const strange: Repository = { ...repository, refFormat: 'reftable' };
    await expect(readHead(strange)).rejects.toMatchObject({ code: 'unsupportedRepository' });
    await expect(listRefs(strange, 'refs/')).rejects.toMatchObject({ code: 'unsupportedRepository' });
  });
});

describeWithGit(needsGit('other object formats'), () => {
  it('reads references of SHA-256 repositories', async () => {
    const scratch = createRepository({ objectFormat: 'sha256' });
    const oid = scratch.commit('first');
    const repository = await opened(scratch.directory);
    expect(await readHead(repository)).toEqual({ commit: oid, branch: 'refs/heads/main' });
    scratch.git('pack-refs', '--all');
    expect(await resolveRef(repository, 'main')).toBe(oid);
    scratch.remove();
  });
});
