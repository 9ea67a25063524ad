/** What Neovim does not wait for any more: cancelled on the wire, stopped in the server, gone when the editor is. */
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { createLongHistory, LONG_FILE } from '../../support/longHistory.ts';
import { builtServer } from '../../support/lspClient.ts';
import { type Neovim, startNeovim, type Wire } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { isAlive } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

describeInNeovim('abandoned blames', (binary) => {
  let repository: GitRepository;
  const homes: string[] = [];
  const editors: Neovim[] = [];

  beforeAll(() => {
    repository = createLongHistory();
  });
  afterEach(async () => {
    for (const editor of editors.splice(0)) await editor.close();
  });
  afterAll(() => {
    repository.remove();
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });

  /** Without an index of history, which would make the blame short. */
  async function start(setup: string): Promise<Neovim> {
    const home = scratchDirectory('neovim');
    homes.push(home);
    const editor = await startNeovim({
      binary,
      home,
      directory: repository.directory,
      files: [LONG_FILE],
      setup: `{ settings = { blame = { hover = false, historyIndex = false } }, ${setup} }`,
    });
    editors.push(editor);
    return editor;
  }

  const asked = (editor: Neovim) => editor.wire().filter(({ method }) => method === 'blame/line');
  const lineOf = (params: Wire['params']) =>
    (params?.['position'] as { line: number } | undefined)?.line ?? 0;
  const given = (editor: Neovim) =>
    editor.wire().flatMap(({ method, params }) => (method === '$/cancelRequest' ? [params?.['id']] : []));

  it('are cancelled when the cursor moves on, and stop', async () => {
    const editor = await start('');
    const [first] = await until(() => asked(editor).length > 0 && asked(editor));
    await until(async () => (await editor.stats())['workersBusy'] === 1);
    await editor.type('G');
    await until(() => given(editor).includes(first?.id));
    const last = await until(() => asked(editor).find(({ params }) => lineOf(params) > 0));
    await editor.command('enew');
    await until(() => given(editor).includes(last.id));
    const stats = await until(async () => {
      const now = await editor.stats();
      return now['workersBusy'] === 0 && now['inFlight'] === 0 && now;
    });
    // A question that is cancelled before the server has looked at it is none.
    expect(stats).toMatchObject({ cancelled: stats['requests'], computed: 0, queued: 0 });
    expect(stats['cancelled']).toBeGreaterThan(0);
  });

  const plainServer = `cmd = { '${process.execPath}', '${builtServer}', '--stdio' }`;
  const children = 'return vim.api.nvim_get_proc_children(vim.fn.getpid())';

  it.each([
    ['quits', async (editor: Neovim) => void editor.command('qall!').catch(() => {})],
    ['is killed', async (editor: Neovim) => void editor.process.kill('SIGKILL')],
  ])('leave no process when the editor %s in the middle of one', async (_, end) => {
    const editor = await start(plainServer);
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
    await until(async () => (await editor.stats())['workersBusy'] === 1);
    const processes = await editor.lua<number[]>(children);
    expect(processes.filter(isAlive)).toHaveLength(1);
    await end(editor);
    await editor.ended;
    await until(() => !processes.some(isAlive));
  });
});
