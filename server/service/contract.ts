/** What the service is asked about files, what it answers, and what it is made of. */
import type { ChunkedText } from '../base/chunkedText.ts';
import type { TurnLine } from '../base/nextTurn.ts';
import type { SharedText } from '../base/sharedText.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type {
  AskedOptions,
  BlameJob,
  EntryBatch,
  Overlay,
  ResolvedOptions,
  Runner,
  UserIdentity,
} from '../worker/messages.ts';
import type { WorkLimits } from '../worker/timeLimit.ts';
import type { FileBlame } from './fileBlame.ts';
import type { LastingStore, Seen } from './kept/keptBlames.ts';
import type { Ways } from './lookups.ts';
import type { Leisure } from './order/leisure.ts';
import type { Uncommitted } from './overlay/overlay.ts';
import type { OptionResolverParts } from './repository/optionResolver.ts';
import type { Glance } from './repository/quickDisk.ts';
import type { Place, Workspace } from './repository/workspace.ts';

/** Lines that have found their origin while a blame runs; see `EntryBatch`. */
export type BlameBatch = EntryBatch;

/** Which text to blame. */
export interface FileQuery {
  readonly fsPath: string;
  /** The text in the editor; null to read the file. Without meaning when the options start at a commit. */
  readonly text: ChunkedText | null;
  readonly options: AskedOptions;
  /** None when missing. */
  readonly limits?: WorkLimits | undefined;
}

export interface FileAnswer {
  /** The commit that was blamed; null when there is nothing to blame. */
  readonly revision: Oid | null;
  readonly blame: FileBlame;
  /** Who the user is there; null when there is nothing to blame. */
  readonly identity: UserIdentity | null;
  /** By which rules lines were compared and people called; null when there is nothing to blame. */
  readonly ways: Ways | null;
}

/** What a text lies on. */
export interface Ground {
  readonly place: Place;
  /** HEAD. */
  readonly commit: Oid;
  readonly overlay: Overlay;
  readonly resolved: ResolvedOptions;
  /** What stands for lines that are in no commit yet. */
  readonly uncommitted: Uncommitted;
}

/** Files of the work tree. */
export interface WorkTreeTexts {
  /** What git would take for the file's content; null when there is no file or symbolic link. */
  read(fsPath: string, signal: AbortSignal): Promise<SharedText | null>;
  /** Bytes held for later. */
  readonly bytes: number;
}

export interface ServiceParts extends OptionResolverParts {
  readonly scheduler: Scheduler<Runner>;
  readonly workspace: Workspace;
  readonly maxCacheBytes: number;
  /** For what nobody waits for; told of every question. */
  readonly leisure: Leisure;
  /** What engine threads hold, by what it is; in bytes. */
  readonly engineBytes: () => Readonly<Record<string, number>>;
  /** Where finished blames last longer than the process; null for nowhere. */
  readonly keptBlames: LastingStore | null;
  /** The commit that HEAD names; null before the first commit. Reads the disk at every call. */
  readonly readHead: (repository: Repository) => Promise<Oid | null>;
  /** Other parents of the commit to be; empty when no merge is in progress. */
  readonly readMergeHeads: (repository: Repository) => Promise<readonly Oid[]>;
  /** For looking at all that an answer hangs on. */
  readonly glance: Glance;
  readonly workTree: WorkTreeTexts;
  readonly wallClock: () => Date;
  /** Whether indexes of history are kept. */
  readonly historyIndex: boolean;
  /** Whether comparisons of the versions of files with long histories are kept beside them. */
  readonly keepsComparisons: boolean;
  /** What many questions share. */
  readonly turns: TurnLine;
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
  /** Does something in so many milliseconds, if the process lasts. */
  readonly after: (ms: number, action: () => void) => void;
}

/** A text, its place and the commit under it. */
export interface Subject {
  readonly place: Place;
  readonly commit: Oid;
  readonly mergeHeads: readonly Oid[];
  readonly content: SharedText;
  readonly how: Omit<BlameJob, keyof Place | 'commit' | 'content'>;
  readonly seen: Seen;
  readonly resolved: ResolvedOptions;
  readonly query: FileQuery;
  /** What was begun before the rest was known; null when that does not fit. */
  readonly laying: Promise<Overlay> | null;
}
