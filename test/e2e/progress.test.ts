/** What an editor shows of work that takes long: nothing, a beginning and an end, or what it asked for itself. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

/** Work is told of from 300 ms on. */
const LONG_ENOUGH = 600;

describeWithGit(needsGit('progress'), () => {
  let slow: GitRepository;
  let uri = '';
  let gate = '';
  const clients: LspClient[] = [];
  beforeAll(() => {
    slow = createRepository();
    gate = join(slow.directory, 'gate');
    slow.write('.gitattributes', '*.slow diff=slow\n');
    slow.write('f.slow', 'one\n');
    slow.write('f.quick', 'one\n');
    slow.commit('one');
    // Takes as long as the test wants it to.
    slow.git('config', 'diff.slow.textconv', `while [ -e '${gate}' ]; do sleep 0.02; done; cat`);
    uri = uriOf(join(slow.directory, 'f.slow'));
  });
  afterEach(() => {
    open();
    for (const client of clients.splice(0)) client.kill();
  });
  afterAll(() => slow.remove());

  const close = () => writeFileSync(gate, '');
  const open = () => rmSync(gate, { force: true });

  async function start(workDoneProgress = true) {
    const client = startClient();
    clients.push(client);
    const told: { token: string; value: { kind: string; title?: string } }[] = [];
    client.connection.onNotification('$/progress', (params: (typeof told)[number]) => void told.push(params));
    await client.initialize({
      capabilities: { window: { workDoneProgress } },
      initializationOptions: { historyIndex: false, keepBlames: false },
    });
    const ask = (params: object = {}) =>
      client.start('blame/file', { textDocument: { uri }, options: { textconv: true }, ...params });
    return { client, told, ask };
  }

  it('of slow work begins and ends', async () => {
    close();
    const { client, told, ask } = await start();
    const { answer } = ask();
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
    open();
    await answer;
    expect(client.asked).toContain('window/workDoneProgress/create');
    await expect.poll(() => told.map(({ value }) => value.kind)).toEqual(['begin', 'report', 'end']);
    expect(told[0]?.value).toEqual({ kind: 'begin', title: 'Blame of f.slow', cancellable: true });
  });

  it('ends with the work when the user does not want to wait', async () => {
    close();
    const { client, told, ask } = await start();
    const { answer } = ask();
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
    client.notify('window/workDoneProgress/cancel', { token: told[0]?.token });
    expect(await errorCode(answer)).toBe(-32802);
    await expect.poll(async () => isIdle(await client.stats())).toBe(true);
    expect(told.at(-1)?.value.kind).toBe('end');
    open();
    // It is no fault that would be remembered.
    await ask().answer;
  });

  it('of quick work is not made', async () => {
    const { client, told, ask } = await start();
    await ask({ textDocument: { uri: uriOf(join(slow.directory, 'f.quick')) } }).answer;
    expect(told).toEqual([]);
    expect(client.asked).not.toContain('window/workDoneProgress/create');
  });

  it.each<[string, boolean, object]>([
    ['where the client can not show it', false, {}],
    ['where the client shows it by itself', true, { workDoneToken: 'own' }],
  ])('is not made %s', async (_, able, params) => {
    close();
    const { client, told, ask } = await start(able);
    const { answer } = ask(params);
    await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH));
    open();
    await answer;
    expect(client.asked).not.toContain('window/workDoneProgress/create');
    expect(new Set(told.map(({ token }) => token))).toEqual(
      new Set('workDoneToken' in params ? ['own'] : []),
    );
  });
});
