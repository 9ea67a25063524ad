/** Emacs with the configuration that is printed for it: lsp-mode beside nothing, and Eglot. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTmux } from '../../../clients/screens/terminal.ts';
import { editorTexts } from '../../../server/cli/config/editors.ts';
import { describeInEditor, editorVersion } from '../../support/editorBinary.ts';
import { type EditorTerminal, startEditor } from '../../support/editorTerminal.ts';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { builtServer } from '../../support/lspClient.ts';
import { editorEnvironment } from '../../support/neovim.ts';

const top = join(import.meta.dirname, '..', '..', '..');
const binary = process.env['BLAME_TEST_EMACS'] ?? 'emacs';
const version = editorVersion({ binary, words: ['--version'], version: /^GNU Emacs (\S+)/ });

/** Nothing is compiled in the background, and nothing asked. */
const quiet = [
  '(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil)',
  '(setq inhibit-startup-screen t make-backup-files nil auto-save-default nil create-lockfiles nil)',
];

function findLacking(): string | null {
  if (version === null) return `no ${binary} binary on this machine`;
  if (!hasTmux()) return 'no tmux on this machine';
  const words = ['--batch', ...quiet.flatMap((form) => ['--eval', form]), '--eval', "(require 'lsp-mode)"];
  const { status } = spawnSync(binary, words, { timeout: 60_000 });
  return status === 0 ? null : 'no lsp-mode in this Emacs';
}

describeInEditor(`blame in Emacs ${version ?? ''}`, suite, { lacking: findLacking() });

function suite(): void {
  let repository: GitRepository;
  let home: string;
  let editor: EditorTerminal;

  const start = (name: string, before: readonly string[]) => {
    const text = editorTexts[name]?.({ command: [process.execPath, builtServer], top }) ?? '';
    const init = join(home, `${name}.el`);
    writeFileSync(init, [...quiet, ...before, text].join('\n'));
    editor = startEditor({
      command: [binary, '-q', '-l', init, 'notes.txt'],
      directory: repository.directory,
      environment: editorEnvironment(home),
      home,
    });
  };

  beforeAll(() => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.commit('Count notes');
    home = scratchDirectory('emacs');
  });
  afterAll(() => {
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const command = (name: string) => {
    editor.terminal.press('M-x');
    editor.terminal.type(name);
    editor.terminal.press('Enter');
  };

  describe('with lsp-mode', () => {
    beforeAll(() => {
      // What an installed package would have loaded by itself.
      start('emacs', ['(setq lsp-auto-guess-root t)', "(require 'lsp-lens)"]);
    });
    afterAll(() => editor.terminal.close());

    it('attaches and tells who wrote the line', async () => {
      await editor.shows(/LSP\[blame/);
      await editor.insist(() => command('lsp-blame-show'), /Blame: \w{10} A U Thor, .*: Count notes/);
    });

    it('shows the hover', async () => {
      command('lsp-describe-thing-at-point');
      await editor.shows(/A U Thor .* ago[\s\S]*Count notes[\s\S]*\+one/);
    });

    it('copies', async () => {
      command('lsp-blame-copy');
      const oid = repository.git('rev-parse', 'HEAD');
      await editor.insist(() => command('describe-variable\rkill-ring'), new RegExp(oid.slice(0, 30)));
    });
  });

  describe('with Eglot', () => {
    beforeAll(() => start('eglot', []));
    afterAll(() => editor.terminal.close());

    it('attaches and shows hints', async () => {
      await editor.shows(/one A U Thor, .* ago · Count notes/);
    });
  });
}

describe('the README for Emacs', () => {
  it.each(['emacs', 'eglot'])('has what is printed for %s', (name) => {
    const readme = readFileSync(join(top, 'clients', 'emacs', 'README.md'), 'utf8');
    const blocks = [...readme.matchAll(/```elisp\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    const setup = { command: ['blame-language-server'], top: '/path/to/blame-language-server' };
    const text = editorTexts[name]?.(setup).replace(/^(;;.*)?\n/gm, '');
    expect(blocks).toContain(text);
  });
});
