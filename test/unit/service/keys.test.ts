/** Equal questions have equal names, whatever order their parts come in. */
import { expect, it } from 'vitest';
import { textOf } from '../../../server/base/sharedText.ts';
import { type BlameOptions, defaultOptions } from '../../../server/blame/types.ts';
import { askedWithin, keyOf, optionsKey, shortKey } from '../../../server/service/keys.ts';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];

function ignoring(...commits: string[]): BlameOptions {
  return { ...defaultOptions, ignoreRevs: new Set(commits) };
}

it('names options by what they say', () => {
  expect(optionsKey(ignoring(a, b))).toBe(optionsKey(ignoring(b, a)));
  const keys = [ignoring(), ignoring(a), ignoring(a, b), { ...ignoring(), firstParent: true }].map(
    optionsKey,
  );
  expect(new Set(keys).size).toBe(4);
  // However long the list is.
  expect(keys.every((key) => key.length === 40)).toBe(true);
});

it('names texts by their names, and options among other things', () => {
  const keyFor = (name: string, options: BlameOptions) =>
    keyOf('overlay', { content: textOf(new Uint8Array(3), name), options } as never, 'stamp');
  expect(keyFor('one', ignoring(a))).toBe(keyFor('one', ignoring(a)));
  expect(keyFor('one', ignoring(a))).not.toBe(keyFor('two', ignoring(a)));
  expect(keyFor('one', ignoring(a))).not.toBe(keyFor('one', ignoring(b)));
});

it('tells questions apart by each of their fields, but for one that is left out', () => {
  const question = { repository: { gitDir: '/r' }, path: 'f', content: null, lines: ['1,2'], grafts: null };
  const others = [
    { ...question, repository: { gitDir: '/s' } },
    { ...question, path: 'g' },
    { ...question, lines: ['1', '2'] },
    { ...question, lines: null },
    { ...question, grafts: { data: Buffer.from('a') } },
    { ...question, grafts: { data: Buffer.from('b') } },
    { ...question, path: 'f,content:null' },
  ];
  const keyFor = (asked: object, leftOut?: string) => keyOf('blame', asked as never, 'stamp', leftOut);
  expect(new Set([question, ...others].map((asked) => keyFor(asked))).size).toBe(8);
  const limited = { ...question, limits: { bytes: 1 } };
  expect(keyFor(limited)).not.toBe(keyFor(question));
  expect([keyFor(limited, 'limits'), keyFor({ ...question, limits: undefined })]).toEqual([
    keyFor(question),
    keyFor(question),
  ]);
});

it('tells what was asked for apart by options and limits', () => {
  const limits = { milliseconds: 1, bytes: null };
  const asked = [
    askedWithin({}, undefined),
    askedWithin({}, limits),
    askedWithin({}, { ...limits, bytes: 1 }),
    askedWithin({ root: true }, limits),
  ];
  expect(new Set(asked).size).toBe(4);
  expect(askedWithin({ root: true }, { ...limits })).toBe(asked[3]);
});

it('keys are remembered by names of one length, different ones by different names', () => {
  const keys = ['a', 'b', `${'a'.repeat(1000)}1`, `${'a'.repeat(1000)}2`];
  const names = keys.map(shortKey);
  expect(keys.map(shortKey)).toEqual(names);
  expect(new Set(names).size).toBe(keys.length);
  expect(names.every((name) => name.length === 44)).toBe(true);
});
