/** Where a repository's parts lie on disk; plain data that crosses threads. */
import type { ObjectFormat } from './oid.ts';

/** All paths are absolute file system paths. */
export interface Repository {
  /** This worktree's own git directory (HEAD, index, MERGE_HEAD). */
  readonly gitDir: string;
  /** The directory shared by linked worktrees (objects, refs, config); equal to `gitDir` in an ordinary repository. */
  readonly commonDir: string;
  /** Top of the work tree; null in a bare repository. */
  readonly workTree: string | null;
  readonly objectFormat: ObjectFormat;
  readonly refFormat: 'files' | 'reftable';
}
