/** The packaged extension: what is in it, and that it can be read. */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isOwnSetting } from '../../../../clients/vscode/extension/settings.ts';
import { makeVsix } from '../../../../clients/vscode/packaging/vsix.ts';
import { unzip } from '../../../support/unzip.ts';

const top = join(import.meta.dirname, '..', '..', '..', '..');
const readJson = (path: string) => JSON.parse(readFileSync(join(top, path), 'utf8'));

interface Property {
  readonly default?: unknown;
  readonly scope?: string;
}

describe('the package for VS Code', () => {
  let name: string;
  let entries: ReadonlyMap<string, Buffer>;
  let manifest: {
    readonly version: string;
    readonly main: string;
    readonly contributes: {
      readonly commands: readonly { readonly command: string }[];
      readonly keybindings: readonly { readonly command: string }[];
      readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
      readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
    };
  };
  const text = (path: string) => entries.get(path)?.toString() ?? '';

  beforeAll(async () => {
    const vsix = await makeVsix(top);
    name = vsix.name;
    entries = unzip(vsix.content);
    manifest = JSON.parse(text('extension/package.json'));
  });

  it('has what it must have', () => {
    const { version } = readJson('package.json');
    expect(name).toBe(`blame-${version}.vsix`);
    expect(manifest.version).toBe(version);
    const needed = [
      'extension.vsixmanifest',
      '[Content_Types].xml',
      `extension/${manifest.main}`,
      'extension/README.md',
      'extension/picture.png',
      'extension/CHANGELOG.md',
      'extension/LICENSE.txt',
      'extension/LICENCES.txt',
      'extension/server/package.json',
      'extension/server/dist/main.js',
      'extension/server/dist/parts/kernel.wasm',
      'extension/server/dist/parts/engineThread.js',
      'extension/server/node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm',
    ];
    expect(needed.filter((path) => !entries.has(path))).toEqual([]);
  });

  it('has the server as it was built', () => {
    expect(text('extension/server/dist/main.js')).toBe(readFileSync(join(top, 'dist', 'main.js'), 'utf8'));
  });

  it('has no tests, sources, declarations or maps', () => {
    const strays = /\btest|\.ts$|\.map$|tsconfig|\.tgz$/;
    expect([...entries.keys()].filter((path) => strays.test(path))).toEqual([]);
  });

  it('has one file of code, which needs nothing but VS Code and Node', () => {
    const needed = [...text('extension/extension.cjs').matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)];
    const strays = needed.map(([, target = '']) => target).filter((target) => !isBuiltin(target));
    expect(new Set(strays)).toEqual(new Set(['vscode']));
    expect(needed.length).toBeGreaterThan(3);
  });

  it('says the same of itself in both manifests', () => {
    const xml = text('extension.vsixmanifest');
    expect(xml).toContain(`Version="${manifest.version}" Publisher="blame-language-server"`);
    for (const [, path = ''] of xml.matchAll(/Path="([^"]+)"/g)) expect(entries.has(path)).toBe(true);
    for (const path of entries.keys()) {
      const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
      if (ending && path !== '[Content_Types].xml')
        expect(text('[Content_Types].xml')).toContain(`Extension=".${ending}"`);
    }
  });

  it('has the licences of what it is made of', () => {
    for (const part of ['vscode-languageclient', 'isomorphic-git', 'lru-cache', 'semver', 'minimatch'])
      expect(text('extension/LICENCES.txt')).toMatch(new RegExp(`^${part} \\d`, 'm'));
  });

  it('offers all settings of the server, and its own', () => {
    const schema = readJson('settings.schema.json') as { properties: Record<string, Property> };
    const offered = Object.assign({}, ...manifest.contributes.configuration.map((part) => part.properties));
    const names = Object.keys(offered).map((key) => key.replace(/^blame\./, ''));
    const ofServer = names.filter((key) => !isOwnSetting(key));
    expect(new Set(ofServer)).toEqual(new Set(Object.keys(schema.properties)));
    expect(names.length - ofServer.length).toBeGreaterThan(4);
    const changed = ofServer.filter(
      (key) =>
        JSON.stringify(offered[`blame.${key}`].default) !== JSON.stringify(schema.properties[key]?.default),
    );
    expect(new Set(changed)).toEqual(new Set(['hover', 'codeLens', 'inlayHint']));
  });

  it('names in keys and menus only commands that it has, and has those that the server or the extension runs', () => {
    const { commands, keybindings, menus } = manifest.contributes;
    const names = commands.map(({ command }) => command);
    const used = [...keybindings, ...Object.values(menus).flat()].flatMap(({ command }) => command ?? []);
    expect(used.filter((command) => !names.includes(command))).toEqual([]);
    const known =
      readFileSync(join(top, 'server/lsp/protocol.ts'), 'utf8') +
      readFileSync(join(top, 'clients/vscode/extension/extension.ts'), 'utf8');
    expect(names.filter((command) => !known.includes(`'${command}'`))).toEqual([]);
  });
});
