/** What an engine thread does: answers one call at a time, synchronously, out of open repositories. Knows no threads. */
import { LRUCache } from 'lru-cache';
import type { Cancel } from '../base/cancel.ts';
import { bytesOfText, equalsBytes, type SharedText, textOf } from '../base/sharedText.ts';
import type { CompareOptions } from '../blame/compareOptions.ts';
import type { HunkMemory } from '../blame/hunkMemory.ts';
import type {
  BlameOptions,
  BlameTarget,
  KnownBlames,
  LineRange,
  SettledEntry,
  Textconv,
  Uncommitted,
} from '../blame/types.ts';
import type { LongHistory } from '../git/history/longHistories.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { TreeChange } from '../git/treeDiff.ts';
import { withMark } from './byteOrderMark.ts';
import { EntryBatcher } from './entryBatcher.ts';
import { type KeptComparisons, keepComparisons, longFiles } from './keptComparisons.ts';
import { knownBlames } from './knownBlames.ts';
import { tellLineHistory } from './lineHistoryJob.ts';
import type {
  AskedOptions,
  BlameJob,
  BlameOutcome,
  CommitRecord,
  EngineBytes,
  EngineCalls,
  EngineMethod,
  EntryBatch,
  GraftFile,
  HistoryOutcome,
  Overlay,
  OverlayJob,
  ResolvedOptions,
} from './messages.ts';
import { updateHistory } from './newIndex.ts';
import { OpenReaders, type Purpose } from './openReaders.ts';
import type { CommittedBlob, Laid, Layers } from './overlayLines.ts';
import { checkFileSize, timeLimited } from './timeLimit.ts';
import type { RemoteFacts } from './versionMessages.ts';
import { committedFile, contentOf, describeCommit, lineHunkOf, patchOf, stepBack } from './versions.ts';

/** What of a commit's text the engine hands out. */
export interface CommitContent extends CommitRecord {
  readonly message: string;
}

/** The parts an engine is made of. */
export interface EngineParts {
  openReader(repository: Repository, cancel: Cancel, purpose: Purpose): ObjectReader;
  /** A reader that takes the grafts of a file into account. */
  openGrafted(repository: Repository, grafts: GraftFile, cancel: Cancel): ObjectReader;
  /** Changes whenever a reader should look at the repository's objects and overrides again. */
  objectStamp(repository: Repository): string;
  /** Keeps the index of a repository's history; null when none is to be kept. Linked worktrees share one. */
  openHistory(repository: Repository): HistoryUpkeep | null;
  blame(reader: ObjectReader, job: BlameWork): BlameOutcome;
  /** What comparing files has shown. */
  readonly hunks: HunkMemory;
  /** Lays texts over committed files; see `OverlayLines`. */
  readonly overlayLines: {
    /** Bytes held now. */
    readonly bytes: number;
    text(blob: CommittedBlob): Uint8Array | null;
    expect(layers: Layers): void;
    diff(layers: Layers, options: CompareOptions, cancel: Cancel): Laid;
  };
  lineDiff(
    before: Uint8Array,
    after: Uint8Array,
    options: CompareOptions & { readonly cancel: Cancel },
  ): Int32Array;
  /** The same of blobs. It is remembered. */
  blobDiff(
    reader: ObjectReader,
    blobs: { readonly before: Oid; readonly after: Oid },
    options: CompareOptions,
  ): Int32Array;
  lineCount(content: Uint8Array, cancel: Cancel): number;
  /** A text as git would store it at the path: its line ends converted. Its lines stay the same in number. */
  asStored(
    job: { readonly repository: Repository; readonly path: string },
    reader: ObjectReader,
    content: SharedText,
  ): Promise<StoredText>;
  /** The blob at a path; null when there is none or it is no file. */
  findBlob(reader: ObjectReader, commit: Oid, path: string): Oid | null;
  /** The file in a parent, under its own or its old name; null for none. */
  inParent(
    reader: ObjectReader,
    commits: { readonly commit: Oid; readonly parent: Oid },
    path: string,
  ): { readonly path: string; readonly blob: Oid } | null;
  /** All that a commit changed in the tree of its first parent. */
  changesOf(reader: ObjectReader, commit: Oid): readonly TreeChange[];
  remoteFacts(repository: Repository, reader: ObjectReader): Promise<RemoteFacts>;
  /** Whether the index has a file of that path, in whatever stage; directories and submodules are none. */
  isIndexed(repository: Repository, reader: ObjectReader, path: string): Promise<boolean>;
  /** How the job's files become text; null where they stay as they are. */
  conversion(job: BlameJob, reader: ObjectReader): Promise<Conversion | null>;
  /** Ranges of lines as git reads them; RangeError in git's words. */
  ranges(job: BlameJob, reader: ObjectReader, question: RangeQuestion): Promise<readonly LineRange[]>;
  /** The text that a target stands for. */
  finalText(reader: ObjectReader, target: BlameTarget, textconv: Textconv | null): Uint8Array;
  /** The engine's form of a text on top of a commit. */
  uncommitted(
    job: BlameJob,
    text: Pick<Uncommitted, 'data' | 'mergeHeads'>,
    cancel: Cancel,
  ): Promise<Uncommitted>;
  resolveOptions(repository: Repository, reader: ObjectReader, asked: AskedOptions): Promise<ResolvedOptions>;
  resolveRevision(repository: Repository, reader: ObjectReader, revision: string): Oid | Promise<Oid>;
  /** A reader of commit texts for one call; the mailmap is looked at when it is made. */
  commitTexts(
    repository: Repository,
    reader: ObjectReader,
  ): ((commit: Oid) => CommitContent) | Promise<(commit: Oid) => CommitContent>;
  /** The same of what a blame shows of commits, which is remembered. */
  commitRecords(
    repository: Repository,
    reader: ObjectReader,
  ): ((commit: Oid) => CommitRecord) | Promise<(commit: Oid) => CommitRecord>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

/** Which lines of which text. */
export interface RangeQuestion {
  readonly lines: readonly string[];
  readonly text: Uint8Array;
}

export interface Conversion {
  readonly ofStored: Textconv;
  /** The file of the job in the work tree; null where its content is the text. */
  readonly onDisk: () => Uint8Array | null;
}

export interface StoredText {
  readonly data: SharedText;
  /** The files that had a say in it, there or not. */
  readonly files: readonly string[];
}

/** The index of one repository's history. */
export interface HistoryUpkeep {
  history(reader: ObjectReader): PathHistory | null;
  /** Takes a commit and its ancestors in; stopped, it goes on where it was when it is called again. */
  update(reader: ObjectReader, commit: Oid): HistoryOutcome;
  /** The paths with the longest histories, the longest first; null without an index. */
  longest(
    reader: ObjectReader,
    most: { readonly least: number; readonly most: number },
  ): readonly LongHistory[] | null;
  /** How versions of files differ, as far as that is kept; null where it is not to be. */
  readonly comparisons: KeptComparisons | null;
  /** Bytes in memory now. */
  readonly cachedBytes: number;
  close(): void;
}

/** One blame as the engine's core wants it. */
interface BlameWork {
  readonly target: BlameTarget;
  readonly options: BlameOptions;
  readonly cancel: Cancel;
  readonly textconv: Textconv | null;
  readonly history: PathHistory | null;
  readonly known: KnownBlames | null;
  readonly hunks: HunkMemory;
  readonly keptComparisons: (() => Uint8Array | null) | null;
  readonly onSettled: (entries: readonly SettledEntry[]) => void;
}

export interface Engine {
  /** Throws what the work throws, `Cancelled` among it. */
  call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    context: CallContext,
  ): Promise<EngineCalls[Method]['result']>;
  /** What is kept for later calls. */
  held(): EngineBytes;
  close(): void;
}

export interface CallContext {
  readonly cancel: Cancel;
  /** How long the call has been worked on, in milliseconds; the time it stood still does not count. */
  readonly worked: () => number;
  readonly emit: (batch: EntryBatch) => void;
  /** For the last batch of a call that is about to end; `emit` when missing. */
  readonly emitLast?: (batch: EntryBatch) => void;
}

const MOST_HISTORIES = 4;

export function createEngine(parts: EngineParts): Engine {
  const readers = new OpenReaders(parts);
  const histories = new LRUCache<string, { readonly upkeep: HistoryUpkeep | null }>({
    max: MOST_HISTORIES,
    dispose: ({ upkeep }) => upkeep?.close(),
  });
  const openHistory = (repository: Repository): HistoryUpkeep | null => {
    const known = histories.get(repository.commonDir);
    if (known) return known.upkeep;
    const upkeep = parts.openHistory(repository);
    histories.set(repository.commonDir, { upkeep });
    return upkeep;
  };

  const calls: {
    [Method in EngineMethod]: (
      params: EngineCalls[Method]['params'],
      reader: ObjectReader,
      context: CallContext,
    ) => EngineCalls[Method]['result'] | Promise<EngineCalls[Method]['result']>;
  } = {
    blame: (job, reader, context) => {
      if (job.grafts !== null) return blameGrafted(parts, { ...job, grafts: job.grafts }, context);
      const upkeep = openHistory(job.repository);
      return blameFile(parts, job, { reader, context, upkeep });
    },
    commit: (job, reader) => describeCommit(parts, job, reader),
    committed: (job, reader) => committedFile(parts, job, reader),
    content: (job, reader) => contentOf(parts, job, reader),
    history: (job, reader) => {
      const upkeep = openHistory(job.repository);
      return upkeep && updateHistory(upkeep, job, { reader, readers });
    },
    keepComparisons: (job, reader, { worked }) =>
      keepComparisons(parts, job, { reader, upkeep: openHistory(job.repository), worked }),
    lineHistory: (job, reader, context) => {
      const history = openHistory(job.repository)?.history(reader) ?? null;
      return tellLineHistory(parts, job, { reader, history, context });
    },
    lineHunk: (job, reader) => lineHunkOf(parts, job, reader),
    longFiles: (job, reader) => longFiles(parts, job, { reader, upkeep: openHistory(job.repository) }),
    options: (job, reader) => parts.resolveOptions(job.repository, reader, job.asked),
    overlay: (job, reader) => overlay(parts, job, reader),
    patch: (job, reader) => patchOf(parts, job, reader),
    remotes: (job, reader) => parts.remoteFacts(job.repository, reader),
    revision: (job, reader) => parts.resolveRevision(job.repository, reader, job.revision),
    stepBack: (job, reader) => stepBack(parts, job, reader),
  };
  return {
    async call(method, params, context) {
      context.cancel.check();
      const limited = { ...context, cancel: limitOf(params, context) };
      return calls[method](params, readers.open(params.repository, limited.cancel), limited);
    },
    held() {
      const ofHistories = [...histories.values()].map(({ upkeep }) => upkeep?.cachedBytes ?? 0);
      return {
        objects: readers.bytes,
        texts: parts.overlayLines.bytes,
        histories: sum(ofHistories),
        hunks: parts.hunks.bytes,
      };
    },
    close() {
      readers.close();
      histories.clear();
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function limitOf(params: EngineCalls[EngineMethod]['params'], { cancel, worked }: CallContext): Cancel {
  if (!('limits' in params) || params.limits === undefined) return cancel;
  return timeLimited(cancel, { milliseconds: params.limits.milliseconds, worked, path: params.path });
}

/** A committed file that is too large is refused before it is read. */
function checkCommitted(job: BlameJob | OverlayJob, blob: Oid | null, reader: ObjectReader): void {
  if (job.limits === undefined) return;
  const size = blob === null ? 0 : (reader.header(blob)?.size ?? 0);
  checkFileSize(job.path, size, job.limits);
}

async function blameFile(
  parts: EngineParts,
  job: BlameJob,
  { reader, context, upkeep }: { reader: ObjectReader; context: CallContext; upkeep: HistoryUpkeep | null },
): Promise<BlameOutcome> {
  if (job.limits !== undefined) checkCommitted(job, parts.findBlob(reader, job.commit, job.path), reader);
  checkFileSize(job.path, job.content?.data.byteLength ?? 0, job.limits);
  const sure = job.grafts === null && job.known?.overrides === reader.overrides;
  const opened = sure && job.known ? knownBlames(job.known.blames) : null;
  const record = await parts.commitRecords(job.repository, reader);
  const batcher = new EntryBatcher({
    record,
    isDescribed: (commit) => opened?.isDescribed(commit) ?? false,
    emit: context.emit,
    now: parts.now,
    isStreamed: job.isStreamed ?? true,
    looked: job.looked,
  });
  const { commit, path, content } = job;
  const conversion = await parts.conversion(job, reader);
  const onDisk = conversion?.onDisk() ?? null;
  const text = content && (onDisk ? textOf(onDisk) : content.data);
  const stored = text && (await parts.asStored(job, reader, text)).data;
  const uncommitted =
    stored &&
    (await parts.uncommitted(
      job,
      { ...content, data: bytesOfText(stored, { cancel: context.cancel }) },
      context.cancel,
    ));
  context.cancel.check();
  const textconv = conversion?.ofStored ?? null;
  const target = { commit, path, uncommitted, ranges: null };
  const ranges =
    job.lines &&
    (await parts.ranges(job, reader, {
      lines: job.lines,
      text: parts.finalText(reader, target, textconv),
    }));
  const outcome = parts.blame(reader, {
    target: { ...target, ranges },
    options: job.options,
    cancel: context.cancel,
    textconv,
    history: upkeep?.history(reader) ?? null,
    known: opened?.known ?? null,
    hunks: parts.hunks,
    keptComparisons: readerOfKept(job, { reader, upkeep }),
    onSettled: (entries) => batcher.add(entries),
  });
  batcher.flush(context.emitLast);
  return { lineCount: outcome.lineCount, stats: outcome.stats, anchor: sure ? outcome.anchor : null };
}

/** Where comparisons are kept by path, those of other names that a file had are among its own. */
function readerOfKept(
  { path, options }: BlameJob,
  { reader, upkeep }: { reader: ObjectReader; upkeep: HistoryUpkeep | null },
): (() => Uint8Array | null) | null {
  const kept = upkeep?.comparisons ?? null;
  return kept && (() => kept.read({ overrides: reader.overrides, options, path }));
}

/** By a reader for this job alone; the index knows history as the repository has it. */
async function blameGrafted(
  parts: EngineParts,
  job: BlameJob & { readonly grafts: GraftFile },
  context: CallContext,
): Promise<BlameOutcome> {
  const reader = parts.openGrafted(job.repository, job.grafts, context.cancel);
  try {
    return await blameFile(parts, job, { reader, context, upkeep: null });
  } finally {
    reader.close();
  }
}

async function overlay(parts: EngineParts, job: OverlayJob, reader: ObjectReader): Promise<Overlay> {
  checkFileSize(job.path, job.content.byteLength, job.limits);
  const { cancel } = reader;
  const oid = parts.findBlob(reader, job.commit, job.path);
  if (oid === null) {
    const tracked = await parts.isIndexed(job.repository, reader, job.path);
    const lineCount = parts.lineCount(bytesOfText(job.content, { cancel }), cancel);
    return { blob: null, tracked, quads: new Int32Array(), lineCount, files: [] };
  }
  const { overlayLines } = parts;
  const blob = { oid, overrides: reader.overrides };
  const known = overlayLines.text(blob);
  if (known === null) checkCommitted(job, oid, reader);
  else checkFileSize(job.path, known.byteLength, job.limits);
  const committed = known ?? reader.data(oid, 'blob');
  const { data, files } = await parts.asStored(job, reader, job.content);
  const content = withMark(data, committed);
  const layers = { blob, committed, content };
  if (!equalsBytes(content, committed, cancel)) {
    return { blob: oid, tracked: true, ...overlayLines.diff(layers, job.options, cancel), files };
  }
  const lineCount = parts.lineCount(committed, cancel);
  overlayLines.expect(layers);
  return { blob: oid, tracked: true, quads: new Int32Array(), lineCount, files };
}
