/** What is understood of `hx --health`, in the forms that versions of Helix give it. */
import { describe, expect, it } from 'vitest';
import { type Ask, askHelix, helixVersion } from '../../../../server/cli/config/helixHealth.ts';

/** A Helix that says these things; what it is asked is kept. */
function helix(answers: Readonly<Record<string, string | null>>): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async (args) => {
    asked.push(args.join(' '));
    return answers[args.slice(1).join(' ')] ?? null;
  };
  return { ask, asked };
}

const red = (text: string) => `\x1b[0;31m${text}\x1b[m`;

const table = [
  'Langua… Langua… Debug … Format… ',
  'ada     ✘ ad…   None    None    ',
  'adl     None    None    None    ',
  'c-shar… ✘ ro…   ✘ ne…   None    ',
  '        ✘ om…   ',
  'common… None    None    None    ',
  'common… ✓ cl…   None    None    ',
  '',
].join('\n');

const answers = {
  '': `Config file: default\nLanguage file: /home/me/.config/helix/languages.toml\nLog file: x\n\n${table}`,
  'all-languages': table,
  'c?': `${red("Language 'c?' not found")}\nDid you mean one of these: cpp, common-lisp, c-sharp, common, c ?\n`,
  ada: `Configured language servers:\n  ${red('✘')} ada-language-server: ${red("'ada_language_server' not found in $PATH")}\nConfigured debug adapter: None\n`,
  'c-sharp':
    'Configured language servers:\r\n  ✘ roslyn: x\r\n  ✓ omnisharp: C:\\bin\r\nConfigured debug adapter:\r\n  ✘ x: y\r\n',
  'common-lisp': 'Configured language servers:\n  ✓ cl-lsp: /usr/bin/cl-lsp\n',
  common: 'Configured language servers: None\n',
};

describe('the health of Helix', () => {
  it('tells every language with its servers', async () => {
    const { ask, asked } = helix(answers);
    expect(await askHelix(ask)).toEqual({
      languageFile: '/home/me/.config/helix/languages.toml',
      fault: null,
      languages: [
        { name: 'ada', servers: ['ada-language-server'] },
        { name: 'adl', servers: [] },
        { name: 'c-sharp', servers: ['roslyn', 'omnisharp'] },
        { name: 'common', servers: [] },
        { name: 'common-lisp', servers: ['cl-lsp'] },
      ],
      unfinished: [],
    });
    expect(asked).not.toContain('--health adl');
  });

  it('is read from older versions as well', async () => {
    const languages =
      'Language  LSP       DAP\nrust      ✓ rust-a… None\nhtml      None None\nc         ✘ clangd None\n';
    const { ask } = helix({
      '': 'Language file: default\n',
      'all-languages': "Language 'all-languages' not found\n",
      languages,
      rust: 'Configured language server: rust-analyzer\nBinary for language server: x\nConfigured debug adapter: None\n',
      c: 'Something else\n',
    });
    expect(await askHelix(ask)).toEqual({
      languageFile: null,
      fault: null,
      languages: [
        { name: 'c', servers: null },
        { name: 'html', servers: [] },
        { name: 'rust', servers: ['rust-analyzer'] },
      ],
      unfinished: [],
    });
  });

  it('names what it could not learn', async () => {
    const { ask } = helix({ ...answers, 'c?': null, ada: null });
    const health = await askHelix(ask);
    expect(health?.unfinished).toEqual(['c-shar', 'common']);
    expect(health?.languages).toEqual([
      { name: 'ada', servers: null },
      { name: 'adl', servers: [] },
    ]);
  });

  it('tells what is wrong with the configuration', async () => {
    const fault = `${red('Error parsing user language config')}: TOML parse error at line 15, column 6\n   |\n`;
    const { ask } = helix({ ...answers, '': `${answers['']}\n${fault}` });
    expect((await askHelix(ask))?.fault).toBe('TOML parse error at line 15, column 6');
  });

  it('is nothing without a list of languages', async () => {
    expect(await askHelix(helix({ '': 'Language file: default\n' }).ask)).toBeNull();
    expect(await askHelix(helix({}).ask)).toBeNull();
  });

  it.each([
    ['helix 25.07.1 (079a789e)\n', '25.07.1'],
    ['helix-term 25.07\n', '25.07'],
    ['helix is an animation tool 3\n', null],
    [null, null],
  ])('version %j', async (text, expected) => {
    expect(await helixVersion(async () => text)).toBe(expected);
  });
});
