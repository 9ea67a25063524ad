/** What an editor shows of work that takes long: nothing, a beginning and an end, or what it asked for itself. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

describeWithGit(needsGit('progress'), () => {
  let slow: GitRepository;
  let uri = '';
  const clients: LspClient[] = [];
  beforeAll(() => {
    slow = createRepository();
    slow.write('.gitattributes', '*.slow diff=slow\n');
    slow.write('f.slow', 'one\n');
    slow.write('f.quick', 'one\n');
    slow.commit('one');
    slow.git('config', 'diff.slow.textconv', 'sleep 1.5; cat');
    uri = uriOf(join(slow.directory, 'f.slow'));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });
  afterAll(() => slow.remove());

  async function start(workDoneProgress = true) {
    const client = startClient();
    clients.push(client);
    const told: { token: string; value: { kind: string; title?: string } }[] = [];
    client.connection.onNotification('$/progress', (params: (typeof told)[number]) => void told.push(params));
    await client.initialize({
      capabilities: { window: { workDoneProgress } },
      initializationOptions: { historyIndex: false },
    });
    const ask = (params: object = {}) =>
      client.start('blame/file', { textDocument: { uri }, options: { textconv: true }, ...params });
    return { client, told, ask };
  }

  it('of slow work begins and ends', async () => {
    const { client, told, ask } = await start();
    await ask().answer;
    expect(client.asked).toContain('window/workDoneProgress/create');
    await expect.poll(() => told.map(({ value }) => value.kind)).toEqual(['begin', 'report', 'end']);
    expect(told[0]?.value).toEqual({ kind: 'begin', title: 'Blame of f.slow', cancellable: true });
  });

  it('ends with the work when the user does not want to wait', async () => {
    const { client, told, ask } = await start();
    const { answer } = ask();
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
    client.notify('window/workDoneProgress/cancel', { token: told[0]?.token });
    expect(await errorCode(answer)).toBe(-32802);
    await expect.poll(async () => isIdle(await client.stats())).toBe(true);
    expect(told.at(-1)?.value.kind).toBe('end');
    // It is no fault that would be remembered.
    await ask().answer;
  });

  it.each<[string, boolean, object]>([
    ['of quick work', true, { textDocument: { uri: '' } }],
    ['where the client can not show it', false, {}],
    ['where the client shows it by itself', true, { workDoneToken: 'own' }],
  ])('is not made %s', async (name, able, params) => {
    const { client, told, ask } = await start(able);
    const quick = { textDocument: { uri: uriOf(join(slow.directory, 'f.quick')) } };
    await ask(name === 'of quick work' ? quick : params).answer;
    expect(client.asked).not.toContain('window/workDoneProgress/create');
    expect(new Set(told.map(({ token }) => token))).toEqual(
      new Set('workDoneToken' in params ? ['own'] : []),
    );
  });
});
