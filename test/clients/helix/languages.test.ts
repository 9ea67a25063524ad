/** What `config helix` prints for a real Helix: compared with the configuration built into its binary, and read by it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverFeatures, serverNames } from '../../../server/cli/config/helixDefaults.ts';
import {
  parseToml,
  type TomlTable,
  type TomlValue,
  tablesOf,
  textOf,
  writeToml,
} from '../../../server/cli/config/toml.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';
import { describeInHelix, helixBinary, helixEnvironment, printedConfiguration } from '../../support/helix.ts';

const blame = '{ name = "blame", only-features = ["hover", "code-action", "workspace-command"] }';

describeInHelix('languages.toml', () => {
  let home: string;
  let printed: TomlTable;
  let text: string;
  let builtIn: TomlTable;

  beforeAll(() => {
    home = scratchDirectory('languages');
    const { text: stanzas, remarks } = printedConfiguration(home, 'helix');
    expect(remarks).toBe('');
    text = stanzas;
    printed = parseToml(stanzas);
    builtIn = builtInConfiguration();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('has every language of the binary, with its own servers as they are', () => {
    const defined = builtIn.get('language-server') as TomlTable;
    const expected = tablesOf(builtIn.get('language')).map((language) => {
      const own = listOf(language).filter((entry) => defined.has(nameOf(entry)));
      return `${textOf(language.get('name'))}: ${[...own.map(written), blame].join(', ')}`;
    });
    const stanzas = tablesOf(printed.get('language')).map(
      (language) => `${textOf(language.get('name'))}: ${listOf(language).map(written).join(', ')}`,
    );
    expect(expected.length).toBeGreaterThan(200);
    expect(stanzas.toSorted()).toEqual([...expected, `text: ${blame}`].toSorted());
  });

  it('takes no file from another language', () => {
    const claimed = new Set(tablesOf(builtIn.get('language')).flatMap(fileTypes));
    const plain = tablesOf(printed.get('language')).find((language) => language.get('name') === 'text');
    const types = plain ? fileTypes(plain) : [];
    expect(types).toContain('txt');
    expect(types.filter((type) => claimed.has(type))).toEqual([]);
  });

  it('knows by heart what Helix does not tell', () => {
    const servers = builtIn.get('language-server') as TomlTable;
    const commands = [...servers].flatMap(([name, table]) => {
      const command = table instanceof Map ? textOf(table.get('command')) : null;
      return command === null || command === name ? [] : [`${command}: ${name}`];
    });
    const known = [...serverNames].map(([command, name]) => `${command.replace(/^.*\//, '')}: ${name}`);
    expect(known.toSorted()).toEqual(commands.toSorted());
    const features = tablesOf(builtIn.get('language')).flatMap((language) =>
      listOf(language).flatMap((entry) =>
        entry instanceof Map
          ? [...entry].flatMap(([key, value]) =>
              key === 'name'
                ? []
                : [`${textOf(language.get('name'))}/${nameOf(entry)} ${key} ${writeToml(value)}`],
            )
          : [],
      ),
    );
    const knownFeatures = [...serverFeatures].map(
      ([place, { key, features }]) => `${place} ${key} ${writeToml(features)}`,
    );
    expect(knownFeatures.toSorted()).toEqual(features.toSorted());
  });

  it('is read by Helix beside what the user has, and can be made anew', () => {
    const file = join(home, 'helix', 'languages.toml');
    mkdirSync(join(home, 'helix'), { recursive: true });
    const own = [
      '[language-server.mine]',
      'command = "true"',
      '[[language]]',
      'name = "rust"',
      'auto-format = false',
      'language-servers = [{ name = "mine", except-features = ["hover"] }, "rust-analyzer"]',
      '',
    ].join('\n');
    writeFileSync(file, own);
    const first = printedConfiguration(home, 'helix').text;
    writeFileSync(file, own + first);
    expect(health('rust')).toMatch(/mine.*\n.*rust-analyzer.*\n.*✓ blame: /);
    expect(health('python')).toMatch(/ty.*\n[\s\S]*✓ blame: /);
    const again = printedConfiguration(home, 'helix');
    expect(again.text).toBe(first);
    expect(again.remarks).toMatch(/has such stanzas already/);
    expect(text).toContain('name = "rust"');
  });

  function health(language: string): string {
    const environment = helixEnvironment(home);
    const { stdout, stderr } = spawnSync(helixBinary, ['--health', language], {
      encoding: 'utf8',
      cwd: '/',
      env: environment,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    return (stdout + stderr).replace(/\x1b\[[\d;]*m/g, '');
  }
});

/** The default languages.toml is part of the program: the text from the first server to the last grammar. */
function builtInConfiguration(): TomlTable {
  const bytes = readFileSync(programOf(helixBinary)).toString('latin1');
  const start = bytes.indexOf('[language-server]\n');
  const last = bytes.lastIndexOf('[[grammar]]\n');
  const end = bytes.indexOf('}\n', last);
  return parseToml(Buffer.from(bytes.slice(start, end + 2), 'latin1').toString('utf8'));
}

/** Wrappers end in the path of what they run. */
function programOf(binary: string): string {
  const found = spawnSync('sh', ['-c', `command -v '${binary}'`], { encoding: 'utf8' }).stdout.trim();
  const path = realpathSync(found);
  const text = readFileSync(path).toString('latin1');
  if (!text.startsWith('#!')) return path;
  const paths = text.match(/(?<=['" ])\/[^\s'"]*\/hx(?=['" ])/g) ?? [];
  return programOf(paths.at(-1) ?? '/nowhere');
}

function listOf(language: TomlTable): readonly TomlValue[] {
  const list = language.get('language-servers');
  return Array.isArray(list) ? list : [];
}

function nameOf(entry: TomlValue): string {
  return textOf(entry instanceof Map ? entry.get('name') : entry) ?? '';
}

/** With the name first, whatever the order in the file. */
function written(entry: TomlValue): string {
  if (!(entry instanceof Map)) return writeToml(entry);
  return writeToml(new Map([...entry].toSorted(([key]) => (key === 'name' ? -1 : 1))));
}

function fileTypes(language: TomlTable): string[] {
  const types = language.get('file-types');
  return Array.isArray(types)
    ? types.map((type: TomlValue) => textOf(type instanceof Map ? type.get('glob') : type) ?? '')
    : [];
}
