/** Which texts may be names of references: checked before a name is ever joined to a directory. */

/**
 * True for a well-formed reference name (bytes as latin1), such as `refs/heads/main` or `HEAD`: no empty component, none
 * that starts with a dot or ends in `.lock`, no `..`, no control byte, blank or any of `~^:?*[\`, no `@{`, not `@`.
 */
export function isRefName(name: string): boolean {
  if (name.length > maxRefNameBytes || name === '@' || name.endsWith('.')) return false;
  if (/[^!-~\x80-\xff]|[~^:?*[\\]|\.\.|@\{/.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

/** A file system could not hold a longer one. */
const maxRefNameBytes = 4096;

/** The places where a short name is looked for, in order of precedence. */
export function refCandidates(name: string): readonly string[] {
  return [
    name,
    `refs/${name}`,
    `refs/tags/${name}`,
    `refs/heads/${name}`,
    `refs/remotes/${name}`,
    `refs/remotes/${name}/HEAD`,
  ];
}

/** A reference's file: in this worktree's own git directory, or in the one all worktrees share. */
export interface RefPlace {
  readonly shared: boolean;
  /** Below that directory. */
  readonly file: string;
}

/**
 * HEAD and its like, `refs/bisect/`, `refs/worktree/` and `refs/rewritten/` belong to one worktree, everything else to
 * all; `main-worktree/X` and `worktrees/NAME/X` reach into another worktree.
 */
export function refPlace(name: string): RefPlace {
  if (name.startsWith('main-worktree/')) return { shared: true, file: name.slice('main-worktree/'.length) };
  if (name.startsWith('worktrees/')) return { shared: true, file: name };
  const own = !name.startsWith('refs/') || /^refs\/(bisect|worktree|rewritten)\//.test(name);
  return { shared: !own, file: name };
}
