/** The extension's manifest for Zed: what its registry asks of one, and that it agrees with the rest of the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { editorTexts } from '../../../server/cli/config/editors.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'clients', 'zed');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const manifest = read('extension.toml');
const project = JSON.parse(read('../../package.json'));

/** A value of the table named by the header, or of the top; texts and lists of texts are JSON in the parts of TOML that are used. */
function manifestValue(key: string, table = ''): unknown {
  const tables = manifest.split(/^\[(.*)\]$/m);
  const text = table === '' ? tables[0] : tables[tables.indexOf(table) + 1];
  const found = new RegExp(`^${key} = (\\[[^\\]]*\\]|.*)$`, 'm').exec(text ?? '')?.[1] ?? 'null';
  return JSON.parse(found.replace(/,\s*\]/, ']'));
}

function languageIds(): Record<string, string> {
  const text = manifest.split('[language_servers.blame.language_ids]\n')[1] ?? '';
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => JSON.parse(`[${line.replace(' = ', ',')}]`)));
}

const languages = manifestValue('languages', 'language_servers.blame') as readonly string[];

it('has an id that the registry takes', () => {
  const id = manifestValue('id') as string;
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(id).not.toMatch(/zed|extension/);
  expect(manifestValue('name')).not.toMatch(/zed|extension/i);
  expect(manifestValue('schema_version')).toBe(1);
  expect(manifestValue('authors')).toHaveLength(1);
  expect(manifestValue('description')).toMatch(/\.$/);
});

it('has the version of the project, in the crate as well, and its licence', () => {
  expect(manifestValue('version')).toBe(project.version);
  expect(read('Cargo.toml')).toContain(`\nversion = "${project.version}"\n`);
  expect(read('Cargo.lock')).toContain(`name = "blame-zed"\nversion = "${project.version}"\n`);
  expect(read('LICENSE')).toBe(read('../../LICENSE'));
});

it('installs the package of this project and starts what its command is', () => {
  const source = read('src/lib.rs');
  expect(source).toContain(`const NAME: &str = "${project.name}";`);
  expect(source).toContain(`"node_modules/${project.name}/${project.bin['blame-language-server']}"`);
});

it('names one server, by the name that the printed settings have', () => {
  const servers = [...manifest.matchAll(/^\[language_servers\.(\w+)\]$/gm)].map(([, server]) => server);
  expect(servers).toEqual(['blame']);
  const settings = editorTexts['zed']?.({ command: ['blame-language-server'], top: '/' }) ?? '';
  expect(Object.keys(JSON.parse(settings.slice(settings.indexOf('{'))).lsp)).toEqual(servers);
});

it("lists each of Zed's languages once, in order, and those that everybody has", () => {
  const sorted = languages.toSorted((a, b) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b));
  expect(languages).toEqual(sorted);
  expect(new Set(languages).size).toBe(languages.length);
  expect(languages.filter((language) => language.trim() !== language || language === '')).toEqual([]);
  expect(languages).toEqual(expect.arrayContaining([...builtIn]));
});

it('gives languages the ids of the protocol', () => {
  const ids = languageIds();
  expect(Object.keys(ids).filter((language) => !languages.includes(language))).toEqual([]);
  expect(Object.entries(ids).filter(([language, id]) => language.toLowerCase() === id)).toEqual([]);
  expect(Object.values(ids).filter((id) => !/^[a-z]+([.-][a-z]+)*$/.test(id))).toEqual([]);
  expect(ids).toMatchObject({ 'C++': 'cpp', 'Shell Script': 'shellscript', TSX: 'typescriptreact' });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Zed's own languages, without the hidden ones that occur within others. */
const builtIn = [
  'C',
  'C++',
  'CSS',
  'Diff',
  'Git Commit',
  'Go',
  'Go Mod',
  'Go Work',
  'JavaScript',
  'JSON',
  'JSONC',
  'Jupyter Notebook',
  'Markdown',
  'Plain Text',
  'Python',
  'Rust',
  'Shell Script',
  'TSX',
  'TypeScript',
  'YAML',
] as const;
