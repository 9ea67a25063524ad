/** Numbers for commits. */
import { expect, it } from 'vitest';
import { Handles } from '../../../server/service/handles.ts';

it('gives one number for lines of one commit in one document that have the same way to it', () => {
  const handles = new Handles();
  const one = { uri: 'file:///a', commit: 'aa', path: 'f', shift: 0 };
  const other = { uri: 'file:///b', commit: 'aa', path: 'f', shift: 0 };
  const moved = { ...one, shift: 4 };
  const numbers = [one, other, one, moved].map((each) => handles.numberOf(each));
  expect(numbers).toEqual([1, 2, 1, 3]);
  expect([handles.handledBy(1), handles.handledBy(2)]).toEqual([one, other]);
});

it.each([0, 3, '1', null, undefined, Number.NaN])('knows nothing of %s', (number) => {
  const handles = new Handles();
  handles.numberOf({ uri: 'u', commit: 'c', path: 'f', shift: 0 });
  expect(handles.handledBy(number)).toBeNull();
});

it('forgets what was not used for longest', () => {
  const handles = new Handles();
  for (let i = 0; i <= 20_000; i++) handles.numberOf({ uri: 'u', commit: String(i), path: 'f', shift: 0 });
  expect([handles.handledBy(1), handles.handledBy(20_001)]).toEqual([
    null,
    { uri: 'u', commit: '20000', path: 'f', shift: 0 },
  ]);
  expect(handles.numberOf({ uri: 'u', commit: '0', path: 'f', shift: 0 })).toBe(20_002);
});
