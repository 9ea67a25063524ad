/** Commits written out. */
import { expect, it } from 'vitest';
import {
  changeDocument,
  commitDocument,
  commitHeader,
  commitLine,
} from '../../../server/present/commitText.ts';

const ada = { name: 'Ada', email: 'ada@example.com', time: 1_700_000_000, timezone: '+0200' };
const words = {
  commit: '1234567890abcdef',
  parents: ['aaaaaaaaaaaa'],
  message: 'Count notes\n\nAll.\n',
  summary: 'Count notes',
  author: ada,
  committer: ada,
};
const header = 'commit 1234567890abcdef\nAuthor: Ada <ada@example.com>\nDate:   2023-11-15 00:13 +0200\n';
const body = '\n    Count notes\n\n    All.\n';

it('a line', () => {
  expect(commitLine(words, ada.time + 7200)).toBe('1234567890 Ada, 2 hours ago: Count notes');
  expect(commitLine({ ...words, summary: 'a\nb\u001b[0m' }, ada.time)).not.toContain('\n');
});

it('a header, with both people and a merge', () => {
  expect(commitHeader(words)).toBe(header + body);
  const merge = { ...words, parents: ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], committer: { ...ada, name: 'Grace' } };
  expect(commitHeader(merge)).toContain('Merge: aaaaaaaaaa bbbbbbbbbb\n');
  expect(commitHeader(merge)).toContain('Commit: Grace <ada@example.com>\n');
});

it('a document, with what was left out', () => {
  expect(commitDocument(words, { text: 'diff\n', filesLeftOut: 0 })).toBe(`${header}${body}\ndiff\n`);
  expect(commitDocument(words, { text: 'diff\n', filesLeftOut: 3 })).toContain(
    '\n(3 more files were changed)\n',
  );
});

it('a change, or that there is none to show', () => {
  expect(changeDocument(words, '@@\n')).toBe(`${header}${body}\n@@\n`);
  expect(changeDocument(words, null)).toContain('(no difference that can be shown)');
});
