/** Annotations before the lines of a file in VS Code. */
import { describe, expect, it } from 'vitest';
import { annotate } from '../../../../clients/vscode/extension/columns.ts';

const day = 86_400;
const now = 2_000_000_000;

function check(name: string, daysAgo: number, id = 'a'.repeat(40)) {
  const hunk = { startLine: 3, endLine: 5, commit: id, originalLine: 0, originalPath: 'a' };
  const author = { name, email: '', time: now - daysAgo * day, timezone: '+0000' };
  const answer = { version: 1, hunks: [hunk], commits: { [id]: { summary: '', author } } };
  return annotate(answer, now, 'Not committed yet').map(({ line, text, heat }) => [
    line,
    text.replaceAll('\u00a0', '_'),
    heat,
  ]);
}

describe('annotations', () => {
  it.each([
    ['Ada', 1, 'Ada________________1d', 0],
    ['Augusta Ada King Lovelace', 100, 'Augusta_Ada_King__3mo', 4],
    ['李小龙', 400, '李小龙_____________1y', 6],
    ['a\u202eb\n', 9000, 'ab________________24y', 9],
  ])('of %s', (name, days, text, heat) => {
    const [first, second] = check(name, days);
    expect(first).toEqual([3, text, heat]);
    expect(second).toEqual([4, '_'.repeat(21), heat]);
  });

  it('say so where nothing is committed', () => {
    expect(check('Nobody', 500, '0'.repeat(40))[0]).toEqual([3, 'Not_committed_yet____', 0]);
  });
});
