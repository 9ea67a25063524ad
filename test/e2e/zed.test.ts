/** The server under Zed's habits: hints asked for fifty rows at a time, most of them given up at once, refreshed when history moves on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { zed } from '../support/editors/zed.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

const rows = 230;
const chunk = 50;
/** Two code units of UTF-16 each, four bytes of UTF-8. */
const line = (row: number) => `${row} 🐛🐛`;

interface Hint {
  readonly position: { readonly line: number; readonly character: number };
  readonly label: string;
}

describe('in Zed', () => {
  let repository: GitRepository;
  let path: string;
  let client: LspClient;

  beforeAll(() => {
    repository = createRepository();
    path = join(repository.directory, 'insects.txt');
    const lines = Array.from({ length: rows }, (_, row) => line(row));
    writeFileSync(path, `${lines.join('\n')}\n`);
    repository.commit('List insects');
  });
  afterEach(() => client.kill());
  afterAll(() => repository.remove());

  async function open(): Promise<string> {
    client = startClient();
    const folder = { uri: uriOf(repository.directory), name: 'insects' };
    const initializationOptions = { blame: { inlayHint: 'line', dateFormat: 'short' } };
    await client.initialize({ ...zed, workspaceFolders: [folder], initializationOptions });
    return client.open(path, readFileSync(path, 'utf8'));
  }

  function askForChunk(uri: string, start: number) {
    const end = Math.min(start + chunk, rows);
    const range = { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
    return client.start<Hint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
  }

  const starts = Array.from({ length: Math.ceil(rows / chunk) }, (_, index) => index * chunk);

  it('answers every chunk with its own rows, at ends of lines counted in UTF-16', async () => {
    const uri = await open();
    const answers = await Promise.all(starts.map((start) => askForChunk(uri, start).answer));
    const positions = answers.flat().map(({ position }) => position);
    expect(new Set(positions.map((position) => position.line)).size).toBe(rows);
    expect(positions.filter(({ line: row, character }) => character !== line(row).length)).toEqual([]);
    for (const [index, answer] of answers.entries())
      for (const { position } of answer) expect(Math.floor(position.line / chunk)).toBe(index);
  });

  it('has nothing left to do when chunks are given up, and answers the ones asked after them', async () => {
    const uri = await open();
    const codes: number[] = [];
    for (let round = 0; round < 20; round++) {
      const given = starts.map((start) => askForChunk(uri, start));
      for (const { cancel } of given) cancel();
      codes.push(...(await Promise.all(given.map(({ answer }) => errorCode(answer)))));
    }
    // Given up, or answered before the cancellation was read; never any other error.
    expect(codes.filter((code) => code !== 0 && code !== -32800)).toEqual([]);
    expect(codes).toContain(-32800);
    expect(await askForChunk(uri, 200).answer).toHaveLength(rows - 200);
    await expect.poll(async () => isIdle(await client.stats())).toBe(true);
    expect(client.logged).toEqual([]);
  });

  it('is told to ask again after a commit', async () => {
    const uri = await open();
    expect((await askForChunk(uri, 0).answer)[0]?.label).not.toMatch(/Not committed/);
    const text = `new\n${readFileSync(path, 'utf8')}`;
    writeFileSync(path, text);
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: at(0), end: at(0) }, text: 'new\n' }],
    });
    expect((await askForChunk(uri, 0).answer)[0]?.label).toMatch(/Not committed/);
    repository.commit('Find another');
    await expect.poll(() => client.asked, { timeout: 10_000 }).toContain('workspace/inlayHint/refresh');
    await expect.poll(async () => (await askForChunk(uri, 0).answer)[0]?.label).not.toMatch(/Not committed/);
  });
});

function at(row: number) {
  return { line: row, character: 0 };
}
