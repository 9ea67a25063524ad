/** Numbers for commits. */
import { expect, it } from 'vitest';
import { Handles } from '../../../server/service/handles.ts';

it('gives one number for one commit in one document', () => {
  const handles = new Handles();
  const one = { uri: 'file:///a', commit: 'aa', path: 'f' };
  const other = { uri: 'file:///b', commit: 'aa', path: 'f' };
  const numbers = [one, other, one].map((each) => handles.numberOf(each));
  expect(numbers).toEqual([1, 2, 1]);
  expect([handles.handledBy(1), handles.handledBy(2)]).toEqual([one, other]);
});

it.each([0, 3, '1', null, undefined, Number.NaN])('knows nothing of %s', (number) => {
  const handles = new Handles();
  handles.numberOf({ uri: 'u', commit: 'c', path: 'f' });
  expect(handles.handledBy(number)).toBeNull();
});

it('forgets what was not used for longest', () => {
  const handles = new Handles();
  for (let i = 0; i <= 20_000; i++) handles.numberOf({ uri: 'u', commit: String(i), path: 'f' });
  expect([handles.handledBy(1), handles.handledBy(20_001)]).toEqual([
    null,
    { uri: 'u', commit: '20000', path: 'f' },
  ]);
  expect(handles.numberOf({ uri: 'u', commit: '0', path: 'f' })).toBe(20_002);
});
