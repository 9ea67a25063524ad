/** Follows one repository: when something has happened, looks what, and tells what has changed. */
import { join } from 'node:path';
import type { TurnLine } from '../../base/nextTurn.ts';
import type { Oid } from '../../git/oid.ts';
import type { Repository } from '../../git/repository.ts';
import type { OptionSources, ResolvedOptions } from '../../worker/messages.ts';
import { PlanWatch, type PlanWatchParts } from './planWatch.ts';
import { type ChangeReason, type RepositoryState, reasonsBetween } from './repositoryState.ts';
import { Settling } from './settling.ts';
import { attributeFiles, watchPlan } from './watchPlan.ts';

/** What is asked of a repository at every look. */
export interface RepositoryEyes {
  readonly head: (repository: Repository) => Promise<{ commit: Oid | null; branch: string | null }>;
  readonly mergeHeads: (repository: Repository) => Promise<readonly Oid[]>;
  /** Stands for the local branches; null where they can't be listed. */
  readonly branches: (repository: Repository) => Promise<string | null>;
  readonly options: (repository: Repository) => Promise<ResolvedOptions>;
  /** Those that answers have gone by; null before the first. */
  readonly lastOptions: (repository: Repository) => ResolvedOptions | null;
}

export interface RepositoryWatchParts extends Omit<PlanWatchParts, 'onEvent'> {
  readonly repository: Repository;
  readonly eyes: RepositoryEyes;
  readonly turns: TurnLine;
  /** Directories that documents are open in. */
  readonly open: () => readonly string[];
  readonly onChange: (reasons: readonly ChangeReason[]) => void;
  /** Something may have changed, objects among it. */
  readonly onLook: () => void;
  /** Resolves, before long, when what was asked about a document that was just opened has its answer. */
  readonly whenAnswered: () => Promise<void>;
  /** Told of what went wrong while looking. */
  readonly debug: (message: string) => void;
}

/** What of the state is seen in no time. */
type Glance = Pick<RepositoryState, 'head' | 'branch' | 'mergeHeads' | 'attributes'>;

const noSources: OptionSources = { config: [], ignoreRevs: [], mailmap: [] };
/** There while git rewrites history step by step. */
const STEPS = ['rebase-merge', 'rebase-apply', 'sequencer'];

export class RepositoryWatch {
  private readonly parts: RepositoryWatchParts;
  private readonly settling: Settling;
  private readonly watch: PlanWatch;
  private known: RepositoryState | null = null;
  /** How it was when it was first followed; null where that could not be seen. */
  private glance: Glance | null = null;
  private look: Promise<void> | null = null;
  private again = false;
  private closed = false;
  /** Looks taken so far. */
  looks = 0;

  constructor(parts: RepositoryWatchParts) {
    this.parts = parts;
    const { repository, clock, identityOf } = parts;
    const inSteps = () => STEPS.some((name) => identityOf(join(repository.gitDir, name)) !== null);
    this.settling = new Settling({ clock, inSteps, action: () => void this.lookNow() });
    this.watch = new PlanWatch({ ...parts, onEvent: () => this.settling.note() });
  }

  /** Something may have happened. */
  note(): void {
    this.settling.note();
  }

  /** Whether a file that somebody says has changed is one that counts here. */
  concerns(fsPath: string): boolean {
    return this.watch.concerns(fsPath);
  }

  /**
   * Begins to follow: with a glance, and with watching and the first look only after the answers that the user waits for. What has
   * changed by then is told as well. Never rejects; resolves when it is being watched.
   */
  async begin(): Promise<void> {
    this.glance = await this.glanceAt().catch(() => null);
    await this.parts.whenAnswered();
    if (this.known === null && !this.closed) await this.lookNow();
  }

  /** Resolves when everything that has been noted so far has been looked at. Never rejects. */
  lookNow(): Promise<void> {
    if (this.look) {
      this.again = true;
      return this.look;
    }
    this.look = this.lookUntilSettled().finally(() => {
      this.look = null;
    });
    return this.look;
  }

  close(): void {
    this.closed = true;
    this.watch.close();
  }

  private async lookUntilSettled(): Promise<void> {
    do {
      this.again = false;
      try {
        await this.lookOnce();
      } catch (error) {
        this.parts.debug(`${this.parts.repository.gitDir}: ${String(error)}`);
      }
    } while (this.again && !this.closed);
  }

  private async lookOnce(): Promise<void> {
    const { turns } = this.parts;
    // Each directory is looked at by itself, which takes milliseconds where documents are open in many.
    if (turns.isSpent) await turns.next();
    if (this.closed) return;
    this.looks++;
    this.parts.onLook();
    // Watched before it is looked at: what changes meanwhile leads to another look.
    if (this.known === null) this.follow(null);
    // Before they are found out anew.
    const options = this.known === null ? this.parts.eyes.lastOptions(this.parts.repository) : null;
    const state = await this.see();
    const before =
      this.known ?? (this.glance && { ...state, ...this.glance, resolved: options ?? state.resolved });
    if (this.closed) return;
    this.known = state;
    this.follow(state);
    if (before === null) return;
    const reasons = reasonsBetween(before, state);
    if (reasons.length > 0) this.parts.onChange(reasons);
  }

  private follow(state: RepositoryState | null): void {
    const { repository, open } = this.parts;
    const sources = state?.resolved?.sources ?? noSources;
    this.watch.follow(watchPlan({ repository, sources, branch: state?.branch ?? null, open: open() }));
  }

  private async see(): Promise<RepositoryState> {
    const { repository, eyes } = this.parts;
    const [glance, branches, resolved] = await Promise.all([
      this.glanceAt(),
      eyes.branches(repository),
      eyes.options(repository).catch(() => null),
    ]);
    return { ...glance, branches, resolved };
  }

  private async glanceAt(): Promise<Glance> {
    const { repository, eyes, open } = this.parts;
    const [{ commit, branch }, mergeHeads, attributes] = await Promise.all([
      eyes.head(repository),
      eyes.mergeHeads(repository),
      this.stampsOfThose(attributeFiles({ repository, open: open() })),
    ]);
    return { head: commit, branch, mergeHeads, attributes };
  }

  /** Only of files that are there: a directory more that a document is open in is no change. */
  private async stampsOfThose(files: readonly string[]): Promise<string> {
    const stamps = (await this.parts.stampOf(files)).split(' ');
    const there = files
      .map((file, index) => [file, stamps[index] ?? '-'])
      .filter(([, stamp]) => stamp !== '-');
    return JSON.stringify(there);
  }
}
