/** Random small histories: branches, merges with all kinds of resolution, renames, repeats, odd dates. */
import fc from 'fast-check';
import { applyEdit, join } from './arbitraryText.ts';
import type { Content, HistoryCommit } from './history.ts';

/** How far histories may go; an older git needs some things left out. */
export interface HistoryLimits {
  readonly commits: number;
  /** Files whose last line has no newline. */
  readonly unfinishedFiles: boolean;
}

/** A file in the making: its lines, whether the last one is unfinished, and its mode. */
interface File {
  readonly lines: readonly string[];
  readonly unfinished: boolean;
  readonly mode: string;
}

type Files = ReadonlyMap<string, File>;

const paths = ['a', 'b', 'dir/a', 'dir/b', 'dir/sub/c', 'd'] as const;
const words = [
  '',
  '}',
  '\t}',
  '{',
  'x',
  'y',
  'one more line',
  'some longer line of text that weighs in renames',
];

const line = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((number) => `unique ${number}`) },
);

const change = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      file: fc.nat(),
      at: fc.nat(),
      remove: fc.nat({ max: 3 }),
      insert: fc.array(line, { maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), file: fc.nat(), to: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), file: fc.nat(), to: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), file: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mode' as const), file: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('newline' as const), file: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      to: fc.nat(),
      lines: fc.array(line, { maxLength: 25 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      file: fc.nat(),
      from: fc.nat(),
      at: fc.nat(),
    }),
  },
);

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.record({
  /** How many commits back each parent lies; the first mostly is the commit before. */
  parents: fc.oneof<fc.WeightedArbitrary<readonly number[]>[]>(
    { weight: 6, arbitrary: fc.constant([0]) },
    { weight: 2, arbitrary: fc.tuple(fc.nat({ max: 5 })) },
    { weight: 3, arbitrary: fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  seconds: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.constant(60) },
    { weight: 1, arbitrary: fc.integer({ min: -300, max: 300 }) },
  ),
  /** For each path of a merge: ours, theirs, or both one after the other. */
  resolution: fc.array(fc.constantFrom('ours', 'theirs', 'both', 'woven'), { minLength: 1, maxLength: 6 }),
  changes: fc.array(change, { maxLength: 3 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Commits `c0`, `c1`, ...; the first one creates a file of some size. */
export function arbitraryHistory(limits: HistoryLimits): fc.Arbitrary<HistoryCommit[]> {
  return fc
    .tuple(
      fc.array(line, { minLength: 3, maxLength: 30 }),
      fc.array(step, { minLength: 1, maxLength: limits.commits }),
    )
    .map(([first, steps]) => grow(first, steps, limits));
}

function grow(first: readonly string[], steps: readonly Step[], limits: HistoryLimits): HistoryCommit[] {
  const start: Files = new Map([['a', { lines: first, unfinished: false, mode: '100644' }]]);
  const trees: Files[] = [start];
  const commits: HistoryCommit[] = [
    { id: 'c0', date: 1_700_000_000, parents: [], files: written(new Map(), start) },
  ];
  let date = 1_700_000_000;
  for (const { parents, seconds, resolution, changes } of steps) {
    const numbers = [...new Set(parents.map((back) => Math.max(0, trees.length - 1 - back)))];
    const parentTrees = numbers.map((number) => trees[number] ?? new Map());
    const merged = parentTrees
      .slice(1)
      .reduce((tree, other) => merge(tree, other, resolution), parentTrees[0] ?? start);
    const tree = changes.reduce((files, each) => applyChange(files, each, limits), merged);
    date += seconds;
    commits.push({
      id: `c${commits.length}`,
      date,
      parents: numbers.map((number) => `c${number}`),
      files: written(parentTrees[0] ?? new Map(), tree),
    });
    trees.push(tree);
  }
  return commits;
}

/** What a commit changes against its first parent's tree. */
function written(before: Files, after: Files): Record<string, Content> {
  const changes: Record<string, Content> = {};
  for (const path of before.keys()) if (!after.has(path)) changes[path] = null;
  for (const [path, { lines, unfinished, mode }] of after) {
    if (before.get(path) !== after.get(path)) changes[path] = { mode, content: join(lines, unfinished) };
  }
  return changes;
}

function merge(ours: Files, theirs: Files, resolution: Step['resolution']): Files {
  const result = new Map<string, File>();
  for (const [index, path] of [...new Set([...ours.keys(), ...theirs.keys()])].sort().entries()) {
    const a = ours.get(path);
    const b = theirs.get(path);
    const file = a && b ? resolve(a, b, resolution[index % resolution.length] ?? 'ours') : (a ?? b);
    if (file) result.set(path, file);
  }
  return result;
}

function resolve(ours: File, theirs: File, how: Step['resolution'][number]): File {
  const half = ours.lines.length >> 1;
  switch (how) {
    case 'ours':
      return ours;
    case 'theirs':
      return theirs;
    case 'both':
      return { ...ours, lines: [...ours.lines, ...theirs.lines].slice(0, 80) };
    case 'woven':
      return { ...ours, lines: [...ours.lines.slice(0, half), ...theirs.lines.slice(half)] };
  }
}

function applyChange(files: Files, change: Change, limits: HistoryLimits): Files {
  const result = new Map(files);
  const path = 'file' in change ? [...files.keys()].sort()[change.file % files.size] : undefined;
  const file = path === undefined ? undefined : files.get(path);
  const target = 'to' in change ? paths[change.to % paths.length] : undefined;
  if (change.kind === 'create' && target) {
    return result.set(target, { lines: change.lines, unfinished: false, mode: '100644' });
  }
  if (path === undefined || file === undefined) return result;
  switch (change.kind) {
    case 'edit':
      return result.set(path, { ...file, lines: applyEdit(file.lines, change) });
    case 'move': {
      const start = change.from % (file.lines.length + 1);
      const block = file.lines.slice(start, start + 5);
      const rest = [...file.lines.slice(0, start), ...file.lines.slice(start + 5)];
      return result.set(path, {
        ...file,
        lines: applyEdit(rest, { at: change.at, remove: 0, insert: block }),
      });
    }
    case 'mode':
      return result.set(path, { ...file, mode: file.mode === '100644' ? '100755' : '100644' });
    case 'newline':
      return result.set(path, { ...file, unfinished: limits.unfinishedFiles && !file.unfinished });
    case 'delete':
      result.delete(path);
      return result;
    case 'copy':
      return target ? result.set(target, file) : result;
    default:
      if (target === undefined || files.has(target)) return result;
      result.delete(path);
      return result.set(target, file);
  }
}
