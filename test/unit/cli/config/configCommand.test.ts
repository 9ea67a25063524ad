/** The `config` command, with a Helix that is made up. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { configNames, runConfig } from '../../../../server/cli/config/configCommand.ts';
import { usage } from '../../../../server/lsp/commandLine.ts';
import { useScratch } from '../../../support/scratch.ts';

const scratch = useScratch('config');
const at = (...parts: string[]) => join(scratch.path, ...parts);

async function config(
  editor: string,
  ...path: string[]
): Promise<{ status: number; text: string; said: string }> {
  const printed = { text: '', said: '' };
  const status = await runConfig(editor, {
    cwd: scratch.path,
    home: scratch.path,
    environment: { PATH: path.map((directory) => at(directory)).join(':') },
    windows: false,
    top: '/opt/blame',
    runtime: '/opt/node',
    now: () => performance.now(),
    stdout: (text) => {
      printed.text += text;
    },
    stderr: (text) => {
      printed.said += text;
    },
  });
  return { status, ...printed };
}

function program(directory: string, name: string, text: string): void {
  mkdirSync(at(directory), { recursive: true });
  writeFileSync(at(directory, name), `#!/bin/sh\n${text}\n`);
  chmodSync(at(directory, name), 0o755);
}

/** A Helix by what it answers to the words after `--health`. */
function helix(directory: string, answers: Readonly<Record<string, string>>): void {
  const cases = Object.entries(answers).map(([words, text]) => `'${words}') cat <<'END'\n${text}\nEND\n;;`);
  program(
    directory,
    'hx',
    `[ "$1" = --version ] && exec echo helix 25.07.1\nshift\ncase "$*" in\n${cases.join('\n')}\n*) exit 1;;\nesac`,
  );
}

describe('config', () => {
  beforeAll(() => {
    program('bin', 'blame-language-server', 'true');
    program('silent', 'hx', 'sleep 1000');
    program('stranger', 'helix', 'echo animations 3');
    program('list', 'hx', '[ "$1" = --version ] && echo helix 25.07.1');
    writeFileSync(at('languages.toml'), '[[language]]\nname = "rust"\nlanguage-servers = ["mine"]\n');
    const table = 'Langua… LSP\nada     ✘ ad…\nrust    ✓ ru…\ntoml    None';
    const answers = {
      '': `Language file: ${at('languages.toml')}`,
      'all-languages': table,
      ada: 'Configured language servers:\n  ✘ ada_language_server: x',
      rust: 'Configured language servers:\n  ✓ mine: /usr/bin/mine',
    };
    helix('helix', answers);
    helix('faulty', { ...answers, '': `${answers['']}\nError parsing user language config: line 3` });
  });

  it('makes stanzas of what Helix and the user have', async () => {
    const { status, text, said } = await config('helix', 'stranger', 'helix', 'bin');
    expect(said).toBe('');
    expect(status).toBe(0);
    expect(text).toContain('command = "blame-language-server"\nargs = ["--stdio"]');
    const blame = '{ name = "blame", only-features = ["hover", "code-action", "workspace-command"] }';
    expect(text).toContain(`name = "ada"\nlanguage-servers = ["ada-language-server", ${blame}]`);
    expect(text).toContain(`name = "rust"\nlanguage-servers = ["mine", ${blame}]`);
    expect(text).toContain(`name = "toml"\nlanguage-servers = [${blame}]`);
  });

  it.each([
    ['there is no Helix', ['bin'], /neither hx nor helix is on the PATH/],
    ['another program has its name', ['stranger'], /this is not Helix, or does not answer/],
    ['it lists nothing', ['list'], /does not list its languages/],
    [
      "it can't read its configuration",
      ['faulty'],
      /Helix can't read .*languages\.toml: line 3\. Mend it first/,
    ],
  ])('says when %s', async (_, path, words) => {
    const { status, text, said } = await config('helix', ...path);
    expect({ status, text }).toEqual({ status: 1, text: '' });
    expect(said).toMatch(words);
  });

  it('does not wait for a Helix that hangs', async () => {
    const started = performance.now();
    const { status } = await config('helix', 'silent');
    expect(status).toBe(1);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it.each(configNames.filter((name) => name !== 'helix'))(
    '%s, by the name on the PATH or the file',
    async (editor) => {
      const named = await config(editor, 'bin');
      expect({ ...named, text: named.text !== '' }).toEqual({ status: 0, text: true, said: '' });
      const { text } = await config(editor);
      expect(text.includes('/opt/blame/dist/main.js')).toBe(editor !== 'helix-keys');
    },
  );

  it('knows no other editor', async () => {
    for (const editor of ['ed', 'constructor']) {
      const { status, text, said } = await config(editor);
      expect({ status, text }).toEqual({ status: 2, text: '' });
      expect(said).toMatch(/no configuration for .*; there is one for helix, helix-keys, neovim/);
    }
  });

  it('is in the usage with all its editors', () => {
    expect(usage).toContain(`config (${configNames.join(' | ')})`);
  });
});
