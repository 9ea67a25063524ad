/** What lenses say. */
import { expect, it } from 'vitest';
import { parseGroupTemplate } from '../../../server/present/fields.ts';
import { type LensCommit, lensText } from '../../../server/present/lens.ts';

const DAY = 86_400;
const wording = { now: 10 * DAY, dateFormat: 'ago', you: 'You', identity: null };

function by(name: string, days: number, commit = `${name}${days}`): LensCommit {
  const author = { name, email: `${name}@EXAMPLE.com`, time: days * DAY, timezone: '+0000' };
  return { commit, words: { summary: `by ${name}`, author, committer: author }, path: 'f' };
}

it.each<[string, LensCommit[], string]>([
  ['one commit', [by('Ada', 8)], 'Ada, 2 days ago · 1 commit · 1 author'],
  [
    'several, named after the latest',
    [by('Ada', 8), by('Bob', 9), by('Ada', 1)],
    'Bob, 1 day ago · 3 commits · 2 authors',
  ],
  [
    'one commit under two names',
    [by('Ada', 8, 'x'), by('Ada', 8, 'x')],
    'Ada, 2 days ago · 1 commit · 1 author',
  ],
  ['none', [], 'Not committed yet'],
])('%s', (_, commits, text) => {
  const template = parseGroupTemplate('${author}, ${date} · ${commits} · ${authors}');
  expect(lensText(commits, { template, wording })).toBe(text);
});

it('has the pictures of its template and no others', () => {
  const template = parseGroupTemplate('$(git-commit) ${author} ${summary}');
  expect(lensText([by('$(verified) Eve', 1)], { template, wording })).toBe(
    '$(git-commit) $ (verified) Eve by $ (verified) Eve',
  );
});

it('can be said otherwise', () => {
  const template = parseGroupTemplate('${authorCount}: ${summary} (${sha:4})');
  expect(lensText([by('Ada', 1, 'abcdef')], { template, wording })).toBe('1: by Ada (abcd)');
});
