/** Which of the words is the path. */
import { expect, test } from 'vitest';
import { UsageError } from '../../../server/cli/optionParser.ts';
import { splitWords } from '../../../server/cli/words.ts';

/** Words that begin with an upper-case letter name objects. */
const isObject = async (word: string) => /^[A-Z]/.test(word);

const parsed = (words: string[], beforeDashes: number | null = null, endOfOptions = false) => ({
  words,
  beforeDashes,
  endOfOptions,
});

test.each([
  [parsed(['p']), { path: 'p', revisions: [] }],
  [parsed(['A']), { path: 'A', revisions: [] }],
  [parsed(['A', 'p']), { path: 'p', revisions: ['A'] }],
  [parsed(['p', 'A']), { path: 'p', revisions: ['A'] }],
  [parsed(['A', 'B', 'C']), { path: 'C', revisions: ['A', 'B'] }],
  [parsed(['A', 'B'], 1), { path: 'B', revisions: ['A'] }],
  [parsed(['p', 'a'], 0), { path: 'p', revisions: ['a'] }],
  [parsed(['A', 'p'], 0, true), { path: 'p', revisions: ['A'] }],
  [parsed(['--', 'p'], 0, true), { path: 'p', revisions: [] }],
])('%j', async (words, expected) => {
  expect(await splitWords(words, isObject)).toEqual(expected);
});

test.each([parsed([]), parsed(['p'], 1), parsed(['A', 'p', 'q'], 1), parsed(['p'], 0, true)])(
  '%j fits no form',
  async (words) => {
    await expect(splitWords(words, isObject)).rejects.toThrow(UsageError);
  },
);
