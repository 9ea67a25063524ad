/** The main thread hears the next message soon, however long the answer is that it is putting together. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readTrace, type TraceEvent } from '../../bench/traceReader.ts';
import type { BlameResult } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

const LINES = 60_000;
/** Rows that are converted, and rows that are taken in, at a time. */
const CONVERTED = 500;
const TAKEN_IN = 1024;

let repository: GitRepository;
let client: LspClient;

beforeEach(() => {
  repository = createRepository();
});
afterEach(() => {
  client.kill();
  repository.remove();
});

/** Two commits that own every other line each. */
function striped(): string {
  const text = (mark: string) =>
    Array.from({ length: LINES }, (_, line) => `line ${line}${line % 2 === 0 ? mark : ''}\n`).join('');
  repository.write('f', text(''));
  repository.commit('one');
  repository.write('f', text(' again'));
  repository.commit('two');
  return text(' again');
}

describeWithGit(needsGit('an answer of thousands of hunks'), () => {
  it('is taken in and written in slices', async () => {
    const text = striped();
    const traceFile = join(repository.gitDir, 'trace.json');
    client = startClient(['--stdio', `--trace-file=${traceFile}`]);
    await client.initialize();
    const uri = client.open(join(repository.directory, 'f'), `new\n${text}`);
    // Batches go through the main thread for whoever wants to be told of them.
    const params = { textDocument: { uri }, workDoneToken: 'w' };
    const { hunks } = await client.request<BlameResult>('blame/file', params);
    expect(hunks.length).toBe(LINES + 1);
    await client.stop();
    const named = (name: string) =>
      readTrace(traceFile).filter((event) => event.ph === 'X' && event.tid === 0 && event.name === name);
    const longest = (spans: readonly TraceEvent[]) => Math.max(...spans.map(({ dur = 0 }) => dur / 1000));
    expect(named('convert').length).toBeGreaterThanOrEqual(LINES / CONVERTED);
    expect(named('stream').length).toBeGreaterThanOrEqual(LINES / TAKEN_IN);
    // In milliseconds; each takes one or two, the rest is for machines with other work.
    expect(longest([...named('convert'), ...named('stream')])).toBeLessThan(250);
  });
});

describeWithGit(needsGit('a message of megabytes'), () => {
  it('is parsed by another thread, and what comes after it is answered for its text', async () => {
    const text = striped().repeat(3);
    const traceFile = join(repository.gitDir, 'trace.json');
    client = startClient(['--stdio', `--trace-file=${traceFile}`]);
    await client.initialize();
    const path = join(repository.directory, 'f');
    const before = client.start('blame/file', { textDocument: { uri: uriOf(path) } });
    const uri = client.open(path, text);
    before.cancel();
    const after = client.request('blame/file', { textDocument: { uri, version: 1 } });
    // Which of the two was first is a matter of chance; both end.
    expect([0, -32800]).toContain(await errorCode(before.answer));
    const { hunks } = (await after) as BlameResult;
    expect(hunks.at(-1)?.endLine).toBe(3 * LINES);
    await client.stop();
    const parsed = readTrace(traceFile).filter(({ name, tid }) => name === 'parse' && tid === 0);
    expect(parsed.length).toBeGreaterThan(3);
    expect(Math.max(...parsed.map(({ args }) => Number(args?.['bytes'] ?? 0)))).toBeLessThan(1 << 19);
  });
});
