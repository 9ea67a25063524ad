/** Which events count: what may change a blame, what shows where the user is, and what starts nothing. */

/** What a changed file means: HEAD may name another commit; objects have come; blame is asked otherwise; nothing. */
export type Effect = 'head' | 'objects' | 'config' | 'nothing';

/** In order; the first that fits the path below the git directory decides. */
const inGitDirectory: readonly (readonly [RegExp, Effect])[] = [
  // Half-written files, whatever they will be: the finished one is an event of its own.
  [/\.lock$|(^|\/)tmp_|\.tmp$|~$/, 'nothing'],
  [/^(worktrees\/[^/]+\/)?(HEAD|MERGE_HEAD)$/, 'head'],
  // A fetch moves these; no work tree is on them.
  [/^refs\/remotes\//, 'nothing'],
  [/^refs\/heads\/|^packed-refs$|^reftable\//, 'head'],
  [/^refs\/replace\/|^shallow$|^info\/grafts$/, 'objects'],
  [
    /^objects\/pack\/.*\.(pack|idx)$|^objects\/pack\/multi-pack-index$|^objects\/info\/(alternates$|commit-graph)/,
    'objects',
  ],
  [/^(worktrees\/[^/]+\/)?config(\.worktree)?$|^info\/attributes$/, 'config'],
];

/** Git directories of submodules lie below that of the repository they are in; a name may have slashes. */
const submodule =
  /^modules\/.+?\/(?=(?:HEAD|MERGE_HEAD|packed-refs|shallow|config(?:\.worktree)?)$|(?:refs|objects|info|worktrees|reftable)\/)/;

const inWorkTree: readonly (readonly [RegExp, Effect])[] = [
  [/(^|\/)\.mailmap$|(^|\/)\.gitattributes$|(^|\/)\.git-blame-ignore-revs$/i, 'config'],
];

/**
 * What a change of the file means. The index (status refreshes it), lock files, LFS's temporary files, logs, fetched
 * remote references, FETCH_HEAD and ordinary files of the work tree mean nothing: open texts come from the editor,
 * and files that are not open are looked at when they are asked about.
 */
export function effectOfFile(fsPath: string): Effect {
  const path = fsPath.replaceAll('\\', '/');
  const git = /(?:^|\/)(?:\.git|[^/]+\.git)\/(.*)$/.exec(path);
  const rules = git ? inGitDirectory : inWorkTree;
  const within = git?.[1]?.replace(submodule, '') ?? path;
  return effectBy(rules, within);
}

/** The same of a path below a git directory, whatever that is called. */
export function effectBelow(within: string): Effect {
  return effectBy(inGitDirectory, within.replaceAll('\\', '/'));
}

function effectBy(rules: typeof inGitDirectory, path: string): Effect {
  return rules.find(([pattern]) => pattern.test(path))?.[1] ?? 'nothing';
}

/** Messages about a document that show that the user is there. Lenses are asked for documents in the background too. */
export const showsFocus: ReadonlySet<string> = new Set([
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/hover',
  'textDocument/inlayHint',
  'blame/line',
]);

/** Messages that change a text: in a storm of them implicit requests wait until it is over. */
export const changesText: ReadonlySet<string> = new Set(['textDocument/didChange']);
