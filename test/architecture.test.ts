/** Holds the layers and the house rules: who may import whom, and what every file must have. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const top = join(import.meta.dirname, '..');

/** What a folder of server/ may import: whole folders, single files (`git/oid`), packages. Node's own modules are free. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  cache: ['base'],
  kernel: ['base'],
  git: ['base', 'cache', 'kernel', 'isomorphic-git', 'lru-cache'],
  diff: ['base', 'kernel'],
  blame: [
    'base',
    'diff',
    ...[
      'reader',
      'treeDiff',
      'treePath',
      'objects',
      'oid',
      'errors',
      'commitText',
      'history/pathHistory',
      'attributes',
      'basicRegex',
      'diffDriver',
      'lineMatcher',
      'posixSyntax',
    ].map((file) => `git/${file}`),
  ],
  scheduler: ['base'],
  textconv: ['base', 'git', 'blame/types'],
  worker: ['base', 'cache', 'git', 'diff', 'blame', 'textconv', 'vscode-jsonrpc', 'lru-cache'],
  service: ['base', 'present', 'scheduler', 'worker', 'git', 'diff', 'blame/types', 'lru-cache'],
  lsp: ['base', 'present', 'service', 'vscode-jsonrpc', 'vscode-languageserver-protocol'],
  present: ['base', 'get-east-asian-width'],
  symbols: ['base', 'git/diffDriver', 'git/functionPatterns', 'git/lineMatcher', '@vscode/tree-sitter-wasm'],
  cli: ['base', 'cache', 'git', 'blame', 'textconv', 'present'],
};

/** Builtins that would let a folder do what it must not know how to do. */
const forbiddenBuiltins: Readonly<Record<string, RegExp>> = {
  kernel: /^node:(child_process|worker_threads|net|http)/,
  base: /^node:(fs|child_process|worker_threads|net|http)/,
  cache: /^node:(child_process|worker_threads|net|http)/,
  git: /^node:(child_process|worker_threads|net|http)/,
  diff: /^node:/,
  present: /^node:/,
  blame: /^node:/,
  scheduler: /^node:(fs|child_process|net|http)/,
};

interface SourceFile {
  /** Relative to the top, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** Where parts are put together: these may know all of them. */
const roots: ReadonlySet<string> = new Set([
  'main.ts',
  'program.ts',
  'beginServing.ts',
  'startServer.ts',
  'composeService.ts',
  'engineLanes.ts',
]);

const server = read('server');
const everything = [...server, ...read('clients'), ...read('bench'), ...read('test')];

describe('layers', () => {
  it('sees the files it judges', () => {
    expect(server.length).toBeGreaterThan(8);
    expect(server.flatMap(({ imports }) => imports).length).toBeGreaterThan(8);
  });

  it('knows every folder of the server', () => {
    const folders = new Set(server.map(({ path }) => folderOf(path)));
    expect([...folders].filter((folder) => !roots.has(folder) && !(folder in allowed))).toEqual([]);
  });

  it('imports only downwards', () => {
    expect(server.flatMap(forbiddenImports)).toEqual([]);
  });

  it('has no cycle between folders', () => {
    const edges = new Map(Object.keys(allowed).map((folder) => [folder, new Set<string>()]));
    for (const { path, imports } of server) {
      for (const target of imports) {
        const to = target.startsWith('.') ? folderOf(resolved(path, target)) : null;
        if (to !== null && to !== folderOf(path)) edges.get(folderOf(path))?.add(to);
      }
    }
    expect(cycleIn(edges)).toBeNull();
  });

  it('lets benchmarks know nothing of the server but its wire types, and of tests but their client', () => {
    const bench = read('bench');
    expect(bench.length).toBeGreaterThan(5);
    const strays = bench.flatMap(({ path, imports }) =>
      imports
        .filter((target) => target.startsWith('.'))
        .map((target) => resolved(path, target))
        .filter((to) => !/^bench\/|^server\/lsp\/protocol\.ts$|^test\/support\/lspClient\.ts$/.test(to)),
    );
    expect(strays).toEqual([]);
  });

  it('keeps clients away from the server, and the server from tests and benchmarks', () => {
    const strays = everything.filter(({ path, imports }) =>
      imports.some((target) => {
        const to = target.startsWith('.') ? resolved(path, target) : '';
        return (
          (path.startsWith('clients/') && to.startsWith('server/')) ||
          (path.startsWith('server/') && /^(test|bench)\//.test(to))
        );
      }),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});

describe('house rules', () => {
  const rules: readonly (readonly [string, (file: SourceFile) => boolean])[] = [
    [
      'opens with a sentence that says what it is for',
      ({ text }) => /^(#!.*\n)?\/\*\*\s+(\* )?[A-Z`].*[.:;,\w)]/.test(text),
    ],
    ['stays under 400 lines', ({ text }) => text.split('\n').length <= 400],
    [
      'leaves nothing to be done',
      ({ text }) => !new RegExp(`\\b(${['TO', 'FIX'].join('DO|')}ME)\\b`).test(text),
    ],
    [
      'has no default export',
      ({ path, text }) => path === 'vitest.config.ts' || !/^export default/m.test(text),
    ],
    ['is no barrel', ({ text }) => !isBarrel(text)],
    [
      'skips and singles out no test',
      ({ path, text }) =>
        !path.endsWith('.test.ts') || !/\b(it|test|describe)\.(skip|only|todo)\b/.test(text),
    ],
  ];
  it.each(rules)('every file %s', (_, holds) => {
    expect(everything.filter((file) => !holds(file)).map(({ path }) => path)).toEqual([]);
  });
});

/**
 * Files without a unit test of their own, by the test that goes through them: kernels behind one entry point are
 * compared with git through it.
 */
const testedThrough: Readonly<Record<string, readonly string[]>> = {
  'test/property/diff.property.test.ts': filesOf(
    'diff',
    'compact histogram hunks indent myers patience lines prepare region tailTrim',
  ),
  'test/golden/golden.test.ts': filesOf(
    'blame',
    'copies finalOrigin findOrigin findRename ignoreRevs limits moves origin passBlame renameSource scoreboard walkedCommits',
  ),
  'test/property/known.property.test.ts': filesOf('blame', 'comparedPairs'),
  'test/unit/blame/hunkMemory.test.ts': filesOf('blame', 'packedHunks'),
  'test/unit/git/config.test.ts': filesOf('git', 'configEnvironment configFile configInclude configValue'),
  'test/unit/git/history/historyKeeper.test.ts': filesOf(
    'git/history',
    'build byteSink historyIndex idColumn layer layerWriter mergeLayers posting touches treeDesk',
  ),
  'test/unit/git/workTreeIndex.test.ts': filesOf('git', 'indexFile splitIndex'),
  'test/unit/git/refs.test.ts': filesOf('git', 'refName refStore'),
  'test/unit/git/revision.test.ts': filesOf('git', 'reflog revisionArguments revisionName upstream'),
  'test/unit/git/approximateDate.test.ts': filesOf('git', 'strictDate'),
  'test/unit/git/repository.test.ts': filesOf('git', 'repositoryFormat'),
  'test/unit/kernel/kernel.test.ts': filesOf(
    'kernel',
    'reference assembly/adler32 assembly/bitInput assembly/codes assembly/inflate assembly/inflateBlock assembly/delta assembly/tree assembly/treeDelta',
  ),
  'test/unit/diff/kernelDiff.test.ts': filesOf(
    'kernel',
    'assembly/comparison assembly/indent assembly/marks assembly/myers assembly/poll assembly/select assembly/slide',
  ),
  'test/unit/diff/lineTable.test.ts': [
    ...filesOf('diff', 'compiledLines lineList plainLines'),
    ...filesOf('kernel', 'lineKernel assembly/lineDelta assembly/lines'),
  ],
  'test/unit/diff/spacelessLines.test.ts': filesOf('kernel', 'assembly/spaceless'),
  'test/unit/git/reader.test.ts': filesOf('git', 'errors'),
  'test/unit/git/odb/treePairs.test.ts': filesOf('kernel', 'assembly/treePairs'),
  'test/unit/git/odb/treeSearch.test.ts': filesOf('git', 'odb/smallObjects'),
  'test/unit/git/treePath.test.ts': filesOf('git', 'treeEntry'),
  'test/e2e/lifecycle.test.ts': [
    'server/program.ts',
    'server/startServer.ts',
    'server/composeService.ts',
    'server/engineLanes.ts',
    ...filesOf('lsp', 'connection transport'),
  ],
  'test/e2e/compiledCode.test.ts': ['server/main.ts', ...filesOf('worker', 'threadStart')],
  'test/e2e/bundle.test.ts': ['server/beginServing.ts'],
  'test/e2e/typing.test.ts': filesOf('service', 'overlay/overlays'),
  'test/e2e/lineHistory.test.ts': filesOf('worker', 'lineHistoryJob'),
  'test/property/lineHistory.property.test.ts': filesOf('blame', 'lineHistory'),
  'test/unit/lsp/handlers/blameHistory.test.ts': filesOf('service', 'shapingCommits'),
  'test/unit/service/blameService.test.ts': filesOf('service', 'textBlames'),
  'test/e2e/lenses.test.ts': filesOf('symbols', 'symbolThread'),
  'test/unit/lsp/handlers/codeLensResolve.test.ts': filesOf('lsp', 'lensWriter'),
  'test/unit/lsp/handlers/inlayHint.test.ts': filesOf('lsp', 'handlers/inlayHintResolve'),
  'test/unit/worker/versions.test.ts': filesOf('worker', 'oldName'),
  'test/e2e/commands.test.ts': [
    ...filesOf('lsp', 'content handlers/blameContent handlers/blamePrevious'),
    ...filesOf('lsp/commands', 'ignoring pages screen toggles walking'),
  ],
  'test/e2e/actions.test.ts': [
    ...filesOf('lsp', 'handlers/codeAction commands/table commands/target'),
    ...filesOf('service', 'lineFacts'),
  ],
  'test/e2e/follow.test.ts': filesOf('service/watch', 'repositoryWatch systemWatches'),
};

function filesOf(folder: string, names: string): string[] {
  return names.split(' ').map((name) => `server/${folder}/${name}.ts`);
}

describe('unit tests', () => {
  const elsewhere = Object.values(testedThrough).flat();

  it('mirror the files that have logic', () => {
    const missing = server.filter(
      ({ path, text }) => hasLogic(text) && !existsSync(join(top, unitTestOf(path))),
    );
    expect(missing.map(({ path }) => path).filter((path) => !elsewhere.includes(path))).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    expect(Object.keys(testedThrough).filter((test) => !existsSync(join(top, test)))).toEqual([]);
    const needless = (path: string) =>
      existsSync(join(top, unitTestOf(path))) || !existsSync(join(top, path));
    expect(elsewhere.filter(needless)).toEqual([]);
  });
});

describe('protocol.md', () => {
  const types = 'server/lsp/protocol.ts';
  const readText = (path: string) => readFileSync(join(top, path), 'utf8');

  it('was revised with the wire types', () => {
    const hash = createHash('sha256').update(readText(types)).digest('hex');
    expect(readText('protocol.md').trimEnd().split('\n').at(-1)).toBe(`<!-- wire types: sha256:${hash} -->`);
  });

  it('has a section for every method', () => {
    const methods = [...readText(types).matchAll(/'(blame\/\w+)'/g)].map(([, method]) => method ?? '');
    expect(methods.length).toBeGreaterThan(0);
    const sections = readText('protocol.md')
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(methods.filter((method) => !sections.some((line) => line.includes(method)))).toEqual([]);
  });
});

function read(folder: string): SourceFile[] {
  const root = join(top, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: relative(top, file).replaceAll('\\', '/'), text, imports: importsOf(text) };
    });
}

/** Specifiers of static, type-only and dynamic imports. */
function importsOf(text: string): string[] {
  const found = text.matchAll(
    /^(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...found].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

/** `git` for `server/git/odb/pack.ts`, `main.ts` for `server/main.ts`. */
function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

function resolved(from: string, specifier: string): string {
  return join(dirname(from), specifier).replaceAll('\\', '/');
}

function forbiddenImports({ path, imports }: SourceFile): string[] {
  const folder = folderOf(path);
  if (roots.has(folder)) return [];
  return imports
    .filter((target) => {
      if (target.startsWith('node:')) return forbiddenBuiltins[folder]?.test(target) ?? false;
      if (!target.startsWith('.'))
        return !allowed[folder]?.some((name) => target === name || target.startsWith(`${name}/`));
      const to = resolved(path, target);
      if (!to.startsWith('server/')) return true;
      const file = to.slice('server/'.length).replace(/\.ts$/, '');
      return (
        folderOf(to) !== folder &&
        !allowed[folder]?.some((name) => file === name || file.startsWith(`${name}/`))
      );
    })
    .map((target) => `${path} imports ${target}`);
}

/** The names along one cycle, or null. */
function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const cycle = walk(next, [...trail, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return null;
}

/** A file that hands on everything of another, or has nothing of its own beside what it hands on. */
function isBarrel(text: string): boolean {
  const handsOn = /^export (\*|(type )?\{[^}]*\}) from/m.test(text);
  const hasOwn = /^(export )?(async )?(function|class|const|interface|type \w)/m.test(text);
  return /^export \*/m.test(text) || (handsOn && !hasOwn);
}

/** Types, constants and a handful of one-line functions need no test of their own: their users' tests say it all. */
function hasLogic(text: string): boolean {
  return text.split('\n').length > 40 && /^(export )?((async )?function|class) /m.test(text);
}

function unitTestOf(path: string): string {
  return path.replace(/^server\//, 'test/unit/').replace(/\.ts$/, '.test.ts');
}
