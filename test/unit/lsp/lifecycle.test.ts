/** What a server may be asked, and when. */
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Message } from 'vscode-jsonrpc/node';
import { isRequest, Lifecycle, watchProcess } from '../../../server/lsp/lifecycle.ts';

const request = (method: string) => ({ jsonrpc: '2.0', id: 1, method }) as Message;
const notification = (method: string) => ({ jsonrpc: '2.0', method }) as Message;
const response = { jsonrpc: '2.0', id: 1, result: null } as Message;

function lifecycleIn(phase: 'new' | 'running' | 'stopped'): Lifecycle {
  const lifecycle = new Lifecycle();
  if (phase !== 'new') lifecycle.start();
  if (phase === 'stopped') lifecycle.stop();
  return lifecycle;
}

describe('a server', () => {
  it.each([
    ['new', request('initialize'), 'pass'],
    ['new', request('blame/file'), -32002],
    ['new', request('shutdown'), -32002],
    ['new', notification('textDocument/didOpen'), 'drop'],
    ['new', notification('exit'), 'pass'],
    ['running', request('initialize'), -32600],
    ['running', request('blame/file'), 'pass'],
    ['running', request('unheard/of'), 'pass'],
    ['running', response, 'pass'],
    ['stopped', request('blame/file'), -32600],
    ['stopped', request('shutdown'), -32600],
    ['stopped', notification('textDocument/didOpen'), 'drop'],
    ['stopped', notification('exit'), 'pass'],
    ['stopped', notification('$/cancelRequest'), 'pass'],
    ['stopped', response, 'pass'],
  ] as const)('that is %s takes %j: %s', (phase, message, verdict) => {
    const answer = lifecycleIn(phase).admit(message);
    expect(typeof answer === 'string' ? answer : answer.code).toBe(verdict);
  });

  it('ends well only after shutdown', () => {
    expect((['new', 'running', 'stopped'] as const).map((phase) => lifecycleIn(phase).exitCode)).toEqual([
      1, 1, 0,
    ]);
  });

  it('knows a request from other messages', () => {
    expect([request('x'), notification('x'), response].map(isRequest)).toEqual([true, false, false]);
  });
});

it('notices that a process is gone, once', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  let gone = 0;
  watchProcess(child.pid ?? 0, () => gone++);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(gone).toBe(0);
  child.kill('SIGKILL');
  await expect.poll(() => gone, { timeout: 2000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(gone).toBe(1);
});
