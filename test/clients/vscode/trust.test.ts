/** The extension in a workspace that is not trusted. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { readWire } from '../../support/neovim.ts';
import { describeInVscode, recordingServer, startVscode, type Vscode } from '../../support/vscode.ts';

vi.setConfig({ testTimeout: 90_000 });

describeInVscode('blame in a restricted window of VS Code', () => {
  let home: string;
  let repository: GitRepository;
  let vscode: Vscode;

  beforeAll(async () => {
    home = scratchDirectory('vscode');
    repository = createRepository();
    repository.write('notes.txt', 'one\n');
    // The repository's own idea of a server, and of what may be run for it.
    const wishes = {
      'blame.server.path': '/bin/false',
      'blame.engine': 'git',
      'blame.options': { textconv: true },
    };
    repository.write('.vscode/settings.json', JSON.stringify(wishes));
    repository.commit('Count notes');
    const settings = {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'blame.server.path': recordingServer(home),
    };
    vscode = await startVscode({ home, folder: repository.directory, file: 'notes.txt', settings });
  }, 120_000);
  afterAll(async () => {
    await vscode?.code.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('is there, by the server of the user, who is told to run no program', async () => {
    await vscode.focus();
    await vscode.shows(([first]) => /^A U Thor, .* · Count notes$/.test(first?.after ?? ''));
    const wire = readWire(join(home, 'wire'));
    const { initializationOptions } = wire.find(({ method }) => method === 'initialize')?.params ?? {};
    expect(initializationOptions).toMatchObject({ engine: 'native', options: { textconv: false } });
    await vscode.code.page.getByText('Restricted Mode').first().waitFor();
  });
});
