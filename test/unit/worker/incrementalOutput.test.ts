/** Output of git in pieces of any size. */
import { expect, it } from 'vitest';
import { IncrementalOutput } from '../../../server/worker/incrementalOutput.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);
const none = '0'.repeat(40);
const output = Buffer.from(
  [
    `${a} 3 1 2`,
    'author Ada \u00fc',
    'author-mail <ada@example.com>',
    'author-time 1700000000',
    'author-tz +0200',
    'committer Bob',
    'committer-mail <bob@example.com>',
    'committer-time 1700000001',
    'committer-tz -0100',
    'summary Count notes',
    `previous ${b} old name.c`,
    'filename new.c',
    `${a} 9 3 1`,
    `previous ${b} old name.c`,
    'filename new.c',
    `${b} 1 4 1`,
    'author B',
    'summary ',
    'boundary',
    'filename "tab\\there\\303\\251\\".c"',
    `${none} 5 5 1`,
    'author Not Committed Yet',
    'filename new.c',
    '',
  ].join('\n'),
).toString('latin1');

it.each([1, 7, 100_000])('is understood in pieces of %i bytes', (size) => {
  const parsed = new IncrementalOutput();
  for (let at = 0; at < output.length; at += size) parsed.add(output.slice(at, at + size));
  expect([parsed.pending, parsed.lineCount]).toEqual([4, 5]);
  const batch = parsed.takeBatch();
  expect([...(batch?.rows ?? [])]).toEqual([0, 2, 2, 0, 0, 2, 1, 8, 0, 0, 3, 1, 0, 1, 0, 4, 1, 4, 2, 0]);
  expect(batch?.origins).toEqual([
    { commit: a, path: 'new.c', previous: { commit: b, path: 'old name.c' }, boundary: false },
    { commit: b, path: 'tab\there\xc3\xa9".c', previous: null, boundary: true },
    { commit: none, path: 'new.c', previous: null, boundary: false },
  ]);
  expect(Object.keys(batch?.commits ?? {})).toEqual([a, b]);
  expect(batch?.commits[a]).toEqual({
    summary: 'Count notes',
    author: { name: 'Ada \u00fc', email: 'ada@example.com', time: 1_700_000_000, timezone: '+0200' },
    committer: { name: 'Bob', email: 'bob@example.com', time: 1_700_000_001, timezone: '-0100' },
  });
  expect(parsed.takeBatch()).toBeNull();
});
