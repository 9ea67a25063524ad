/** What the extension for VS Code says of a line. */
import { describe, expect, it } from 'vitest';
import { lineText, oneLine, shortAge, withoutIcons } from '../../../../clients/vscode/extension/text.ts';

const commit = {
  summary: 'Count notes',
  author: { name: 'Ada', email: 'ada@example.com', time: 1_700_000_000, timezone: '+0200' },
};
const hunk = { startLine: 0, endLine: 1, commit: 'ab'.repeat(20), originalLine: 0, originalPath: 'a' };
const facts = { hunk, commit, now: 1_700_000_000 + 3 * 86_400, uncommitted: 'Not yet' };

describe('the text of a line', () => {
  it.each([
    ['${author}, ${ago} · ${summary}', 'Ada, 3 days ago · Count notes'],
    ['${sha} ${date} <${authorMail}>', 'abababab 2023-11-15 <ada@example.com>'],
    ['${nothing} $ {author}', '${nothing} $ {author}'],
    ['', ''],
  ])('%s', (format, expected) => {
    expect(lineText(format, facts)).toBe(expected);
  });

  it('says of a line without a commit what is set for it', () => {
    expect(lineText('${author}', { ...facts, hunk: { ...hunk, commit: '0'.repeat(40) } })).toBe('Not yet');
  });

  it('is one line without tricks, of bounded length', () => {
    expect(oneLine('a\nb\u202ec\u0007')).toBe('a b c ');
    expect(Array.from(oneLine('😀'.repeat(300)))).toHaveLength(200);
    expect(withoutIcons('$(trash) me')).toBe('$ (trash) me');
  });
});

describe('ages', () => {
  it.each([
    [-5, 'just now', 'now'],
    [59, 'just now', 'now'],
    [60, '1 minute ago', '1m'],
    [7200, '2 hours ago', '2h'],
    [86_400, '1 day ago', '1d'],
    [20 * 86_400, '2 weeks ago', '2w'],
    [70 * 86_400, '2 months ago', '2mo'],
    [800 * 86_400, '2 years ago', '2y'],
  ])('%i s', (seconds, long, short) => {
    expect(lineText('${ago}', { ...facts, now: commit.author.time + seconds })).toBe(long);
    expect(shortAge(seconds)).toBe(short);
  });
});
