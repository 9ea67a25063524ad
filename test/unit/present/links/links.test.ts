/** Which remote a commit's links lead to, and why there may be none. */
import { describe, expect, it } from 'vitest';
import { type LinkRemote, linksOf, noLinksWords } from '../../../../server/present/links/links.ts';

const commit = 'a'.repeat(40);

function remote(name: string, hasCommit: boolean | null = true, ...urls: string[]): LinkRemote {
  return { name, urls: urls.length > 0 ? urls : [`git@github.com:${name}/engine.git`], hasCommit };
}

function commitPage(remotes: readonly LinkRemote[]): string | null {
  const links = linksOf({ commit, message: 'x', file: null }, remotes, {});
  return typeof links === 'string' ? noLinksWords[links] : links.commit;
}

describe('links', () => {
  it.each([
    ['on the first remote', [remote('upstream'), remote('origin')], 'upstream'],
    ['on the one that has the commit', [remote('upstream', false), remote('origin')], 'origin'],
    ['where nobody can tell', [remote('origin', null)], 'origin'],
    ['on the first with a site', [remote('mirror', true, '/srv/x'), remote('origin')], 'origin'],
    [
      'under the first address with a site',
      [remote('origin', true, '/srv/x', 'gh:a/b', 'https://github.com/origin/engine')],
      'origin',
    ],
  ])('lead %s', (_, remotes, owner) => {
    expect(commitPage(remotes)).toBe(`https://github.com/${owner}/engine/commit/${commit}`);
  });

  it.each([
    ['without a remote', [], 'no remote'],
    [
      'for a commit that is on none',
      [remote('upstream', false), remote('origin', false)],
      'not on any remote branch',
    ],
    ['for hosts nobody knows', [remote('origin', true, 'https://git.corp.example/a/b')], 'blame.remotes'],
  ])('are missing %s, and say so', (_, remotes, words) => {
    expect(commitPage(remotes)).toContain(words);
  });

  it('encode what the repository says', () => {
    const file = { path: 'a b/#?"<é>.c', lines: { first: 1, last: 1 } };
    const links = linksOf({ commit, message: 'x', file }, [remote('origin')], {});
    expect(links).toMatchObject({
      line: `https://github.com/origin/engine/blob/${commit}/a%20b/%23%3F%22%3C%E9%3E.c#L1`,
    });
  });

  it.each([
    ['README.md', '?plain=1#L7'],
    ['main.c', '#L7'],
  ])('point at a line of %s where lines can be seen', (path, end) => {
    const links = linksOf(
      { commit, message: 'x', file: { path, lines: { first: 7, last: 7 } } },
      [remote('origin')],
      {},
    );
    expect(links).toMatchObject({ line: `https://github.com/origin/engine/blob/${commit}/${path}${end}` });
  });
});
