/** Kakoune and kakoune-lsp with the configuration that is printed for them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTmux } from '../../../clients/screens/terminal.ts';
import { editorTexts } from '../../../server/cli/config/editors.ts';
import { describeInEditor, editorVersion } from '../../support/editorBinary.ts';
import { type EditorTerminal, startEditor } from '../../support/editorTerminal.ts';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { builtServer } from '../../support/lspClient.ts';
import { editorEnvironment } from '../../support/neovim.ts';

const top = join(import.meta.dirname, '..', '..', '..');
/** A directory with both programs; else the PATH has them. */
const commands = process.env['BLAME_TEST_KAK'];
const named = (name: string) => (commands === undefined ? name : join(commands, name));
const kak = editorVersion({ binary: named('kak'), words: ['-version'], version: /^Kakoune (\S*)/ });
const client = editorVersion({
  binary: named('kak-lsp'),
  words: ['--version'],
  version: /^(?:kak-lsp )?(\d\S*)/,
});

function findLacking(): string | null {
  if (kak === null) return 'no kak binary on this machine';
  if (client === null) return 'no kak-lsp binary on this machine';
  return hasTmux() ? null : 'no tmux on this machine';
}

// No package of Debian's has kakoune-lsp.
describeInEditor('blame in Kakoune', suite, { lacking: findLacking(), optional: true });

function suite(): void {
  let repository: GitRepository;
  let home: string;
  let editor: EditorTerminal;

  beforeAll(() => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.commit('Count notes');
    home = scratchDirectory('kakoune');
    mkdirSync(join(home, 'kak'));
    const text = editorTexts['kakoune']?.({ command: [process.execPath, builtServer], top }) ?? '';
    writeFileSync(join(home, 'kak', 'kakrc'), `${text}\nlsp-inlay-hints-enable global\n`);
    const path = [commands ?? '', dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
    editor = startEditor({
      command: [named('kak'), 'notes.txt'],
      directory: repository.directory,
      environment: { ...editorEnvironment(home), PATH: path },
      home,
    });
  });
  afterAll(() => {
    editor.terminal.type(':q!');
    editor.terminal.press('Enter');
    editor.terminal.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('attaches to a file without a type, and shows hints', async () => {
    await editor.shows(/one A U Thor, .* ago · Count notes/);
  });

  it('tells who wrote the line, by keys', async () => {
    editor.terminal.type(' bb');
    await editor.shows(/Blame: \w{10} A U Thor, .*: Count notes/);
  });

  it('shows the hover', async () => {
    await editor.insist(() => {
      editor.terminal.type(':lsp-hover');
      editor.terminal.press('Enter');
    }, /A U Thor <author@example\.com>[\s\S]*Count notes/);
  });
}

describe('the README for Kakoune', () => {
  it('has what is printed', () => {
    const readme = readFileSync(join(top, 'clients', 'kakoune', 'README.md'), 'utf8');
    const [, block = ''] = /```kak\n(eval[\s\S]*?)```/.exec(readme) ?? [];
    expect(editorTexts['kakoune']?.({ command: ['blame-language-server'], top })).toContain(`\n${block}\n`);
  });
});
