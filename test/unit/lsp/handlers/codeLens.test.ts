/** Lenses over the scripted service. */
import { expect, it } from 'vitest';
import { codeLens } from '../../../../server/lsp/handlers/codeLens.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

async function titles(uri: string, init: object = {}) {
  const { session, world } = fakeSession({ ...init });
  world.files['/top/f'] = 'a\nb\nc\n';
  const lenses = await codeLens.handle(session, { textDocument: { uri } }, fakeContext().context);
  return (lenses as { command: { title: string } }[]).map(({ command }) => command.title);
}

it.each([
  ['a file', 'file:///top/f', {}, ['Ada, 1 day ago · 2 commits · 1 author']],
  ['what is no file', 'untitled:1', {}, []],
  ['a file without history', 'file:///elsewhere/f', {}, []],
  ['a file when they are switched off', 'file:///top/f', { initializationOptions: { codeLens: false } }, []],
])('shows for %s', async (_, uri, init, expected) => {
  expect(await titles(uri, init)).toEqual(expected);
});
