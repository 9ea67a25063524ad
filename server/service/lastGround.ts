/** Answers a question about an open text in the turn in which it is asked, where all but the text is as it was for the answer before. */
import { basename, dirname } from 'node:path';
import type { ChunkedText } from '../base/chunkedText.ts';
import { fsPathOf } from '../git/repositoryPath.ts';
import type { Overlay, OverlayJob, ResolvedOptions } from '../worker/messages.ts';
import { type BlameJobs, type BlameQuestion, nameOf } from './blameJobs.ts';
import type { FileAnswer, FileQuery } from './contract.ts';
import type { FileBlame, LineSpan } from './fileBlame.ts';
import { waysOf } from './lookups.ts';
import { type Uncommitted, uncommittedOrigin } from './overlay/overlay.ts';
import { layPart } from './overlay/overlayPart.ts';
import type { LayersUnder, Overlays } from './overlay/overlays.ts';
import type { Heads } from './repository/heads.ts';
import type { OptionResolver, ResolvedByFiles } from './repository/optionResolver.ts';
import type { GroundOnDisk } from './repository/quickDisk.ts';
import type { Place, Workspace } from './repository/workspace.ts';

export interface LastGroundParts {
  readonly workspace: Pick<Workspace, 'knownRepository'>;
  readonly heads: Pick<Heads, 'last'>;
  readonly jobs: Pick<BlameJobs, 'finished'>;
  readonly overlays: Pick<Overlays, 'now' | 'noteShown'>;
  readonly options: Pick<OptionResolver, 'lastByFiles'>;
  /** See `QuickDisk`. */
  readonly isAsItWas: (ground: GroundOnDisk) => boolean;
  readonly uncommitted: (place: Place) => Uncommitted;
}

/** What an answer was made of. */
export interface Answered {
  readonly query: FileQuery;
  /** What the question's options came to. */
  readonly resolved: ResolvedOptions;
  /** What was asked of the engine for the committed file. */
  readonly question: BlameQuestion;
  readonly overlay: Overlay;
}

interface Ground {
  /** As the question had them. */
  readonly asked: string;
  readonly disk: GroundOnDisk;
  readonly place: Place;
  readonly layers: LayersUnder;
  /** The committed file's blame. */
  readonly blame: string;
  readonly about: Pick<FileAnswer, 'identity' | 'ways'>;
  text: ChunkedText;
  overlay: Overlay;
}

/** A text on its ground. */
interface LaidText {
  readonly ground: Ground;
  readonly text: ChunkedText;
  readonly committed: FileBlame;
  readonly overlay: Overlay;
}

/**
 * Of one file, the one that was asked about last. Nothing is taken for granted: all that decides an answer is looked at on the disk for
 * each question, by the same means as ever, but together.
 */
export class LastGround {
  private readonly parts: LastGroundParts;
  private ground: Ground | null = null;

  constructor(parts: LastGroundParts) {
    this.parts = parts;
  }

  /** Whether nothing could be answered at once: then an answer that nobody looks at is better than none. */
  get isUnknown(): boolean {
    return this.ground === null;
  }

  /** A question was answered the long way. */
  note(answered: Answered): void {
    const { query, resolved, question } = answered;
    const by = this.parts.options.lastByFiles(question.job.repository, query.options);
    this.ground = by?.resolved === resolved ? groundOf(answered, by) : null;
  }

  /** The rows that touch `span`, others may be missing; null where there is more to find out. */
  answer(query: FileQuery, span: LineSpan): FileAnswer | null {
    const laid = this.lay(query);
    if (laid === null) return null;
    const { ground, text, overlay } = laid;
    if (text !== ground.text) this.parts.overlays.noteShown({ text, overlay, ...ground.layers });
    ground.text = text;
    ground.overlay = overlay;
    return this.rowsOf(laid, span);
  }

  /** The same about a text that nobody sees. */
  rehearse(query: FileQuery, span: LineSpan): void {
    const laid = this.lay(query);
    if (laid !== null) this.rowsOf(laid, span);
  }

  private lay({ fsPath, text, options, limits }: FileQuery): LaidText | null {
    const { ground } = this;
    if (ground === null || text === null || fsPath !== ground.disk.fsPath) return null;
    if (askedIn({ options, limits }) !== ground.asked || !this.isAsItWas(ground)) return null;
    const committed = this.parts.jobs.finished(ground.blame);
    if (committed === null) return null;
    const overlay = text === ground.text ? ground.overlay : this.parts.overlays.now(text, ground.layers);
    return overlay && { ground, text, committed, overlay };
  }

  private rowsOf({ ground, committed, overlay }: LaidText, span: LineSpan): FileAnswer | null {
    const { place, about, disk } = ground;
    const { commit } = disk;
    if (span.start >= overlay.lineCount) return null;
    if (overlay.quads.length === 0) return { revision: commit, blame: committed, ...about };
    const uncommitted = this.parts.uncommitted(place);
    const first = uncommittedOrigin({ commit, path: place.path, uncommitted });
    return { revision: commit, blame: layPart(committed, overlay, { first, span }), ...about };
  }

  private isAsItWas({ disk, place }: Ground): boolean {
    const { workspace, heads, isAsItWas } = this.parts;
    return (
      workspace.knownRepository(disk.directory) === place.repository &&
      heads.last(place.repository.gitDir) === disk.commit &&
      isAsItWas(disk)
    );
  }
}

/** Null where some of it can't be looked at in this way. */
function groundOf({ query, question, overlay }: Answered, by: ResolvedByFiles): Ground | null {
  const { repository, path, commit, options } = question.job;
  const where = fsPathOf(repository, path).toString();
  // Else a link leads there, whose own place is another one.
  const { fsPath, text } = query;
  if (text === null || basename(where) !== basename(fsPath) || overlay.files.length > 0) return null;
  const [directory, physical] = [dirname(fsPath), dirname(where)];
  const paths = [fsPath, directory, repository.gitDir, repository.commonDir, ...by.files];
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = options;
  const how = { ignoreWhitespace, diffAlgorithm, indentHeuristic };
  const job: Omit<OverlayJob, 'content'> = { repository, path, commit, options: how, limits: query.limits };
  const { files, stamp } = by;
  return {
    asked: askedIn(query),
    disk: { fsPath, directory, physical, isPlain: where === fsPath, files, stamp, repository, commit, paths },
    place: { repository, path },
    layers: { job, overrides: question.seen.overrides },
    blame: nameOf(question),
    about: { identity: by.resolved.identity, ways: waysOf(by.resolved) },
    text,
    overlay,
  };
}

function askedIn({ options, limits }: Pick<FileQuery, 'options' | 'limits'>): string {
  return JSON.stringify([options, limits]);
}
