/** Which of the named revisions a blame starts from. */
import { expect, test } from 'vitest';
import { startBackward, startForward } from '../../../server/blame/startingPoint.ts';

/** `a ^b` as named revisions, each its own id. */
function named(words: string) {
  const all = words.split(' ').filter(Boolean);
  const commits = (chosen: string[]) => chosen.map((text) => ({ text, oid: text }));
  return {
    positive: commits(all.filter((word) => !word.startsWith('^'))),
    negative: commits(all.filter((word) => word.startsWith('^')).map((word) => word.slice(1))),
  };
}

test.each([
  ['', null],
  ['^a', null],
  ['a', 'a'],
  ['a ^b', 'a'],
  ['a ^a', null],
  ['a b ^b', 'a'],
])('backward from "%s": %s', (words, start) => {
  expect(startBackward(named(words))?.oid ?? null).toBe(start);
});

test.each([
  ['^a b', 'a', 'b'],
  ['^a', 'a', null],
  ['a', 'a', null],
])('forward from "%s": %s to %s', (words, start, end) => {
  const ends = startForward(named(words), false);
  expect([ends.start.oid, ends.end?.oid ?? null]).toEqual([start, end]);
});

test.each<[string, () => unknown]>([
  ['More than one commit to dig from b and a?', () => startBackward(named('a b'))],
  ['More than one commit to dig up from, b and a?', () => startForward(named('^a ^b'), false)],
  ['No commit to dig up from?', () => startForward(named(''), false)],
  ['No commit to dig up from?', () => startForward(named('a b'), false)],
  [
    '--reverse and --first-parent together require specified latest commit',
    () => startForward(named('^a'), true),
  ],
])('%s', (message, start) => {
  expect(start).toThrow(expect.objectContaining({ code: 'badRevision', message }));
});
