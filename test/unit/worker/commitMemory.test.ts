/** What is shown of a commit is read once, and anew where something may say it otherwise. */
import { expect, it } from 'vitest';
import type { Mailmap } from '../../../server/git/mailmap.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import { CommitMemory, MOST_COMMITS } from '../../../server/worker/commitMemory.ts';

const person = { name: 'A', email: 'a', time: 0, timezone: '+0000' };

function stage() {
  const memory = new CommitMemory();
  const reads: string[] = [];
  const read = (commit: string) => {
    reads.push(commit);
    return { summary: commit, author: person, committer: person, message: 'long' };
  };
  const ask = (reader: ObjectReader, mailmap: Mailmap, commits: readonly string[]) =>
    commits.map((commit) => memory.of(reader, mailmap, read)(commit));
  return { reads, ask };
}

function readerWith(overrides: string): ObjectReader {
  const reader: Partial<ObjectReader> = { overrides };
  return reader as ObjectReader;
}

it('once, and without what is not shown', () => {
  const { reads, ask } = stage();
  const [reader, mailmap] = [readerWith(''), new Map()];
  const [first] = ask(reader, mailmap, ['a', 'b', 'a']);
  expect(first).toEqual({ summary: 'a', author: person, committer: person });
  ask(reader, mailmap, ['b']);
  expect(reads).toEqual(['a', 'b']);
});

it('anew with another mailmap, other replacements, another reader', () => {
  const { reads, ask } = stage();
  const [reader, mailmap] = [readerWith(''), new Map()];
  ask(reader, mailmap, ['a']);
  ask(reader, new Map(), ['a']);
  Object.assign(reader, { overrides: 'replace a b' });
  ask(reader, mailmap, ['a']);
  ask(readerWith('replace a b'), mailmap, ['a']);
  expect(reads).toEqual(['a', 'a', 'a', 'a']);
});

it('is bounded', () => {
  const { reads, ask } = stage();
  const [reader, mailmap] = [readerWith(''), new Map()];
  const many = Array.from({ length: MOST_COMMITS }, (_, number) => String(number));
  ask(reader, mailmap, many);
  ask(reader, mailmap, many);
  expect(reads.length).toBe(MOST_COMMITS);
  ask(reader, mailmap, ['one more', '0']);
  expect(reads.slice(MOST_COMMITS)).toEqual(['one more', '0']);
});
