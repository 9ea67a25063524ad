/** Getting to know a client. */
import { expect, it } from 'vitest';
import { fakeSession } from '../../../support/fakeSession.ts';

it.each([
  [{}, { hover: true, inlayHint: true }],
  [{ clientInfo: null, capabilities: null, initializationOptions: null }, { inlayHint: true }],
  [{ clientInfo: { name: 7 } }, { inlayHint: true }],
  [{ clientInfo: { name: 'Neovim' } }, { inlayHint: false }],
  [{ clientInfo: { name: 'Neovim' }, initializationOptions: { inlayHint: true } }, { inlayHint: true }],
  [{ initializationOptions: { blame: { hover: false } } }, { hover: false }],
])('takes %j', (params, settings) => {
  expect(fakeSession(params).session.settings).toMatchObject(settings);
});

it('complains about settings it does not understand', () => {
  expect(fakeSession({ initializationOptions: { hover: 3 } }).logged).toEqual([
    'warning: setting blame.hover must be true or false',
  ]);
});
