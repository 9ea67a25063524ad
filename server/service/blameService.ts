/** The service's face: questions about files as an editor asks them, answered from cache, running work or new work. */
import type { SharedText } from '../base/sharedText.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type {
  AskedOptions,
  EngineCalls,
  EngineMethod,
  EntryBatch,
  ResolvedOptions,
  Runner,
} from '../worker/messages.ts';
import { BlameJobs, type Booked } from './blameJobs.ts';
import type { FileAnswer, FileQuery, Ground, ServiceParts } from './contract.ts';
import { share } from './documents/texts.ts';
import { emptyBlame, type LineSpan } from './fileBlame.ts';
import { seenIn } from './kept/keptBlames.ts';
import { UnchangedAnswers } from './kept/unchangedAnswers.ts';
import { WrittenBlames } from './kept/writtenBlames.ts';
import { keyOf, stampOf } from './keys.ts';
import { LastGround } from './lastGround.ts';
import { Lookups, waysOf } from './lookups.ts';
import { Desk } from './order/desk.ts';
import { FaultMemory } from './order/faultMemory.ts';
import { Ongoing } from './order/ongoing.ts';
import { Questions } from './order/questions.ts';
import { askedBy, asWaiter, inBackground, isLookedAt, tellInSlices, type Waiting } from './order/waiting.ts';
import { type Laying, lookAhead } from './overlay/ahead.ts';
import { Overlays } from './overlay/overlays.ts';
import { Rehearsal } from './overlay/rehearsal.ts';
import { resolveFromHead } from './repository/fromHead.ts';
import type { GroundOnDisk, GroundParts } from './repository/grounds.ts';
import { HeadReadings } from './repository/headReadings.ts';
import { Heads, whileHeadStays } from './repository/heads.ts';
import { HistoryUpdates, historyTask } from './repository/historyUpdates.ts';
import { LongFiles } from './repository/longFiles.ts';
import { OptionResolver } from './repository/optionResolver.ts';
import { type Moment, thisMoment } from './repository/sharedReadings.ts';
import { textconvStamp } from './repository/textconvStamp.ts';
import type { Place } from './repository/workspace.ts';
import type { ServiceStats } from './stats.ts';
import { TextBlames } from './textBlames.ts';

export type { AskedOptions, Waiting };

/** Questions that nobody looks at yet: those that are worked on at a time, and those that may wait for it. */
const UNSEEN_AT_ONCE = 8;
const MOST_UNSEEN = 4096;

const nothing: FileAnswer = { revision: null, blame: emptyBlame, identity: null, ways: null };

export class BlameService {
  /** Questions about single commits, versions of files and remotes. */
  readonly lookups: Lookups;
  /** Where those wait who have thousands of questions. */
  readonly desk: Desk;
  private readonly parts: ServiceParts;
  private readonly jobs: BlameJobs;
  private readonly overlays: Overlays;
  private readonly texts: TextBlames;
  /** What was sent of them. */
  readonly written: WrittenBlames = new WrittenBlames();
  private readonly unchanged: UnchangedAnswers;
  private readonly heads = new Heads();
  private readonly readings: HeadReadings;
  private readonly questions = new Questions();
  private readonly faults: FaultMemory;
  private readonly optionResolver: OptionResolver;
  private readonly histories: HistoryUpdates;
  private readonly lastGround: LastGround;
  private readonly rehearsal: Rehearsal;
  /** Blames and indexes that are worked on. */
  readonly ongoing: Ongoing = new Ongoing();

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.desk = new Desk({ places: UNSEEN_AT_ONCE, limit: MOST_UNSEEN, turns: parts.turns });
    this.faults = new FaultMemory(parts.now);
    this.readings = new HeadReadings(parts);
    this.optionResolver = new OptionResolver(parts);
    this.overlays = new Overlays({
      ...parts,
      ask: (method, params, waiting, stamp) => this.ask(method, params, waiting, stamp),
    });
    const longFiles = parts.keepsComparisons ? new LongFiles(parts) : null;
    this.jobs = new BlameJobs({
      ...parts,
      faults: this.faults,
      ongoing: this.ongoing,
      whenDone: (job) => {
        if (!parts.historyIndex) return;
        const taken = this.histories.after(job.repository, job.commit);
        void taken.then(() => longFiles?.after(job));
      },
    });
    this.texts = new TextBlames({
      ...parts,
      jobs: this.jobs,
      overlays: this.overlays,
      lastGround: () => this.lastGround,
    });
    const ground: GroundParts = {
      glance: parts.glance,
      repositoryOf: (directory) => parts.workspace.knownRepository(directory),
      optionsOf: (repository, asked) => this.optionResolver.lastByFiles(repository, asked),
    };
    this.unchanged = new UnchangedAnswers({
      ...ground,
      stampOf: (overlay) => this.overlays.stampUnder(overlay),
    });
    this.lookups = new Lookups({
      ...parts,
      ask: (method, params, { waiting, stamp }) => this.ask(method, params, waiting, stamp),
      resolve: (repository, waiting) => this.resolve(repository, {}, waiting),
    });
    this.histories = new HistoryUpdates({
      // What waits for its turn is done sooner, and in less memory, when the index is there first.
      update: (repository, commit, isNew) =>
        parts.scheduler.submit(
          historyTask({ repository, commit }, { ongoing: this.ongoing, isNew }),
          inBackground(isNew ? 'open' : 'background'),
        ),
      warn: parts.warn,
    });
    this.lastGround = new LastGround({
      ...ground,
      jobs: this.jobs,
      overlays: this.overlays,
      uncommitted: (place) => this.texts.uncommitted(place),
    });
    this.rehearsal = new Rehearsal({
      ...parts,
      answer: (query, waiting) => this.answer(query, waiting),
      answerNow: (query, span) => this.lastGround.rehearse(query, span),
    });
  }

  /**
   * Who is to blame for each line. A file outside any work tree, untracked, or before the first commit gives an
   * empty answer; with a revision that lacks the path, `GitError('noSuchPath')`.
   */
  blameFile(query: FileQuery, waiting: Waiting): Promise<FileAnswer> {
    this.parts.leisure.note();
    return this.questions.book(waiting.signal, async (ticket) => {
      await waiting.calm?.();
      waiting.signal.throwIfAborted();
      const known = this.recalled(query, isLookedAt(waiting));
      if (known) {
        ticket.cached();
        if (waiting.onBatch) await tellInSlices(known.blame, { ...waiting, onBatch: waiting.onBatch });
        return known;
      }
      const { since = thisMoment() } = waiting;
      const answer = await this.answer(query, { ...waiting, ticket, since });
      this.rehearsal.answered(query, answer);
      return answer;
    });
  }

  /** What was sent of the whole file, if nothing has changed since; null where that is not known, or takes more than a look at the disk. */
  sentBefore(query: FileQuery): { readonly revision: Oid | null; readonly lines: readonly Buffer[] } | null {
    const answer = this.recalled(query, true);
    const lines = answer && this.written.get(answer.blame);
    if (!lines) return null;
    this.parts.leisure.note();
    this.questions.answeredAtOnce();
    return { revision: answer.revision, lines };
  }

  private recalled(query: FileQuery, isLookedAt: boolean): FileAnswer | null {
    const known = this.unchanged.recall(query, isLookedAt);
    if (known && query.text !== null) this.seeHead(known.ground);
    return known?.answer ?? null;
  }

  /**
   * The same in this very turn, for an explicit question about a text that is typed: the rows that touch `span`, others may be missing.
   * Null where there is more to find out.
   */
  blameNow(query: FileQuery, span: LineSpan): FileAnswer | null {
    // First of all: what is put off while it is answered is not done at once because it was quiet before.
    this.parts.leisure.note();
    const answered = this.lastGround.answer(query, span);
    if (answered === null) return null;
    const { answer, ground } = answered;
    this.seeHead(ground);
    this.questions.answeredAtOnce();
    this.rehearsal.answeredNow(query);
    return answer;
  }

  private seeHead({ place, commit }: GroundOnDisk): void {
    this.heads.see(place.repository.gitDir, commit);
  }

  private async answer(query: FileQuery, waiting: Booked & { readonly since: Moment }): Promise<FileAnswer> {
    const shown = query.text !== null;
    const place = await this.locate(query, waiting.since);
    waiting.signal.throwIfAborted();
    if (!place) return nothing;
    const ahead = lookAhead(query, {
      signal: waiting.signal,
      heads: () => this.readings.heads(place.repository, waiting.since),
      lay: () => this.layAhead(place, query, waiting),
    });
    const resolved = await resolveFromHead(query.options, {
      resolve: (asked) => this.resolve(place.repository, asked, waiting),
      head: () => this.readings.head(place.repository, waiting.since),
    });
    const textconv = shown && resolved.start === null ? null : await this.textconvAt(place, resolved);
    const { options, grafts, lines, identity } = resolved;
    const ways = waysOf(resolved);
    const how = { options, limits: query.limits, textconv, grafts, lines };
    if (resolved.start !== null) {
      const job = { ...place, commit: resolved.start, content: null, ...how };
      const blame = await this.jobs.run({ job, seen: seenIn(resolved) }, waiting);
      const answer = { revision: job.commit, blame, identity, ways };
      const isLooked = isLookedAt(waiting);
      const grounds = { place, resolved, commit: job.commit, overlay: null, isLookedAt: isLooked };
      this.unchanged.note(query, grounds, answer);
      return answer;
    }
    const { commit, mergeHeads } = await ahead.heads();
    waiting.signal.throwIfAborted();
    const moved = this.heads.see(place.repository.gitDir, commit);
    return whileHeadStays(waiting, moved, async (lasting) => {
      const content = commit === null ? null : await this.contentOf(query, lasting.signal);
      lasting.signal.throwIfAborted();
      if (commit === null || content === null) return nothing;
      const laying = ahead.layingOver(commit, resolved);
      const seen = seenIn(resolved);
      const subject = { place, commit, mergeHeads, content, how, seen, laying, resolved, query };
      const { blame, overlay } = await this.texts.blame(subject, lasting);
      if (blame === null) return nothing;
      const answer = { revision: commit, blame, identity, ways };
      const grounds = { place, resolved, commit, isLookedAt: isLookedAt(waiting) };
      if (overlay !== null) this.unchanged.note(query, { ...grounds, overlay }, answer);
      return answer;
    });
  }

  /** Where a text lies over what is committed; null where there is nothing to blame: no commit yet, or git does not track it. */
  async ground(query: FileQuery, waiting: Waiting): Promise<Ground | null> {
    this.parts.leisure.note();
    await waiting.calm?.();
    const { since = thisMoment() } = waiting;
    const place = await this.locate(query, since);
    const commit = place && (await this.readings.head(place.repository, since));
    const content = commit && (await this.contentOf(query, waiting.signal));
    waiting.signal.throwIfAborted();
    if (!place || !commit || !content) return null;
    const resolved = await this.resolve(place.repository, query.options, { ...waiting, since });
    const how = { options: resolved.options, limits: query.limits };
    const about = { place, commit, content, how, seen: seenIn(resolved) };
    const overlay = await this.overlays.of(about, waiting);
    if (!overlay.tracked) return null;
    return { place, commit, overlay, resolved, uncommitted: this.texts.uncommitted(place) };
  }

  /** The history of committed lines, told in batches; equal questions are asked once. */
  lineHistory(
    job: EngineCalls['lineHistory']['params'],
    resolved: ResolvedOptions,
    waiting: Waiting,
  ): Promise<EngineCalls['lineHistory']['result']> {
    const task = {
      key: keyOf('lineHistory', job, stampOf(resolved)),
      run: (lane: Runner, signal: AbortSignal, report: (batch: EntryBatch) => void) =>
        lane.call('lineHistory', job, { signal, onBatch: report }),
    };
    return this.parts.scheduler.submit(task, asWaiter(waiting));
  }

  /** Something has changed that may have mended what failed. */
  forgetFaults(): void {
    this.faults.forget();
  }

  /** Calls back when HEAD of a repository is seen to have moved, with its git directory. */
  whenHeadMoves(listener: (gitDir: string) => void): void {
    this.heads.onMoved = listener;
  }

  /** Where a file that an editor shows lies; null when it is in no work tree. */
  async placeOf(fsPath: string): Promise<Place | null> {
    return this.parts.workspace.locateShown(fsPath);
  }

  /** What options come to in a repository at the moment. */
  async optionsIn(repository: Repository, asked: AskedOptions): Promise<ResolvedOptions> {
    return this.resolve(repository, asked, {
      signal: new AbortController().signal,
      priority: () => 'visible',
    });
  }

  /** What they came to the last time; null when that is not known. */
  lastOptionsIn(repository: Repository, asked: AskedOptions): ResolvedOptions | null {
    return this.optionResolver.last(repository, asked);
  }

  /** HEAD of the repository around the file may have moved: looks, and ends implicit work for where it was. */
  async lookAtHead(fsPath: string): Promise<void> {
    const place = await this.parts.workspace.locate(fsPath);
    if (place) this.heads.see(place.repository.gitDir, await this.parts.readHead(place.repository));
  }

  /** A question for a blame ended before anything was done for it. */
  gaveUp(reason: unknown): void {
    this.questions.gaveUp(reason);
  }

  /** Resolves when no question waits for its answer any more. */
  async drained(): Promise<void> {
    await this.desk.emptied();
    await this.questions.drained();
  }

  stats(): ServiceStats {
    const { scheduler } = this.parts;
    const { queued, lanesBusy } = scheduler.load();
    return {
      inFlight: this.questions.inFlight,
      queued: queued + this.desk.size,
      workersBusy: lanesBusy,
      ...this.questions.counts,
      ...scheduler.counters,
      engine: this.jobs.engineWork,
      caches: {
        ...this.jobs.caches,
        overlays: this.overlays.bytes + this.texts.bytes,
        answers: this.written.bytes,
        workTree: this.parts.workTree.bytes,
        ...this.parts.engineBytes(),
        historyIndex: this.histories.bytes,
      },
    };
  }

  private async resolve(
    repository: Repository,
    asked: AskedOptions,
    waiting: Waiting,
  ): Promise<ResolvedOptions> {
    const ask = (again: boolean) => this.ask('options', { repository, asked }, ...askedBy(waiting, again));
    const { since = thisMoment() } = waiting;
    const resolved = await this.optionResolver.resolve(repository, asked, { ask, since });
    waiting.signal.throwIfAborted();
    return resolved;
  }

  private async textconvAt(
    { repository, path }: Place,
    { textconv }: ResolvedOptions,
  ): Promise<string | null> {
    return textconv === null ? null : textconvStamp({ repository, path, textconv }, this.parts.stampOf);
  }

  private locate({ fsPath, text }: FileQuery, since: Moment): Promise<Place | null> {
    const { workspace } = this.parts;
    return text === null ? workspace.locate(fsPath, since) : workspace.locateShown(fsPath, since);
  }

  /** As far as everything is still as it was when it was last looked at. */
  private layAhead(place: Place, { text, options, limits }: FileQuery, waiting: Waiting): Laying | null {
    const commit = this.heads.last(place.repository.gitDir);
    const resolved = this.optionResolver.last(place.repository, options);
    if (text === null || commit === null || resolved === null || resolved.start !== null) return null;
    const how = { options: resolved.options, limits };
    const seen = seenIn(resolved);
    return {
      commit,
      resolved,
      begin: async (signal) =>
        this.overlays.of({ place, commit, content: await share(text), how, seen }, { ...waiting, signal }),
    };
  }

  /** A small question to an engine thread; equal ones are asked once. */
  private ask<Method extends Exclude<EngineMethod, 'blame'>>(
    method: Method,
    params: EngineCalls[Method]['params'],
    waiting: Waiting,
    stamp = '',
  ): Promise<EngineCalls[Method]['result']> {
    const key = keyOf(method, params, stamp);
    const work = (lane: Runner, signal: AbortSignal) => lane.call(method, params, { signal });
    const { signal, priority, implicit = false } = waiting;
    return this.parts.scheduler.submit({ key, run: work }, { signal, priority, implicit });
  }

  private contentOf({ text, fsPath }: FileQuery, signal: AbortSignal): Promise<SharedText | null> {
    return text === null ? this.parts.workTree.read(fsPath, signal) : share(text);
  }
}
