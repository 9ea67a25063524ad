/** Blames the text of an editor or of the work tree: the committed file's history with the text laid over, or the text as a commit to be. */
import { join } from 'node:path';
import type { BlameJob, EntryBatch, Overlay } from '../worker/messages.ts';
import type { BlameJobs, BlameQuestion, Booked } from './blameJobs.ts';
import type { ServiceParts, Subject } from './contract.ts';
import type { FileBlame } from './fileBlame.ts';
import { LaidBlames } from './kept/laidBlames.ts';
import type { LastGround } from './lastGround.ts';
import { notCommittedYet } from './notCommitted.ts';
import { isLookedAt } from './order/waiting.ts';
import { movedBatch, type OverlayBase, type Uncommitted, uncommittedBatch } from './overlay/overlay.ts';
import { committedSpan } from './overlay/overlayPart.ts';
import type { Overlays } from './overlay/overlays.ts';
import type { Place } from './repository/workspace.ts';

export interface TextBlamesParts extends Pick<ServiceParts, 'stampOf' | 'wallClock'> {
  readonly jobs: BlameJobs;
  readonly overlays: Overlays;
  /** Told what answers are made of. */
  readonly lastGround: () => LastGround;
}

export class TextBlames {
  private readonly parts: TextBlamesParts;
  private readonly laid = new LaidBlames();

  constructor(parts: TextBlamesParts) {
    this.parts = parts;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.laid.bytes;
  }

  /** Null where the text is not tracked. With the overlay, where the answer hangs on nothing else beside the commit and has all lines. */
  async blame(
    subject: Subject,
    waiting: Booked,
  ): Promise<{ readonly blame: FileBlame | null; readonly overlay: Overlay | null }> {
    const { place, commit, mergeHeads, how, seen, laying, query, resolved } = subject;
    const { options } = how;
    const overlay = await (laying ?? this.parts.overlays.of(subject, waiting));
    waiting.signal.throwIfAborted();
    if (!overlay.tracked) return { blame: null, overlay: null };
    const unchanged = overlay.quads.length === 0;
    // A text's new lines may have been moved or copied from elsewhere, which only the engine can find out, as which
    // lines of the text are asked for.
    const inEngine = options.moveScore !== null || options.detectCopies > 0 || how.lines !== null;
    const laidOver = unchanged || !inEngine;
    if (overlay.blob === null || mergeHeads.length > 0 || !laidOver || how.textconv !== null)
      return { blame: await this.blameAsCommit(subject, waiting), overlay: null };
    // Each question has one: field by field it takes a tenth of the memory.
    const { limits, textconv, grafts, lines } = how;
    const { repository, path } = place;
    const job = { repository, path, commit, content: null, options, limits, textconv, grafts, lines };
    const question = { job, seen };
    const blame = await (unchanged
      ? this.parts.jobs.run(question, waiting)
      : this.runUnder(overlay, question, waiting));
    const lastGround = this.parts.lastGround();
    if (isLookedAt(waiting) || lastGround.isUnknown) lastGround.note({ query, resolved, question, overlay });
    return { blame, overlay: unchanged || waiting.span === undefined ? overlay : null };
  }

  /** Blames the committed file and moves its lines to where the text has them. */
  private async runUnder(overlay: Overlay, question: BlameQuestion, waiting: Booked): Promise<FileBlame> {
    const { job } = question;
    const base: OverlayBase = {
      commit: job.commit,
      path: job.path,
      uncommitted: this.uncommitted(job),
    };
    const first = uncommittedBatch(overlay, base);
    waiting.onBatch?.(first);
    const { onBatch, span, ...silent } = waiting;
    const moving = onBatch && { onBatch: (batch: EntryBatch) => onBatch(movedBatch(batch, overlay)) };
    const looked = span && { span: committedSpan(overlay, span) };
    const committed = await this.parts.jobs.run(question, { ...silent, ...moving, ...looked });
    return this.laid.lay(committed, overlay, { ...waiting, first });
  }

  /** Lets the engine treat the text as a commit to be: merges in progress, files renamed or added in the index. */
  private async blameAsCommit(
    { place, commit, mergeHeads, content, how, seen }: Subject,
    waiting: Booked,
  ): Promise<FileBlame> {
    const text = { data: content, mergeHeads };
    const job: BlameJob = { ...place, commit, content: text, ...how };
    const { oid, record } = this.uncommitted(job);
    const index = await this.parts.stampOf([join(place.repository.gitDir, 'index')]);
    const blame = await this.parts.jobs.run(
      { job, seen, index },
      {
        ...waiting,
        // Not a copy with one more in one expression: with hundreds of commits that takes V8 milliseconds.
        onBatch: (batch) =>
          waiting.onBatch?.({ ...batch, commits: Object.assign({}, batch.commits, { [oid]: record }) }),
      },
    );
    return { ...blame, uncommitted: record };
  }

  /** What stands for lines of a file that are in no commit yet. */
  uncommitted({ repository, path }: Place): Uncommitted {
    return notCommittedYet(repository.objectFormat, path, this.parts.wallClock());
  }
}
