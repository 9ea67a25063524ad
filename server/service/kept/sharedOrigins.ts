/**
 * Origins, one record of each however many blames name it. What a thread tells comes with objects and strings of its own every time, and
 * the blames of a file at one commit after the other name nearly the same ones: hundreds each, kept for as long as the blame is.
 */
import type { Oid } from '../../git/oid.ts';
import type { OriginRecord } from '../../worker/messages.ts';

/** More than that are forgotten, those first that nobody has named for longest. */
const MOST_ORIGINS = 1 << 15;

interface OfPath {
  readonly path: string;
  readonly byCommit: Map<Oid, OriginRecord>;
}

export class SharedOrigins {
  private readonly most: number;
  /** By path: those named of late, and those before them. What is not named again while one half fills is forgotten. */
  private recent = new Map<string, OfPath>();
  private before = new Map<string, OfPath>();
  private recentCount = 0;
  private beforeCount = 0;

  constructor(most: number = MOST_ORIGINS) {
    this.most = most;
  }

  /** How many are remembered; those of both halves twice. */
  get size(): number {
    return this.recentCount + this.beforeCount;
  }

  /** Equal records: those that were there first. */
  shared(origins: readonly OriginRecord[]): OriginRecord[] {
    return origins.map((origin) => this.one(origin));
  }

  private one(origin: OriginRecord): OriginRecord {
    const { commit, path } = origin;
    const known = this.recent.get(path)?.byCommit.get(commit);
    if (known !== undefined && isSame(known, origin)) return known;
    if (known === undefined) this.count();
    const others = this.ofPath(path);
    const earlier = this.before.get(path)?.byCommit.get(commit);
    const one = earlier !== undefined && isSame(earlier, origin) ? earlier : sharingPath(origin, others.path);
    others.byCommit.set(commit, one);
    return one;
  }

  private count(): void {
    if (this.recentCount >= this.most / 2) {
      [this.before, this.recent] = [this.recent, new Map()];
      [this.beforeCount, this.recentCount] = [this.recentCount, 0];
    }
    this.recentCount++;
  }

  private ofPath(path: string): OfPath {
    const known = this.recent.get(path);
    if (known !== undefined) return known;
    const made = { path: this.before.get(path)?.path ?? path, byCommit: new Map<Oid, OriginRecord>() };
    this.recent.set(made.path, made);
    return made;
  }
}

function isSame(a: OriginRecord, b: OriginRecord): boolean {
  return (
    a.boundary === b.boundary &&
    a.previous?.commit === b.previous?.commit &&
    a.previous?.path === b.previous?.path
  );
}

/** Hardly ever a file had another name before. */
function sharingPath({ commit, previous, boundary }: OriginRecord, path: string): OriginRecord {
  const before = previous?.path === path ? { commit: previous.commit, path } : previous;
  return { commit, path, previous: before, boundary };
}
