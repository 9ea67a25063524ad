/** Getting to know a client. */
import { expect, it } from 'vitest';
import { fakeSession } from '../../../support/fakeSession.ts';

it.each([
  [{}, { hover: 'always', inlayHint: 'hunk' }],
  [{ clientInfo: null, capabilities: null, initializationOptions: null }, { inlayHint: 'hunk' }],
  [{ clientInfo: { name: 7 } }, { inlayHint: 'hunk' }],
  [{ clientInfo: { name: 'Neovim' } }, { inlayHint: 'off' }],
  [{ clientInfo: { name: 'Neovim' }, initializationOptions: { inlayHint: true } }, { inlayHint: 'hunk' }],
  [{ initializationOptions: { blame: { hover: false } } }, { hover: 'off' }],
])('takes %j', (params, settings) => {
  expect(fakeSession(params).session.settings).toMatchObject(settings);
});

it('complains about settings it does not understand', () => {
  expect(fakeSession({ initializationOptions: { hover: 3 } }).logged).toEqual([
    'warning: setting blame.hover must be one of always, endOfLine, off',
  ]);
});
