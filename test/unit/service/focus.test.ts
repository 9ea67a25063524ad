/** Where the user is. */
import { expect, it } from 'vitest';
import { Focus } from '../../../server/service/focus.ts';

it('is where the last message showed it to be', () => {
  const focus = new Focus();
  const order = () => ['a', 'b'].map((uri) => focus.ofWhole(uri, true));
  expect(order()).toEqual(['focused', 'focused']);
  focus.touch('a');
  expect(order()).toEqual(['focused', 'open']);
  focus.touch('b');
  expect(order()).toEqual(['open', 'focused']);
  expect(focus.ofWhole('a', false)).toBe('background');
  focus.leave('a');
  expect(order()).toEqual(['open', 'focused']);
  focus.leave('b');
  expect(order()).toEqual(['focused', 'focused']);
});
