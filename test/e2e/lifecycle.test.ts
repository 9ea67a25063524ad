/** The built server's life: handshake, orders out of turn, broken messages, and every way to end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { builtServer, errorCode, type LspClient, startClient } from '../support/lspClient.ts';
import { isAlive, shortest } from '../support/processes.ts';

const clients: LspClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
});

function start(args?: readonly string[]): LspClient {
  const client = startClient(args);
  clients.push(client);
  return client;
}

describe('by the book', () => {
  it('shakes hands, stops, and leaves with 0', async () => {
    const client = start();
    const { capabilities, serverInfo } = await client.initialize();
    expect(serverInfo.name).toBe('blame-language-server');
    expect(capabilities.positionEncoding).toBe('utf-16');
    expect(capabilities.experimental.blameProvider.methods).toContain('blame/file');
    expect(await client.stop()).toEqual({ code: 0, signal: null });
  });

  it('answers initialize once, and what was sent with it', async () => {
    const client = start();
    const heard: string[] = [];
    client.process.stdout.on('data', (data: Buffer) => heard.push(data.toString()));
    const first = client.request('initialize', { processId: null, capabilities: {} });
    const second = client.stats();
    await first;
    expect(await second).toMatchObject({ requests: 0 });
    expect(heard.join('').match(/"id":\d+/g)).toEqual(['"id":0', '"id":1']);
  });

  it('refuses requests before initialize', async () => {
    const client = start();
    for (const method of ['blame/file', 'textDocument/hover', 'shutdown', 'unheard/of']) {
      expect(await errorCode(client.request(method, {}))).toBe(-32002);
    }
    await client.initialize();
    expect(await client.stats()).toMatchObject({ requests: 0 });
  });

  it('refuses requests after shutdown, and a second initialize', async () => {
    const client = start();
    await client.initialize();
    expect(await errorCode(client.initialize())).toBe(-32600);
    await client.request('shutdown', undefined);
    expect(await errorCode(client.stats())).toBe(-32600);
    expect(await errorCode(client.request('shutdown', undefined))).toBe(-32600);
  });

  it('knows no unknown methods and minds no unknown notifications', async () => {
    const client = start();
    await client.initialize();
    client.notify('unheard/of', { a: 1 });
    client.notify('$/unheard', {});
    for (const method of ['unheard/of', 'blame/unheard', 'textDocument/completion', 'workspace/symbol']) {
      expect(await errorCode(client.request(method, {}))).toBe(-32601);
    }
    expect(client.logged).toEqual([]);
  });
});

describe('broken messages', () => {
  const frame = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it.each(['{"jsonrpc": "2.0", oops', '', 'null', '7', '"text"', '[]', '{}', '{"jsonrpc":"2.0","method":7}'])(
    'are survived: %j',
    async (body) => {
      const client = start();
      await client.initialize();
      client.process.stdin.write(frame(body));
      expect((await client.stats()).inFlight).toBe(0);
    },
  );

  it('are answered as JSON-RPC wants', async () => {
    const client = start();
    const answered = new Promise<string>((resolve) => {
      client.process.stdout.on('data', (data: Buffer) => {
        if (data.includes('-32700')) resolve(data.toString());
      });
    });
    client.process.stdin.write(frame('{"jsonrpc": "2.0", oops'));
    expect(await answered).toContain('"id":null');
  });

  it.each([
    ['textDocument/didOpen', {}],
    [
      'textDocument/didChange',
      { textDocument: { uri: 'file:///x', version: 2 }, contentChanges: [{ range: 7 }] },
    ],
    ['textDocument/didClose', null],
    ['workspace/didChangeConfiguration', { settings: { blame: 7 } }],
    ['$/cancelRequest', {}],
  ])('that are good JSON but bad parameters are survived: %s', async (method, params) => {
    const client = start();
    await client.initialize();
    client.notify(method, params);
    expect((await client.stats()).inFlight).toBe(0);
  });
});

describe('the end', () => {
  it('comes with exit, and says 1 without shutdown', async () => {
    const client = start();
    await client.initialize();
    client.notify('exit', undefined);
    expect(await client.ended).toEqual({ code: 1, signal: null });
  });

  it.each([
    ['before initialize', false, 1],
    ['after shutdown', true, 0],
  ])('comes with the end of input %s', async (_, shutdown, code) => {
    const client = start();
    if (shutdown) {
      await client.initialize();
      await client.request('shutdown', undefined);
    }
    client.process.stdin.end();
    expect(await client.ended).toEqual({ code, signal: null });
  });

  it('comes when the client dies, although its pipe stays open', async () => {
    const time = await shortest(200, async () => {
      const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
      const client = start();
      await client.initialize({ processId: parent.pid });
      await client.stats();
      return endAfterDeath(client, parent);
    });
    expect(time).toBeLessThan(200);
  });

  it('comes when the process named on the command line is gone', async () => {
    const time = await shortest(200, async () => {
      const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
      const client = start(['--stdio', `--clientProcessId=${parent.pid}`]);
      await client.initialize({ processId: null });
      await client.stats();
      return endAfterDeath(client, parent);
    });
    expect(time).toBeLessThan(200);
  });

  it('leaves no process behind when the client is killed', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(builtServer)}, '--stdio']);
      console.log(child.pid);`;
    const client = spawn(process.execPath, ['-e', script]);
    const server = await new Promise<number>((resolve) =>
      client.stdout.once('data', (data) => resolve(Number(data))),
    );
    expect(isAlive(server)).toBe(true);
    client.kill('SIGKILL');
    await expect.poll(() => isAlive(server), { timeout: 3000 }).toBe(false);
  });
});

describe('the command line', () => {
  const run = (...args: string[]) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [builtServer, ...args]);
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (data) => {
        stdout += data;
      });
      child.stderr.on('data', (data) => {
        stderr += data;
      });
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });

  it('says its version and its usage', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(await run('--help')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('--stdio'),
    });
  });

  it('refuses what it does not know', async () => {
    const answer = await run('--frobnicate');
    expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--frobnicate') });
  });
});

describe('other ways to the client', () => {
  it('leads over a socket, and ends with it', async () => {
    const listener = createServer();
    const port = await new Promise<number>((resolve) =>
      listener.listen(0, '127.0.0.1', () => resolve((listener.address() as { port: number }).port)),
    );
    const connected = new Promise<import('node:net').Socket>((resolve) =>
      listener.once('connection', resolve),
    );
    const client = start([`--socket=${port}`]);
    const socket = await connected;
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { capabilities: {} },
    });
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await expect.poll(() => answer).toContain('blameProvider');
    socket.destroy();
    listener.close();
    expect((await client.ended).code).toBe(1);
  });

  it("leads over node's own channel, and ends with it", async () => {
    const child = spawn(process.execPath, [builtServer, '--node-ipc'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const answer = new Promise<object>((resolve) =>
      child.once('message', (message) => resolve(message as object)),
    );
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
    expect(await answer).toMatchObject({ id: 1, result: { capabilities: {} } });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    expect(await ended).toBe(1);
  });
});

/** Kills the process that the client is said to live in; how long the server lived on, in milliseconds. */
async function endAfterDeath(client: LspClient, parent: ChildProcess): Promise<number> {
  const died = new Promise((resolve) => parent.once('exit', resolve));
  parent.kill('SIGKILL');
  await died;
  const since = performance.now();
  expect((await client.ended).code).toBe(1);
  return performance.now() - since;
}

it('was built before it is tested', () => {
  expect(existsSync(builtServer)).toBe(true);
});
