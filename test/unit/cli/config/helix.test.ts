/** Stanzas for Helix, beside what the user has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helixKeys, helixLanguages } from '../../../../server/cli/config/helix.ts';
import type { HelixLanguage } from '../../../../server/cli/config/helixHealth.ts';
import { parseToml, tablesOf, textOf, writeToml } from '../../../../server/cli/config/toml.ts';

const features = 'only-features = ["hover", "code-action", "workspace-command"]';
const blame = `{ name = "blame", ${features} }`;

interface Given {
  readonly languages?: readonly HelixLanguage[];
  readonly userFile?: string | null;
  readonly unfinished?: readonly string[];
}

function make({ languages = [], userFile = null, unfinished = [] }: Given): {
  text: string;
  remarks: readonly string[];
} {
  return helixLanguages({
    version: '25.07.1',
    health: {
      languageFile: userFile === null ? null : '~/languages.toml',
      fault: null,
      languages,
      unfinished,
    },
    userFile,
    command: ['/opt/my node', '/opt/main.js'],
  });
}

/** `language: list` for each stanza. */
function lists(text: string): string[] {
  return tablesOf(parseToml(text).get('language')).map(
    (language) => `${textOf(language.get('name'))}: ${writeToml(language.get('language-servers') ?? [])}`,
  );
}

const rust = { name: 'rust', servers: ['rust-analyzer'] };

describe('stanzas for Helix', () => {
  it('start the server and add it to every language, and to plain text', () => {
    const { text, remarks } = make({ languages: [rust, { name: 'adl', servers: [] }] });
    expect(remarks).toEqual([]);
    expect(text).toContain(
      '[language-server.blame]\ncommand = "/opt/my node"\nargs = ["/opt/main.js", "--stdio"]\n',
    );
    expect(lists(text)).toEqual([`rust: ["rust-analyzer", ${blame}]`, `adl: [${blame}]`, `text: [${blame}]`]);
    expect(text).toMatch(
      /name = "text"\nscope = "text.plain"\nfile-types = \["txt", .*\{ glob = "LICENSE" \}/,
    );
  });

  it.each<[string, HelixLanguage, string]>([
    ['names for commands', { name: 'python', servers: ['ty', 'jedi-language-server'] }, '"ty", "jedi"'],
    ['one name of two', { name: 'gpr', servers: ['ada_language_server'] }, '"ada-gpr-language-server"'],
    ['the other', { name: 'ada', servers: ['ada_language_server'] }, '"ada-language-server"'],
    [
      'features that others have',
      { name: 'pkgbuild', servers: ['termux-language-server', 'bash-language-server'] },
      '"termux-language-server", { name = "bash-language-server", except-features = ["diagnostics"] }',
    ],
  ])('have %s', (_, language, expected) => {
    expect(lists(make({ languages: [language] }).text)[0]).toBe(`${language.name}: [${expected}, ${blame}]`);
  });

  it("keep the user's lists and names", () => {
    const userFile = [
      '[language-server.rust-analyzer]',
      'command = "rustup"',
      '[language-server.biome]',
      'command = "biome"',
      '[[language]]',
      'name = "rust"',
      'language-servers = [',
      '  "mine", # first',
      '  { name = "other", except-features = ["hover"] },',
      ']',
    ].join('\n');
    const languages = [rust, { name: 'css', servers: ['biome'] }, { name: 'cargo', servers: ['rustup'] }];
    expect(lists(make({ languages, userFile }).text)).toEqual([
      `rust: ["mine", { name = "other", except-features = ["hover"] }, ${blame}]`,
      `css: ["biome", ${blame}]`,
      `cargo: ["rust-analyzer", ${blame}]`,
      `text: [${blame}]`,
    ]);
  });

  it('are the same when they are there already', () => {
    const own = '[[language]]\nname = "rust"\nlanguage-servers = ["mine"]\n';
    const first = make({ languages: [rust, { name: 'c', servers: ['clangd'] }], userFile: own });
    const seen = [
      { name: 'c', servers: ['clangd', 'blame'] },
      { name: 'rust', servers: ['mine', 'blame'] },
      { name: 'text', servers: ['blame'] },
    ];
    const again = make({
      languages: [seen[1], seen[0], seen[2]] as HelixLanguage[],
      userFile: own + first.text,
    });
    expect(again.text).toBe(first.text);
    expect(again.remarks).toEqual([expect.stringMatching(/^~\/languages\.toml has such stanzas already/)]);
  });

  it('leave a server and a language of the same names alone', () => {
    const userFile = '[language-server.blame]\ncommand = "x"\n[[language]]\nname = "text"\nscope = "mine"\n';
    const { text, remarks } = make({ languages: [{ name: 'text', servers: ['blame'] }], userFile });
    expect(text).not.toMatch(/language-server\.blame\]|scope/);
    expect(lists(text)).toEqual([`text: [${blame}]`]);
    expect(remarks).toEqual([expect.stringContaining('[language-server.blame] of its own')]);
  });

  it('leave out what is not known, and say so', () => {
    const { text, remarks } = make({
      languages: [rust, { name: 'c', servers: null }],
      unfinished: ['common'],
    });
    expect(lists(text)).toEqual([`rust: ["rust-analyzer", ${blame}]`, `text: [${blame}]`]);
    expect(text).toContain('\n# Left out, because their servers are not known: common…, c\n');
    expect(remarks).toEqual(['Helix does not tell the servers of common…, c, which are left out']);
  });

  it('say when the file can not be read', () => {
    const { text, remarks } = make({ languages: [rust], userFile: 'a = \n' });
    expect(lists(text)[0]).toBe(`rust: ["rust-analyzer", ${blame}]`);
    expect(remarks).toEqual([expect.stringMatching(/^~\/languages\.toml: line 1 can't be read/)]);
  });
});

describe('keys for Helix', () => {
  it('are in the folder for Helix', () => {
    const file = join(import.meta.dirname, '..', '..', '..', '..', 'clients', 'helix', 'keys.toml');
    expect(readFileSync(file, 'utf8')).toBe(helixKeys());
  });

  it('are TOML, one for each letter', () => {
    const keys = parseToml(helixKeys()).get('keys');
    expect(writeToml(keys ?? '')).toContain(
      'B = { b = ":lsp-workspace-command blame.show %{cursor_line} \\"%{file_path_absolute}\\"",',
    );
  });
});
