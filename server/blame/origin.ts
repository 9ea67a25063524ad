/** Origins: the (commit, path) pairs that blame moves between, and the commits they hang on. */
import type { Lines } from '../diff/lines.ts';
import type { Oid } from '../git/oid.ts';
import type { CommitNode } from '../git/reader.ts';
import type { PathTrail } from '../git/treePath.ts';
import type { Entry } from './entry.ts';
import type { GuiltyOrigin } from './types.ts';
import { giveBack } from './versions.ts';

/** A commit as one run sees it. */
export interface BlameCommit {
  readonly node: CommitNode;
  /** Its origins, the one asked for last in front: the order decides which path is worked on first. */
  readonly origins: Origin[];
  /** Blame may not go past this commit; it is shown as a boundary. */
  uninteresting: boolean;
}

/** One (commit, path) pair; there is at most one object per pair while it is in use. */
export class Origin implements GuiltyOrigin {
  readonly owner: BlameCommit;
  readonly path: string;
  readonly blob: Oid;
  readonly mode: number;
  /** The trees on the way to the path in this or a later commit; a hint for finding it in a parent. */
  readonly trail: PathTrail | null;
  /** What this origin is suspected of, by source line. */
  suspects: Entry[] = [];
  previous: Origin | null = null;
  /** How many origins have this one as their `previous`. */
  followers = 0;
  /** Keeps lines for good. */
  guilty = false;
  /** Its file as line ids, while it is being compared. */
  lines: Lines | null = null;

  constructor(owner: BlameCommit, path: string, file: { blob: Oid; mode: number; trail: PathTrail | null }) {
    this.owner = owner;
    this.path = path;
    this.blob = file.blob;
    this.mode = file.mode;
    this.trail = file.trail;
  }

  get commit(): Oid {
    return this.owner.node.oid;
  }

  get boundary(): boolean {
    return this.owner.uninteresting;
  }
}

/** The commit's origin for a path, if there is one; the order of its origins stays. */
export function peekOrigin(commit: BlameCommit, path: string): Origin | null {
  return commit.origins.find((origin) => origin.path === path) ?? null;
}

/** Puts an origin, new or known, in front of its commit's list. */
export function touchOrigin(origin: Origin): Origin {
  const { origins } = origin.owner;
  const at = origins.indexOf(origin);
  if (at === 0) return origin;
  if (at > 0) origins.splice(at, 1);
  origins.unshift(origin);
  return origin;
}

/** Lets go of an origin's lines; they are made again if they are wanted again. */
export function dropLines(origin: Origin): void {
  giveBack(origin.lines);
  origin.lines = null;
}

/** Takes an origin that holds nothing, owns nothing and is nobody's `previous` off its commit, as git would free it. */
export function releaseOrigin(origin: Origin): void {
  if (origin.guilty || origin.suspects.length > 0 || origin.followers > 0) return;
  dropLines(origin);
  const { origins } = origin.owner;
  const at = origins.indexOf(origin);
  if (at === -1) return;
  origins.splice(at, 1);
  if (origin.previous === null) return;
  origin.previous.followers--;
  releaseOrigin(origin.previous);
}
