/** The words editors show. */
import { describe, expect, it } from 'vitest';
import { hintText, hoverText, isCommitted, lensText } from '../../../server/service/annotations.ts';
import type { BlameHunk, FileBlame } from '../../../server/service/fileBlame.ts';
import type { CommitRecord } from '../../../server/worker/messages.ts';

const DAY = 86_400;
const zero = '0'.repeat(40);

function record(name: string, time: number, summary = 'Count notes'): CommitRecord {
  const person = { name, email: 'ada@example.com', time, timezone: '+0200' };
  return { summary, author: person, committer: person };
}

describe('a hint', () => {
  it.each([
    [0, 'just now'],
    [-500, 'just now'],
    [60, '1 minute ago'],
    [7200, '2 hours ago'],
    [3 * DAY, '3 days ago'],
    [15 * DAY, '2 weeks ago'],
    [70 * DAY, '2 months ago'],
    [800 * DAY, '2 years ago'],
  ])('%s seconds later says: %s', (age, words) => {
    expect(hintText('ab', record('Ada', 1000), 1000 + age)).toBe(`Ada, ${words} · Count notes`);
  });

  it('is short, of one line, and harmless', () => {
    const text = hintText('ab', record('N\u202e'.repeat(99), 0, 'line\nline '.repeat(99)), 60);
    expect(text.length).toBeLessThan(140);
    expect(text).not.toMatch(/[\n\u202e]/);
  });

  it('needs no summary', () => {
    expect(hintText('ab', record('Ada', 0, ''), 60)).toBe('Ada, 1 minute ago');
  });

  it('says what is not committed', () => {
    expect([isCommitted(zero), hintText(zero, record('x', 0), 0)]).toEqual([false, 'Not committed yet']);
  });
});

describe('a lens', () => {
  const blameOf = (commits: Record<string, CommitRecord>): FileBlame => ({
    lineCount: 1,
    rows: new Int32Array(),
    origins: Object.keys(commits).map((commit) => ({ commit, path: 'f', previous: null, boundary: false })),
    commits,
  });

  it('sums a file up', () => {
    const commits = {
      a1: record('Ada', 100),
      b2: record('Bob', 900),
      c3: record('Ada', 200),
      [zero]: record('x', 999),
    };
    expect(lensText(blameOf(commits), 900 + DAY)).toBe('Bob, 1 day ago · 3 commits · 2 authors');
    expect(lensText(blameOf({ a1: record('Ada', 100) }), 100)).toBe('Ada, just now · 1 commit · 1 author');
  });

  it('has nothing to say of a file that is all new', () => {
    expect(lensText(blameOf({ [zero]: record('x', 0) }), 0)).toBeNull();
    expect(lensText(blameOf({}), 0)).toBeNull();
  });
});

describe('a hover', () => {
  const hunk = (boundary: boolean): BlameHunk => ({
    start: 0,
    end: 1,
    sourceLine: 0,
    origin: { commit: 'abcdef0123456789', path: 'f', previous: null, boundary },
    ignored: false,
    unblamable: false,
  });
  const details = (message: string, name = 'Ada') => ({
    commit: 'abcdef0123456789',
    parents: [],
    message,
    change: null,
    ...record(name, 1_700_000_000),
  });

  it('says who, when, what, in both forms', () => {
    const { markdown, plain } = hoverText(hunk(false), details('Count notes\n\nAll of them.\n'));
    expect(markdown).toBe(
      '**Ada** \\<ada\\@example.com\\> · 2023-11-15 00:13 +0200 · `abcdef0123`\n\n```text\nCount notes\n\nAll of them.\n```',
    );
    expect(plain).toBe(
      'Ada <ada@example.com> · 2023-11-15 00:13 +0200 · abcdef0123\n\nCount notes\n\nAll of them.',
    );
  });

  it('lets no name and no message act as markup', () => {
    const { markdown } = hoverText(hunk(false), details('```\n[x](command:y)', '[evil](http://x)'));
    expect(markdown).toContain('**\\[evil\\](http\\://x)**');
    expect(markdown).toContain('````text\n```\n[x](command:y)\n````');
  });

  it('names a boundary, and lines without a commit', () => {
    expect(hoverText(hunk(true), details('m')).plain).toContain(' · boundary');
    expect(hoverText(hunk(true), null)).toEqual({
      markdown: '*Not committed yet*',
      plain: 'Not committed yet',
    });
  });

  it.each([
    ['+0200', 0, '1970-01-01 02:00 +0200'],
    ['-0330', 0, '1969-12-31 20:30 -0330'],
    ['(unknown)', 0, '1970-01-01 00:00 +0000'],
    ['+0000', 1e15, 'unknown date'],
  ])('knows the date in zone %s', (timezone, time, text) => {
    const commit = details('m');
    const dated = { ...commit, author: { ...commit.author, time, timezone } };
    expect(hoverText(hunk(false), dated).plain).toContain(`· ${text} ·`);
  });
});
