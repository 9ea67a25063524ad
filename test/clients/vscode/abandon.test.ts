/** What VS Code does not wait for any more: cancelled on the wire, answered so at once, gone when the editor is. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { type HeldGit, holdGit } from '../../support/heldGit.ts';
import { readWire } from '../../support/neovim.ts';
import { until } from '../../support/until.ts';
import {
  describeInVscode,
  processesNaming,
  recordingServer,
  startVscode,
  type Vscode,
} from '../../support/vscode.ts';

vi.setConfig({ testTimeout: 90_000 });

describeInVscode('abandoned blames in VS Code', () => {
  let home: string;
  let repository: GitRepository;
  let vscode: Vscode;
  let git: HeldGit;

  beforeAll(async () => {
    repository = createRepository();
    repository.write('long.txt', Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join(''));
    repository.commit('lines');
    home = scratchDirectory('vscode');
    // Blamed by a git that waits: a blame of the engine's might be over before the browser has passed on a key.
    git = holdGit(home);
    const settings = {
      'blame.server.path': recordingServer(home, git.directory),
      'blame.engine': 'git',
      'blame.keepBlames': false,
      'blame.line.delay': 0,
    };
    vscode = await startVscode({ home, folder: repository.directory, file: 'long.txt', settings });
  }, 120_000);
  afterAll(async () => {
    await vscode?.code.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const asked = () => readWire(join(home, 'wire')).filter(({ method }) => method === 'blame/line');
  const lineOf = ({ params }: { params?: Record<string, unknown> }) =>
    (params?.['position'] as { line: number } | undefined)?.line;
  const cancelled = () =>
    readWire(join(home, 'wire')).flatMap(({ method, params }) =>
      method === '$/cancelRequest' ? [params?.['id']] : [],
    );
  const answered = (id: number | undefined) =>
    readWire(join(home, 'answers')).find((answer) => answer.method === undefined && answer.id === id);

  const wire = () =>
    ['wire', 'answers']
      .map((name) =>
        readWire(join(home, name))
          .slice(-20)
          .map((message) => JSON.stringify(message))
          .join('\n'),
      )
      .join('\n\n');

  it('are cancelled when the cursor moves on', async () => {
    const first = await until(
      () => asked()[0],
      () => vscode.code.said(),
      60_000,
    );
    // Nothing is asked about a document that the server has not been given.
    const methods = readWire(join(home, 'wire')).map(({ method }) => method);
    expect(methods.indexOf('textDocument/didOpen')).toBeGreaterThan(0);
    expect(methods.indexOf('textDocument/didOpen')).toBeLessThan(methods.indexOf('blame/line'));
    await vscode.focus();
    for (let moves = 0; moves < 6; moves++) await vscode.moveDown();
    await until(() => cancelled().includes(first.id), wire);
    const answer = await until(() => answered(first.id), wire);
    expect(answer.error?.code).toBe(-32800);
    const last = await until(() => asked().find((question) => lineOf(question) === 6), wire);
    git.release();
    // Only the line where the cursor came to rest is told.
    const rows = await vscode.shows((found) => found.some(({ after }) => after !== ''));
    expect(rows.flatMap(({ after }, line) => (after === '' ? [] : [line]))).toEqual([6]);
    expect(cancelled()).not.toContain(last.id);
    expect(asked().filter(({ id }) => !cancelled().includes(id))).toHaveLength(1);
  });

  it('leave no process when all is closed in the middle of one', async () => {
    git.hold();
    const before = asked().length;
    await vscode.run('Blame: Restart the Server');
    await until(
      () => asked().length > before,
      () => vscode.code.said(),
      60_000,
    );
    await vscode.code.close();
    await until(
      () => processesNaming(home).length === 0,
      () => processesNaming(home).join(),
    );
  });
});
