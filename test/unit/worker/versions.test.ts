/** Single commits and versions of files, by an engine on a repository that git made. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { textOf } from '../../../server/base/sharedText.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import { discoverRepository, type Repository } from '../../../server/git/repository.ts';
import { createEngine, type Engine } from '../../../server/worker/engine.ts';
import { engineParts } from '../../../server/worker/engineParts.ts';
import type { EngineCalls, EngineMethod } from '../../../server/worker/messages.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';
import { lines } from '../../support/story.ts';

let made: GitRepository;
let repository: Repository;
let engine: Engine;
const ids: Record<string, string> = {};

beforeAll(async () => {
  made = createRepository();
  made.write('old.c', lines('one', 'two', 'three', 'four', 'five', 'six'));
  made.write('other.bin', Buffer.from([0, 1, 2]));
  ids['root'] = made.commit('Root');
  made.git('mv', 'old.c', 'new.c');
  ids['renamed'] = made.commit('Rename alone');
  made.git('mv', 'new.c', 'newest.c');
  made.write('newest.c', lines('one', 'TWO', 'three', 'four', 'five', 'six', 'seven'));
  ids['changed'] = made.commit('Rename and change');
  made.git('checkout', '--quiet', '-b', 'side', ids['root'] ?? '');
  made.write('side.c', lines('side'));
  made.commit('Side');
  made.git('checkout', '--quiet', 'main');
  made.git('merge', '--quiet', '--no-edit', 'side');
  made.write('side.c', lines('merged'));
  made.git('add', '--all');
  made.git('commit', '--quiet', '--amend', '--message', 'Merge');
  ids['merged'] = made.git('rev-parse', 'HEAD');
  const found = await discoverRepository(made.directory);
  if (!found) throw new Error('no repository');
  repository = found;
  const execute = () => null as never;
  engine = createEngine(
    engineParts({ environment: { HOME: made.directory }, execute }, { cacheDirectory: null, cacheBytes: 0 }),
  );
});
afterAll(() => {
  engine.close();
  made.remove();
});

function call<Method extends EngineMethod>(
  method: Method,
  params: Omit<EngineCalls[Method]['params'], 'repository'>,
) {
  const context = { cancel: neverCancelled, worked: () => 0, emit: () => undefined };
  return engine.call(method, { ...params, repository } as EngineCalls[Method]['params'], context);
}

const id = (name: string) => ids[name] ?? '';
const options = defaultOptions;

describe('what a commit did to a file', () => {
  it('names the path it was renamed from, and compares with that', async () => {
    const { change } = await call('commit', { commit: id('changed'), path: 'newest.c' });
    expect(change).toMatchObject({ pathBefore: 'new.c', insertions: 2, deletions: 1 });
    expect(change?.diff).toContain('--- a/new.c\n+++ b/newest.c\n@@ -1,6 +1,7 @@');
  });

  it('is a rename where nothing else changed', async () => {
    const { change } = await call('commit', { commit: id('renamed'), path: 'new.c' });
    expect(change).toEqual({ pathBefore: 'old.c', insertions: 0, deletions: 0, diff: '' });
  });

  it('is everything in a root', async () => {
    const { change } = await call('commit', { commit: id('root'), path: 'old.c' });
    expect(change).toMatchObject({ pathBefore: null, insertions: 6, deletions: 0 });
  });
});

describe('a step back', () => {
  it.each([
    [
      'through a rename with changes',
      'changed',
      'newest.c',
      1,
      { commit: 'renamed', path: 'new.c', line: 1 },
    ],
    [
      'from a new line to its neighbour',
      'changed',
      'newest.c',
      6,
      { commit: 'renamed', path: 'new.c', line: 5 },
    ],
    ['through a rename alone', 'renamed', 'new.c', 3, { commit: 'root', path: 'old.c', line: 3 }],
    [
      'to the parent of a merge that has the file',
      'merged',
      'newest.c',
      6,
      { commit: 'changed', path: 'newest.c', line: 6 },
    ],
  ])('goes %s', async (_, commit, path, line, expected) => {
    const place = await call('stepBack', { commit: id(commit), path, line, options });
    expect(place).toEqual({ ...expected, commit: id(expected.commit) });
  });

  it('goes to the other parent where the first lacks the file', async () => {
    const place = await call('stepBack', { commit: id('merged'), path: 'side.c', line: 0, options });
    expect(place).toEqual({ commit: made.git('rev-parse', 'side'), path: 'side.c', line: 0 });
  });

  it('ends at the root', async () => {
    expect(await call('stepBack', { commit: id('root'), path: 'old.c', line: 0, options })).toBeNull();
  });

  it.each([
    ['a line that is not there', 'old.c', 6, 'past the end'],
    ['a file that is not there', 'nope.c', 0, "no such path 'nope.c'"],
  ])('refuses %s', async (_, path, line, words) => {
    await expect(call('stepBack', { commit: id('root'), path, line, options })).rejects.toThrow(words);
  });
});

describe('the hunk of a line', () => {
  const version = () => ({ commit: id('changed'), path: 'newest.c' });
  const before = () => ({ commit: id('renamed'), path: 'new.c' });

  it('is made of two versions', async () => {
    const hunk = await call('lineHunk', { after: version(), before: before(), text: null, line: 1, options });
    expect(hunk).toEqual({
      diff: '@@ -1,5 +1,5 @@\n one\n-two\n+TWO\n three\n four\n five\n',
      lineBefore: 1,
      sameDiff: { start: 1, end: 2 },
    });
  });

  it('is made of a text on top of one', async () => {
    const text = textOf(Buffer.from(lines('zero', 'one', 'TWO', 'three', 'four', 'five', 'six', 'seven')));
    const hunk = await call('lineHunk', { after: version(), before: null, text, line: 0, options });
    expect(hunk).toEqual({
      diff: '@@ -1,3 +1,4 @@\n+zero\n one\n TWO\n three\n',
      lineBefore: 0,
      sameDiff: { start: 0, end: 1 },
    });
  });

  it('of a new file is all new', async () => {
    const root = { commit: id('root'), path: 'old.c' };
    const hunk = await call('lineHunk', { after: root, before: null, text: null, line: 0, options });
    expect(hunk.diff).toMatch(/^@@ -0,0 \+1,6 @@\n\+one\n/);
  });

  it('of binary content is none', async () => {
    const root = { commit: id('root'), path: 'other.bin' };
    const hunk = await call('lineHunk', { after: root, before: null, text: null, line: 0, options });
    expect(hunk).toEqual({ diff: null, lineBefore: null, sameDiff: { start: 0, end: 1 } });
  });
});

describe('content', () => {
  it('is the text of a file in a commit', async () => {
    const text = await call('content', { commit: id('root'), path: 'old.c', maxBytes: null });
    expect(text).toBe(lines('one', 'two', 'three', 'four', 'five', 'six'));
  });

  it('is refused where it is too large, or not there', async () => {
    const job = { commit: id('root'), path: 'old.c', maxBytes: 5 };
    await expect(call('content', job)).rejects.toMatchObject({ code: 'tooLarge' });
    await expect(call('content', { ...job, path: 'x' })).rejects.toMatchObject({ code: 'noSuchPath' });
  });
});

it('shows all that a commit changed', async () => {
  const { text, filesLeftOut } = await call('patch', { commit: id('root') });
  expect(filesLeftOut).toBe(0);
  expect(text).toMatch(
    /^diff --git a\/old\.c b\/old\.c\n--- \/dev\/null\n\+\+\+ b\/old\.c\n@@ -0,0 \+1,6 @@\n\+one\n/,
  );
  expect(text).toContain('diff --git a/other.bin b/other.bin\n(binary)\n');
  expect((await call('patch', { commit: id('changed') })).text).toMatch(
    /^diff --git a\/new\.c b\/newest\.c\nrename from new\.c\nrename to newest\.c\n--- a\/new\.c\n\+\+\+ b\/newest\.c\n@@ -1,6 \+1,7 @@/,
  );
});
