/** Rules of the user's own: self-hosted sites by pattern, templates, and what is wrong with them. */
import { describe, expect, it } from 'vitest';
import { linksOf } from '../../../../server/present/links/links.ts';
import { faultsOfRule, type RemoteRules } from '../../../../server/present/links/remoteRules.ts';

const commit = 'c'.repeat(40);

function pages(url: string, rules: RemoteRules) {
  const file = { path: 'src/a.c', lines: { first: 2, last: 4 } };
  const message = 'Count notes (#5)';
  const links = linksOf({ commit, message, file }, [{ name: 'origin', urls: [url], hasCommit: true }], rules);
  if (typeof links === 'string') return links;
  const short = (page: string | null | undefined) => page?.replaceAll(commit, 'C') ?? null;
  return [links.commit, links.file, links.line, links.pullRequest?.url].map(short);
}

describe('rules for remotes', () => {
  it('say what a host runs', () => {
    const rules = { 'git.corp.example/**': { type: 'gitlab' } };
    expect(pages('git@git.corp.example:a/b/engine.git', rules)).toEqual([
      'https://git.corp.example/a/b/engine/-/commit/C',
      'https://git.corp.example/a/b/engine/-/blob/C/src/a.c',
      'https://git.corp.example/a/b/engine/-/blob/C/src/a.c#L2-4',
      null,
    ]);
  });

  it('say where its pages are', () => {
    const rules = { 'ssh.corp.example/*/*': { type: 'github', web: 'https://code.corp.example/' } };
    expect(pages('git@ssh.corp.example:a/engine.git', rules)[0]).toBe(
      'https://code.corp.example/a/engine/commit/C',
    );
    expect(pages('git@ssh.corp.example:a/b/engine.git', rules)).toBe('unknownHost');
  });

  it('write pages of their own', () => {
    const rules = {
      'Code.Corp/**': {
        commit: 'https://view.corp/{path}?c={commit}',
        file: 'https://view.corp/{owner}/-/{name}/{commit}/{file}',
        line: '{origin}/{path}/{file}@{commit}:{line}-{endLine}',
        pullRequest: 'https://review.corp/{number}',
      },
    };
    expect(pages('https://code.corp/a/b%20c/engine', rules)).toEqual([
      'https://view.corp/a/b%20c/engine?c=C',
      'https://view.corp/a/b%20c/-/engine/C/src/a.c',
      'https://code.corp/a/b%20c/engine/src/a.c@C:2-4',
      'https://review.corp/5',
    ]);
  });

  it('come before what the name says, and may change a page of a known site', () => {
    const rules = { 'github.com/ada/*': { commit: 'https://mirror.example/{commit}' } };
    expect(pages('https://github.com/ada/engine', rules).slice(0, 2)).toEqual([
      'https://mirror.example/C',
      'https://github.com/ada/engine/blob/C/src/a.c',
    ]);
    expect(pages('https://github.com/bob/engine', rules)[0]).toBe('https://github.com/bob/engine/commit/C');
  });

  it('are compared in bounded time', () => {
    const rules = { [`${'**a'.repeat(200)}b`]: { type: 'github' } };
    expect(pages(`https://host.example/${'a'.repeat(1500)}`, rules)).toBe('unknownHost');
  });
});

it.each([
  [{ type: 'github' }, []],
  [{ commit: '{base}/x/{commit}', line: 'https://h/{file}#{line}' }, []],
  [{ type: 'svn' }, ['type must be one of github']],
  [{ web: 'git.corp' }, ['web must be an address']],
  [{ commit: 'https://h/{sha}' }, ['commit has no field {sha}']],
  [{ commit: 'javascript:alert({commit})' }, ['commit must be a web address']],
  [{ file: '{commit}.example/{file}' }, ['file must be a web address']],
])('finds the faults of %j', (rule, expected) => {
  const faults = faultsOfRule(rule);
  expect(faults).toHaveLength(expected.length);
  for (const [index, words] of expected.entries()) expect(faults[index]).toContain(words);
});
