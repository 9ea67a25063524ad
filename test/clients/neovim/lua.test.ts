/** The plugin's Lua without an editor: its form, its globals, and that what files take from each other is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, formatCode, IndentType, OutputVerification, QuoteStyle } from '@johnnymorganz/stylua';
import { parse } from 'luaparse';
import { describe, expect, it } from 'vitest';
import { plugin } from '../../support/neovim.ts';

const MODULES = 'lua/blame_lsp/';
const files = readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.lua'),
);
const read = (file: string) => readFileSync(join(plugin, file), 'utf8');

/** What Neovim and its Lua have. */
const globals = new Set(
  'vim require debug error ipairs math next os package pairs pcall select setmetatable string table tonumber tostring type unpack assert'.split(
    ' ',
  ),
);

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function treeOf(file: string): Node {
  return parse(read(file), { luaVersion: 'LuaJIT', scope: true }) as unknown as Node;
}

function* nodesOf(node: unknown): Generator<Node> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) yield node as Node;
  for (const part of Object.values(node)) yield* nodesOf(part);
}

/** The module that an expression loads; null for every other expression. */
function requiredBy(expression: unknown): string | null {
  const {
    type,
    base,
    arguments: args,
  } = (expression ?? {}) as Node & {
    readonly base?: Node;
    readonly arguments?: readonly { readonly raw: string }[];
  };
  if (type !== 'CallExpression' || base?.['name'] !== 'require') return null;
  return /^.blame_lsp\.?(.*).$/.exec(args?.[0]?.raw ?? '')?.[1] ?? null;
}

const nameOf = (node: unknown) => (node as { readonly name?: string } | null)?.name ?? '';

/** What a file takes out of others: `module.field`. */
function takenBy(file: string): string[] {
  const nodes = [...nodesOf(treeOf(file))];
  const loaded = new Map<string, string>();
  for (const node of nodes)
    if (node.type === 'LocalStatement') {
      const module = requiredBy((node['init'] as unknown[])[0]);
      if (module !== null) loaded.set(nameOf((node['variables'] as unknown[])[0]), module);
    }
  return nodes.flatMap((node) => {
    if (node.type !== 'MemberExpression') return [];
    const module = requiredBy(node['base']) ?? loaded.get(nameOf(node['base'])) ?? null;
    return module === null ? [] : [`${module}.${nameOf(node['identifier'])}`];
  });
}

/** What a file defines for others: fields of `M`. */
function givenBy(file: string): string[] {
  const module = file.slice(MODULES.length, -'.lua'.length).replace(/^init$/, '');
  const targets = [...nodesOf(treeOf(file))].flatMap((node) => {
    if (node.type === 'FunctionDeclaration') return [node['identifier']];
    return node.type === 'AssignmentStatement' ? (node['variables'] as unknown[]) : [];
  });
  return targets.flatMap((target) => {
    const { base, identifier } = (target ?? {}) as { readonly base?: unknown; readonly identifier?: unknown };
    return nameOf(base) === 'M' ? [`${module}.${nameOf(identifier)}`] : [];
  });
}

describe('the Lua of the plugin', () => {
  it.each(files)('%s has the form that stylua.toml asks for', (file) => {
    const config = Config.new();
    config.column_width = 100;
    config.indent_type = IndentType.Spaces;
    config.indent_width = 2;
    config.quote_style = QuoteStyle.AutoPreferSingle;
    expect(read(file)).toBe(formatCode(read(file), config, undefined, OutputVerification.None));
  });

  it.each(files)('%s uses no global but those there are', (file) => {
    const used = (treeOf(file)['globals'] as { readonly name: string }[]).map(({ name }) => name);
    expect(used.filter((name) => !globals.has(name))).toEqual([]);
  });

  it('takes from its files what they have', () => {
    const given = new Set(files.filter((file) => file.startsWith(MODULES)).flatMap(givenBy));
    const taken = files.flatMap((file) => takenBy(file).map((what) => ({ file, what })));
    expect(taken.length).toBeGreaterThan(100);
    expect(taken.filter(({ what }) => !given.has(what))).toEqual([]);
  });

  it('has its form written down', () => {
    expect(read('stylua.toml').trim().split('\n').toSorted()).toEqual([
      'column_width = 100',
      'indent_type = "Spaces"',
      'indent_width = 2',
      'quote_style = "AutoPreferSingle"',
    ]);
  });
});
