/** Where the user is. */
import { expect, it } from 'vitest';
import { Focus } from '../../../../server/service/documents/focus.ts';

it('is where the last message showed it to be', () => {
  const focus = new Focus();
  const order = () => ['a', 'b'].map((uri) => focus.urgencyOf('whole', uri, true));
  expect(order()).toEqual(['focused', 'focused']);
  focus.touch('a');
  expect(order()).toEqual(['focused', 'open']);
  focus.touch('b');
  expect(order()).toEqual(['open', 'focused']);
  expect(focus.urgencyOf('whole', 'a', false)).toBe('background');
  focus.leave('a');
  expect(order()).toEqual(['open', 'focused']);
  focus.leave('b');
  expect(order()).toEqual(['focused', 'focused']);
});

it('makes what is asked less urgent when it goes elsewhere', () => {
  const focus = new Focus();
  focus.touch('a');
  const now = () => (['cursor', 'visible', 'whole'] as const).map((aim) => focus.urgencyOf(aim, 'a', true));
  expect(now()).toEqual(['cursor', 'visible', 'focused']);
  focus.touch('b');
  expect(now()).toEqual(['open', 'focused', 'open']);
  focus.touch('a');
  expect(now()).toEqual(['cursor', 'visible', 'focused']);
});
