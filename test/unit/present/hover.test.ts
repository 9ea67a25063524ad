/** Hovers whose text a repository chose: nothing in it may act, and nothing may be endless. */
import { describe, expect, it } from 'vitest';
import { type HoverSubject, hoverOf } from '../../../server/present/hover.ts';

const ada = { name: 'Ada', email: 'ada@example.com', time: 1_700_000_000, timezone: '+0200' };
const commit = {
  commit: '1234567890abcdef'.repeat(2),
  author: ada,
  committer: ada,
  message: 'Count notes\n\nAll of them.\n',
  boundary: false,
  path: 'a.c',
  previous: null,
};
const subject: HoverSubject = { commit, change: null, links: null, now: 1_700_000_000 + 3 * 86_400 };

describe('a hover', () => {
  it('says who, when, and the whole message', () => {
    expect(hoverOf(subject).plain).toBe(
      'Ada <ada@example.com> · 3 days ago (2023-11-15 00:13 +0200) · 1234567890\n\nCount notes\n\nAll of them.',
    );
  });

  it.each([
    ['a boundary', { boundary: true }, ' · boundary'],
    ['another committer', { committer: { ...ada, name: 'Grace' } }, ' · committed by Grace'],
    [
      'the version before',
      { previous: { commit: 'abcdef0123456789', path: 'a.c' } },
      '\n\nBefore: abcdef0123',
    ],
    [
      'its other name',
      { previous: { commit: 'abcdef0123456789', path: 'b.c' } },
      'Before: abcdef0123 as b.c',
    ],
  ])('names %s', (_, more, words) => {
    expect(hoverOf({ ...subject, commit: { ...commit, ...more } }).plain).toContain(words);
  });

  it('says that a line is not committed', () => {
    expect(hoverOf({ ...subject, commit: null })).toEqual({
      markdown: '**Not committed yet**',
      plain: 'Not committed yet',
    });
    const changed = hoverOf({ ...subject, commit: null, change: '@@ -1 +1 @@\n-a\n+b\n' });
    expect(changed.markdown).toBe(
      '**Not committed yet; against HEAD:**\n\n```diff\n@@ -1 +1 @@\n-a\n+b\n```',
    );
  });

  it('says nothing of remotes nobody knows', () => {
    for (const links of ['noRemote', 'unknownHost'] as const)
      expect(hoverOf({ ...subject, links })).toEqual(hoverOf(subject));
  });

  it('lets no text of a repository act', () => {
    const evil = { ...ada, name: '[x](command:y)\u202E', email: '<img src=x>\u001b[31m' };
    const message = '```\n[x](command:evil)\n\u202Etxt\u001b]8;;http://evil\u0007';
    const { markdown } = hoverOf({
      ...subject,
      commit: {
        ...commit,
        author: evil,
        committer: evil,
        message,
        previous: { commit: 'a', path: '`x` [y](z)' },
      },
      change: '@@ -1 +1 @@\n+````\n',
    });
    expect(markdown).toContain('**\\[x\\](command\\:y)**');
    expect(markdown).toContain('````text\n```\n[x](command:evil)');
    expect(markdown).toContain('`````diff\n');
    expect(markdown).toContain("as `'x' [y](z)`");
    for (const unfit of ['\u202E', '\u001b', '\u0007']) expect(markdown).not.toContain(unfit);
  });

  it('is not endless', () => {
    const long = 'x'.repeat(1_000_000);
    const author = { ...ada, name: long, email: long };
    const { markdown } = hoverOf({
      ...subject,
      commit: { ...commit, author, message: long },
      change: `+${long}`,
    });
    expect(markdown.length).toBeLessThan(12_000);
  });
});
