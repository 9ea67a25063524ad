/** Urgent questions do not wait for long work, which loses nothing by it; limits are told and can be lifted. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { BlamePart, BlameResult } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import type { GitRepository } from '../support/gitRepository.ts';
import { createLongHistory, LONG_FILE } from '../support/longHistory.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';

let repository: GitRepository;
let client: LspClient;

beforeAll(() => {
  repository = createLongHistory();
  repository.write('short.txt', 'one\ntwo\n');
  repository.commit('Short');
});
afterAll(() => repository.remove());
beforeEach(() => {
  client = startClient();
});
afterEach(() => client.kill());

const initialize = (settings: object) => client.initialize({ initializationOptions: settings });
const documentAt = (path: string) => ({ uri: uriOf(join(repository.directory, path)) });

/** A blame of the long file, once it has begun to settle lines. */
async function longBlame(params: object = {}) {
  const begun = new Promise<void>((resolve) => {
    client.connection.onProgress(new ProgressType<BlamePart>(), 'w', () => resolve());
  });
  const textDocument = documentAt(LONG_FILE);
  const question = client.start<BlameResult>('blame/file', { textDocument, workDoneToken: 'w', ...params });
  let over = false;
  const answer = question.answer.finally(() => {
    over = true;
  });
  answer.catch(() => undefined);
  await begun;
  await expect.poll(async () => (await client.stats()).workersBusy, { interval: 5 }).toBe(1);
  return { answer, cancel: question.cancel, over: () => over };
}

describeWithGit(needsGit('with one thread, a hover'), () => {
  it('goes before a long blame, which goes on afterwards where it was', async () => {
    await initialize({ threads: 1 });
    const long = await longBlame();
    const hovers: unknown[] = [];
    for (const line of [0, 1]) {
      const position = { line, character: 0 };
      hovers.push(
        await client.request('textDocument/hover', { textDocument: documentAt('short.txt'), position }),
      );
    }
    expect([long.over(), hovers.includes(null)]).toEqual([false, false]);
    expect((await client.stats()).preempted).toBeGreaterThanOrEqual(1);
    const { hunks } = await long.answer;
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', LONG_FILE]));
    expect(await client.stats()).toMatchObject({ computed: 2, cancelled: 0, failed: 0, inFlight: 0 });
  });

  it('does not keep a blame that stands still from being cancelled', async () => {
    await initialize({ threads: 1 });
    const long = await longBlame();
    const other = client.start<BlameResult>('blame/line', {
      textDocument: documentAt('short.txt'),
      position: { line: 0, character: 0 },
      options: { ignoreWhitespace: true },
    });
    long.cancel();
    expect(await errorCode(long.answer)).toBe(-32800);
    await other.answer;
    await expect.poll(async () => isIdle(await client.stats()), { interval: 5, timeout: 10_000 }).toBe(true);
  });
});

/** Few different lines in another order for each seed: the smallest difference takes many seconds to find. */
function hardToCompare(seed: number): string {
  let state = seed;
  const lines = Array.from({ length: 150_000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `${(state >>> 12) % 3000}\n`;
  });
  return lines.join('');
}

describeWithGit(needsGit('a limit'), () => {
  const ask = (params: object = {}) => client.blame({ textDocument: documentAt(LONG_FILE), ...params });

  it.each([
    ['of time', { timeLimitSeconds: 1 }, 'timeout', { options: { diffAlgorithm: 'minimal' } }],
    ['of size', { maxFileMegabytes: 1 }, 'tooLarge', {}],
  ])('%s is told, with what to do, and can be lifted', async (_, settings, code, params) => {
    if (code === 'tooLarge') {
      repository.write('large.txt', 'x\n'.repeat(600_000));
      repository.commit('Large');
    }
    if (code === 'timeout') {
      for (const version of [1, 2]) {
        repository.write('hard.txt', hardToCompare(version));
        repository.commit(`Hard ${version}`);
      }
    }
    await initialize({ threads: 1, ...settings });
    const textDocument = documentAt(code === 'tooLarge' ? 'large.txt' : 'hard.txt');
    const answer = await ask({ textDocument, ...params }).catch((error: unknown) => error);
    expect(answer).toMatchObject({ code: -32803, data: { code, hint: expect.stringContaining('anyway') } });
    // It is remembered: asked again, it is told again, without the work.
    const again = await ask({ textDocument, ...params }).catch((error: unknown) => error);
    expect(again).toMatchObject({ code: -32803, data: { code } });
    expect(await client.stats()).toMatchObject({ requests: 2, failed: 2 });
    if (code === 'timeout') return;
    expect((await ask({ textDocument, anyway: true })).hunks.length).toBe(1);
    const hover = () =>
      client.request('textDocument/hover', { textDocument, position: { line: 0, character: 0 } });
    await client.request('workspace/executeCommand', {
      command: 'blame.anyway',
      arguments: [textDocument.uri],
    });
    expect(await hover()).not.toBeNull();
  });

  it('makes surfaces silent, as do the switches', async () => {
    await initialize({ exclude: ['short.txt'], maxFileMegabytes: 1 });
    const position = { line: 0, character: 0 };
    const hover = (path: string) =>
      client.request('textDocument/hover', { textDocument: documentAt(path), position });
    expect([await hover('short.txt'), await hover('large.txt')]).toEqual([null, null]);
    expect((await client.blame({ textDocument: documentAt('short.txt') })).hunks.length).toBe(1);
  });
});
