/** What messages show. */
import { expect, it } from 'vitest';
import { Activity } from '../../../../server/service/documents/activity.ts';
import { CALM } from '../../../../server/service/order/storms.ts';

const activity = () => new Activity({ now: () => 0, after: () => undefined });

it.each<[string, boolean, boolean]>([
  ['textDocument/didOpen', true, false],
  ['textDocument/didChange', true, true],
  ['textDocument/hover', true, false],
  ['textDocument/inlayHint', true, false],
  ['blame/line', true, false],
  ['textDocument/codeLens', false, false],
  ['blame/file', false, false],
])('%s shows the focus: %s, counts as an edit: %s', (method, shows, edits) => {
  const seen = activity();
  seen.saw('textDocument/didOpen', 'other');
  seen.saw(method, 'a');
  seen.saw(method, 'a');
  expect([seen.focus.urgencyOf('whole', 'a', true) === 'focused', seen.edits.delay('a')]).toEqual([
    shows,
    edits ? CALM : 0,
  ]);
});

it('forgets what was closed', () => {
  const seen = activity();
  for (const _ of [1, 2]) seen.saw('textDocument/didChange', 'a');
  seen.anyway.add('a');
  seen.closed('a');
  expect([seen.edits.delay('a'), seen.anyway.has('a')]).toEqual([0, false]);
});
