/** The plugin for Neovim in a terminal, as a user sees it. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasTmux, openTerminal, type Terminal } from '../../../clients/screens/terminal.ts';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { editorArguments, editorEnvironment } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { isAlive } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const lacking = hasTmux() ? null : 'no tmux on this machine';

describeInNeovim('the plugin in a terminal', suite, lacking);

function suite(binary: string): void {
  let repository: GitRepository;
  let home: string;
  let terminal: Terminal;

  beforeAll(() => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.commit('Count notes');
    home = scratchDirectory('terminal');
    terminal = openTerminal({
      command: [binary, ...editorArguments({ binary, home, directory: '', files: ['notes.txt'] })],
      directory: repository.directory,
      environment: editorEnvironment(home),
      columns: 90,
      rows: 20,
      scratch: home,
    });
  });
  afterAll(() => {
    terminal.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const shows = (pattern: RegExp) =>
    until(
      () => pattern.test(terminal.screen()),
      () => terminal.screen(),
    );

  it('shows who wrote the line', async () => {
    await shows(/^one {2,}A U Thor, \d+ years? ago · Count notes$/m);
  });

  it('follows what is typed', async () => {
    terminal.type('joand');
    await shows(/^and$/m);
    terminal.press('Escape');
    await shows(/^and {2,}Not committed yet$/m);
    terminal.type('uk');
    await shows(/^one {2,}A U Thor/m);
  });

  it('opens the blame window', async () => {
    terminal.type(':Blame');
    terminal.press('Enter');
    await shows(/^▎\^\w{7} A U Thor \d+ years? ago *.one/m);
  });

  it('leaves nothing behind', async () => {
    terminal.type(':let $P = join(nvim_get_proc_children(getpid())) | echo "children=" . $P . "."');
    terminal.press('Enter');
    await shows(/children=\d+\./);
    const server = Number(/children=(\d+)\./.exec(terminal.screen())?.[1]);
    expect(isAlive(server)).toBe(true);
    terminal.type(':qall!');
    terminal.press('Enter');
    await until(() => terminal.over());
    await until(() => !isAlive(server));
  });
}
