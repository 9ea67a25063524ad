/** The words editors show. */
import { describe, expect, it } from 'vitest';
import { hoverText, isCommitted } from '../../../server/service/annotations.ts';
import type { CommitRecord } from '../../../server/worker/messages.ts';

function record(name: string, time: number, summary = 'Count notes'): CommitRecord {
  const person = { name, email: 'ada@example.com', time, timezone: '+0200' };
  return { summary, author: person, committer: person };
}

it('knows what is not committed', () => {
  expect([isCommitted('0'.repeat(40)), isCommitted('ab')]).toEqual([false, true]);
});

describe('a hover', () => {
  const origin = (boundary: boolean) => ({ commit: 'abcdef0123456789', boundary });
  const details = (message: string, name = 'Ada') => ({
    commit: 'abcdef0123456789',
    parents: [],
    message,
    change: null,
    ...record(name, 1_700_000_000),
  });

  it('says who, when, what, in both forms', () => {
    const { markdown, plain } = hoverText(origin(false), details('Count notes\n\nAll of them.\n'));
    expect(markdown).toBe(
      '**Ada** \\<ada\\@example.com\\> · 2023-11-15 00:13 +0200 · `abcdef0123`\n\n```text\nCount notes\n\nAll of them.\n```',
    );
    expect(plain).toBe(
      'Ada <ada@example.com> · 2023-11-15 00:13 +0200 · abcdef0123\n\nCount notes\n\nAll of them.',
    );
  });

  it('lets no name and no message act as markup', () => {
    const { markdown } = hoverText(origin(false), details('```\n[x](command:y)', '[evil](http://x)'));
    expect(markdown).toContain('**\\[evil\\](http\\://x)**');
    expect(markdown).toContain('````text\n```\n[x](command:y)\n````');
  });

  it('names a boundary, and lines without a commit', () => {
    expect(hoverText(origin(true), details('m')).plain).toContain(' · boundary');
    expect(hoverText(origin(true), null)).toEqual({
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
    expect(hoverText(origin(false), dated).plain).toContain(`· ${text} ·`);
  });
});
