/** Brings the index of one repository up to a commit, in steps that can be stopped and gone on with. */
import { type Cancel, Cancelled } from '../../base/cancel.ts';
import type { Oid } from '../oid.ts';
import type { ObjectReader } from '../reader.ts';
import { type HistoryBuild, startHistoryBuild } from './build.ts';
import type { HistoryIndex } from './historyIndex.ts';
import type { HistoryStore } from './historyStore.ts';

/** What an update came to. */
export interface HistoryUpdate {
  /** Commits in the index now. */
  readonly commits: number;
  /** Of those, added by this update. */
  readonly added: number;
  /** What the index takes on disk. */
  readonly bytes: number;
}

interface Work {
  readonly tip: Oid;
  /** What the walk reads by, and asks whether to go on. */
  readonly reader: ObjectReader;
  readonly overrides: string;
  readonly build: HistoryBuild;
  /** What is in the index already; opened anew when the work is gone on with. */
  base: HistoryIndex | null;
}

export class HistoryKeeper {
  readonly #store: HistoryStore;
  #work: Work | null = null;

  constructor(store: HistoryStore) {
    this.#store = store;
  }

  /** What is known of the repository that the reader has open; null when there is no index for it. */
  history(reader: ObjectReader): HistoryIndex | null {
    return this.#store.current(reader.overrides, reader.cancel);
  }

  /**
   * Takes the commit and all its ancestors into the index. When it is stopped (`Cancelled`) the next call for the same
   * commit goes on where this one was. Throws `GitError` when history can't be read or is not fit for an index.
   */
  update(reader: ObjectReader, tip: Oid): HistoryUpdate {
    const base = this.#store.current(reader.overrides, reader.cancel);
    if (base?.has(tip)) {
      // It may have been stopped when all of it was written.
      if (this.#work?.tip === tip) this.#work = null;
      return { commits: base.commits, added: 0, bytes: base.bytes };
    }
    const work = this.#workFor(reader, tip);
    work.base = base;
    this.#finish(work, reader.cancel);
    const added = work.build.commits;
    const index = this.#store.current(reader.overrides, reader.cancel);
    return { commits: index?.commits ?? added, added, bytes: index?.bytes ?? 0 };
  }

  get cachedBytes(): number {
    return this.#store.cachedBytes;
  }

  close(): void {
    this.#work = null;
    this.#store.close();
  }

  #finish({ build, overrides }: Work, cancel: Cancel): void {
    try {
      while (build.step());
      this.#store.add(build.content(), overrides, cancel);
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#work = null;
      throw error;
    }
    this.#work = null;
  }

  #workFor(reader: ObjectReader, tip: Oid): Work {
    const { overrides } = reader;
    const begun = this.#work;
    if (begun?.tip === tip && begun.reader === reader && begun.overrides === overrides) return begun;
    const known = (commit: Oid): boolean => work.base?.has(commit) ?? false;
    const work: Work = {
      tip,
      reader,
      overrides,
      build: startHistoryBuild(reader, { tip, known }),
      base: null,
    };
    this.#work = work;
    return work;
  }
}
