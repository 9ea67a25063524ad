/** The trace of a real server: one span for each piece of work, with why it began and how it ended. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import { blameSpans, readTrace } from '../../bench/traceReader.ts';
import type { BlamePart } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import type { GitRepository } from '../support/gitRepository.ts';
import { createLongHistory, LONG_FILE } from '../support/longHistory.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

/** After a cancellation the thread may go on for this long, in microseconds; generous, for machines under load. */
const STOP_BOUND = 200_000;

let repository: GitRepository;
let client: LspClient;

beforeAll(() => {
  repository = createLongHistory();
});
afterAll(() => repository.remove());
afterEach(() => client.kill());

/** Where the walk is to stop: most of the history would only take time. */
const recent = { since: '2023-11-14T22:19:30Z' };

const traceFile = () => join(repository.gitDir, 'trace.json');
const textDocument = () => ({ uri: uriOf(join(repository.directory, LONG_FILE)) });

async function startTraced(): Promise<void> {
  client = startClient(['--stdio', `--trace-file=${traceFile()}`]);
  await client.initialize();
}

/** Asks for a blame and cancels it in the middle of its work. */
async function cancelInTheMiddle(): Promise<void> {
  const settled = new Promise<void>((resolve) => {
    client.connection.onProgress(new ProgressType<BlamePart>(), 'p', () => resolve());
  });
  const blame = client.start('blame/file', { textDocument: textDocument(), partialResultToken: 'p' });
  await settled;
  blame.cancel();
  expect(await errorCode(blame.answer)).toBe(-32800);
  await expect.poll(async () => (await client.stats()).workersBusy, { interval: 10, timeout: 2000 }).toBe(0);
}

const events = () => readTrace(traceFile());

describeWithGit(needsGit('a trace'), () => {
  it('of a cancelled blame holds one span that ends soon after the cancellation', async () => {
    await startTraced();
    await cancelInTheMiddle();
    await client.stop();
    const blames = blameSpans(events());
    expect(blames).toMatchObject([
      { args: { outcome: 'cancelled', trigger: 'blame/file', path: LONG_FILE, generation: null } },
    ]);
    const [blame] = blames;
    const cancelled = events().find(({ ph, name }) => ph === 'i' && name === 'cancelled');
    expect(cancelled?.args['request']).toBe(blame?.args['request']);
    expect(blame?.tid).toBeGreaterThan(0);
    const stoppedAfter = (blame?.ts ?? 0) + (blame?.dur ?? 0) - (cancelled?.ts ?? 0);
    expect(stoppedAfter).toBeGreaterThan(0);
    expect(stoppedAfter).toBeLessThan(STOP_BOUND);
  });

  it('shows one span for equal questions, and none for an answer from the cache', async () => {
    await startTraced();
    const ask = () => client.blame({ textDocument: textDocument(), options: recent });
    await Promise.all([ask(), ask()]);
    await ask();
    await client.stop();
    const blames = blameSpans(events());
    expect(blames).toMatchObject([{ args: { outcome: 'done' } }]);
    const answered = events().filter(({ ph, name }) => ph === 'e' && name === 'blame/file');
    expect(answered.map(({ args }) => args['outcome'])).toEqual(['done', 'done', 'done']);
  });

  it('says what keeps the main thread', async () => {
    await startTraced();
    const uri = client.open(join(repository.directory, LONG_FILE), 'x\n', 5);
    await client.blame({ textDocument: { uri }, options: recent });
    await client.stop();
    const main = events().filter(({ ph, tid }) => ph === 'X' && tid === 0);
    expect(new Set(main.map(({ name }) => name))).toContain('handle textDocument/didOpen');
    expect(new Set(main.map(({ name }) => name))).toContain('parse');
    expect(events().find(({ name }) => name === 'overlay')?.args['generation']).toBe(5);
  });

  it('can be read although the process was killed', async () => {
    await startTraced();
    await cancelInTheMiddle();
    client.kill();
    await client.ended;
    expect(readFileSync(traceFile(), 'utf8').endsWith(']\n')).toBe(false);
    expect(blameSpans(events()).length).toBe(1);
  });
});
