/** Watches what a plan names: through the system where it can, by looking at stamps now and then where it can't. */
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../order/storms.ts';
import { effectBelow } from '../order/triggers.ts';
import type { DirectoryWatches, WatchHandle } from './directoryWatches.ts';
import type { WatchPlan } from './watchPlan.ts';

export interface PlanWatchParts {
  readonly watches: DirectoryWatches;
  readonly clock: Clock;
  /** Which directory has this name now; null when none has. */
  readonly identityOf: (path: string) => string | null;
  /** Whether the system tells nothing of what happens there: file systems of other machines. */
  readonly isSilent: (directory: string) => boolean;
  /** Something that changes whenever one of these files is written, made or removed. */
  readonly stampOf: (files: readonly string[]) => Promise<string>;
  /** Something the plan names may have changed. */
  readonly onEvent: () => void;
  /** Said when looking is all that can be done. */
  readonly onFallback: (reason: string) => void;
}

/** How often files are looked at that can't be watched, in milliseconds: some 20 of them take half a millisecond. */
export const LOOK_EVERY = 250;

/** The entries of one directory that count. */
interface Wanted {
  /** Which directory it was: git removes empty ones and makes them anew. */
  readonly identity: string;
  readonly names: Set<string>;
  /** Whether the others count too, if triggers.ts lets them pass. */
  whole: boolean;
}

export class PlanWatch {
  private readonly parts: PlanWatchParts;
  private plan: WatchPlan = { files: [], directories: [] };
  private handles: WatchHandle[] = [];
  private wanted = new Map<string, Wanted>();
  /** Grows with every new plan; looks for an older one end. */
  private generation = 0;
  private looking = false;
  private closed = false;

  constructor(parts: PlanWatchParts) {
    this.parts = parts;
  }

  /** Whether files are looked at now and then because not everything can be watched. */
  get isLooking(): boolean {
    return this.looking;
  }

  /** Watches the plan in place of the one before. What is the same goes on being watched. */
  follow(plan: WatchPlan): void {
    if (this.closed) return;
    const wanted = this.wantedBy(plan);
    this.plan = plan;
    if (same(wanted, this.wanted) && !this.looking) return;
    this.wanted = wanted;
    const before = this.handles;
    this.handles = [];
    this.generation++;
    this.looking = false;
    for (const [directory, { identity }] of wanted) this.watch(directory, identity);
    for (const handle of before) handle.close();
  }

  /** Whether a change that somebody else tells of is about the plan. */
  concerns(fsPath: string): boolean {
    const [directory, name] = [dirname(fsPath), basename(fsPath)];
    if (this.wanted.has(directory)) return this.counts(directory, name);
    // Clients have spellings of their own, of drives above all.
    return [...this.wanted.keys()].some(
      (other) => folded(other) === folded(directory) && this.counts(other, name),
    );
  }

  close(): void {
    this.closed = true;
    this.generation++;
    for (const handle of this.handles) handle.close();
    this.handles = [];
  }

  private watch(directory: string, identity: string): void {
    const { generation } = this;
    const onEntry = (name: string | null) => {
      if (generation === this.generation && this.counts(directory, name)) this.parts.onEvent();
    };
    try {
      if (this.parts.isSilent(directory)) this.look('the file system does not tell of changes');
      // What was watched has gone: whatever that means, a new look and a new plan follow.
      const onLost = () => {
        if (generation === this.generation) this.parts.onEvent();
      };
      this.handles.push(this.parts.watches.add({ directory, identity }, { onEntry, onLost }));
    } catch (error) {
      this.look((error as NodeJS.ErrnoException).code ?? String(error));
    }
  }

  private counts(directory: string, name: string | null): boolean {
    const wanted = this.wanted.get(directory);
    if (wanted === undefined) return false;
    if (name === null || wanted.names.has(folded(name))) return true;
    return wanted.whole && effectBelow(join(belowGit(directory), name)) !== 'nothing';
  }

  /** What is not there yet is waited for in the nearest directory that is. */
  private wantedBy({ files, directories }: WatchPlan): Map<string, Wanted> {
    const wanted = new Map<string, Wanted>();
    const at = (directory: string): Wanted | null => {
      const known = wanted.get(directory);
      if (known) return known;
      const identity = this.parts.identityOf(directory);
      if (identity === null) return null;
      const entries = { identity, names: new Set<string>(), whole: false };
      wanted.set(directory, entries);
      return entries;
    };
    const want = (path: string): void => {
      const parent = dirname(path);
      if (parent === path) return;
      const entries = at(parent);
      if (entries) entries.names.add(folded(basename(path)));
      else want(parent);
    };
    for (const file of files) want(file);
    for (const directory of directories) {
      const entries = at(directory);
      if (entries) entries.whole = true;
      // Whether or not it is there: it may go, and come again.
      want(directory);
    }
    return wanted;
  }

  private look(reason: string): void {
    if (this.looking) return;
    this.looking = true;
    this.parts.onFallback(reason);
    void this.lookAgain(this.generation, null);
  }

  private async lookAgain(generation: number, before: string | null): Promise<void> {
    if (generation !== this.generation) return;
    const stamp = await this.parts.stampOf([...this.plan.files, ...this.plan.directories]);
    if (generation !== this.generation) return;
    if (before !== null && stamp !== before) this.parts.onEvent();
    this.parts.clock.after(LOOK_EVERY, () => void this.lookAgain(generation, stamp));
  }
}

/**
 * A name as it is compared: systems that don't tell upper case from lower, or one way to write an accent from another, may tell the
 * spelling on disk and the plan have another. Where they do tell them apart, a look too many is all that comes of it.
 */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The end of a path that git has given names to, whatever the git directory is called. */
function belowGit(directory: string): string {
  return /^.*[\\/]((?:refs|objects)[\\/].*)$/s.exec(directory)?.[1] ?? '';
}

function same(a: ReadonlyMap<string, Wanted>, b: ReadonlyMap<string, Wanted>): boolean {
  const text = (wanted: ReadonlyMap<string, Wanted>) =>
    JSON.stringify(
      [...wanted].map(([directory, { identity, names, whole }]) => [directory, identity, whole, ...names]),
    );
  return a.size === b.size && text(a) === text(b);
}
