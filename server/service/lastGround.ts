/** Answers a question about an open text in the turn in which it is asked, where all but the text is as it was for the answer before. */
import { basename, dirname } from 'node:path';
import type { ChunkedText } from '../base/chunkedText.ts';
import { fsPathOf } from '../git/repositoryPath.ts';
import type { Overlay, OverlayJob, ResolvedOptions } from '../worker/messages.ts';
import { type BlameJobs, type BlameQuestion, nameOf } from './blameJobs.ts';
import type { FileAnswer, FileQuery } from './contract.ts';
import type { LineSpan } from './fileBlame.ts';
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
  readonly overlays: Pick<Overlays, 'now'>;
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

  /** A question was answered the long way. */
  note(answered: Answered): void {
    const { query, resolved, question } = answered;
    const by = this.parts.options.lastByFiles(question.job.repository, query.options);
    this.ground = by?.resolved === resolved ? groundOf(answered, by) : null;
  }

  /** The rows that touch `span`, others may be missing; null where there is more to find out. */
  answer({ fsPath, text, options, limits }: FileQuery, span: LineSpan): FileAnswer | null {
    const { ground } = this;
    if (ground === null || text === null || fsPath !== ground.disk.fsPath) return null;
    if (askedIn({ options, limits }) !== ground.asked || !this.isAsItWas(ground)) return null;
    const { jobs, overlays, uncommitted } = this.parts;
    const committed = jobs.finished(ground.blame);
    if (committed === null) return null;
    const overlay = text === ground.text ? ground.overlay : overlays.now(text, ground.layers);
    if (overlay === null || span.start >= overlay.lineCount) return null;
    ground.text = text;
    ground.overlay = overlay;
    const { commit } = ground.disk;
    if (overlay.quads.length === 0) return { revision: commit, blame: committed, ...ground.about };
    const { place } = ground;
    const first = uncommittedOrigin({ commit, path: place.path, uncommitted: uncommitted(place) });
    return { revision: commit, blame: layPart(committed, overlay, { first, span }), ...ground.about };
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
  const isPlain = basename(where) === basename(query.fsPath) && overlay.files.length === 0;
  if (query.text === null || !isPlain) return null;
  const directory = dirname(query.fsPath);
  const paths = [query.fsPath, directory, repository.gitDir, repository.commonDir, ...by.files];
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = options;
  const how = { ignoreWhitespace, diffAlgorithm, indentHeuristic };
  const job: Omit<OverlayJob, 'content'> = { repository, path, commit, options: how, limits: query.limits };
  const { files, stamp } = by;
  return {
    asked: askedIn(query),
    disk: {
      fsPath: query.fsPath,
      directory,
      physical: dirname(where),
      files,
      stamp,
      repository,
      commit,
      paths,
    },
    place: { repository, path },
    layers: { job, overrides: question.seen.overrides },
    blame: nameOf(question),
    about: { identity: by.resolved.identity, ways: waysOf(by.resolved) },
    text: query.text,
    overlay,
  };
}

function askedIn({ options, limits }: Pick<FileQuery, 'options' | 'limits'>): string {
  return JSON.stringify([options, limits]);
}
