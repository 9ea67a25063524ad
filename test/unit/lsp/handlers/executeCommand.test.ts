/** Commands. */
import { expect, it } from 'vitest';
import { executeCommand } from '../../../../server/lsp/handlers/executeCommand.ts';
import { questionOf } from '../../../../server/lsp/query.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

it('blame.anyway lifts the limits for its document', async () => {
  const { session } = fakeSession({ capabilities: { workspace: { codeLens: { refreshSupport: true } } } });
  const limited = () => questionOf(session, { uri }, {}).file?.limits !== undefined;
  expect(limited()).toBe(true);
  const { context, asked } = fakeContext();
  await executeCommand.handle(session, { command: 'blame.anyway', arguments: [uri] }, context);
  expect(limited()).toBe(false);
  expect(asked.map(({ method }) => method)).toEqual(['workspace/codeLens/refresh']);
  session.activity.closed(uri);
  expect(limited()).toBe(true);
});

it.each([
  [{ command: 'blame.other' }, 'no command'],
  [{ command: 'blame.anyway' }, 'arguments[0]'],
  [{ command: 'blame.anyway', arguments: [7] }, 'arguments[0]'],
])('%j is refused', async (params, words) => {
  const { session } = fakeSession();
  await expect(executeCommand.handle(session, params, fakeContext().context)).rejects.toThrow(words);
});
