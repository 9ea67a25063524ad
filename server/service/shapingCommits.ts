/** The commits that shaped some lines of a text, those of the text that are not committed yet first. */
import { carryBack, joined } from '../diff/rangeMap.ts';
import type { Oid } from '../git/oid.ts';
import {
  type CommitRecord,
  type EntryBatch,
  type OriginRecord,
  type ResolvedOptions,
  ROW,
} from '../worker/messages.ts';
import type { BlameService, Waiting } from './blameService.ts';
import type { FileQuery, Ground } from './contract.ts';
import type { LineSpan } from './fileBlame.ts';
import type { Place } from './repository/workspace.ts';

/** A commit that changed the lines. */
export interface ShapedLines {
  /** All zeros: the text itself. */
  readonly commit: Oid;
  readonly record: CommitRecord;
  readonly path: string;
  /** The lines in that commit's version of the file. */
  readonly lines: readonly LineSpan[];
  readonly boundary: boolean;
}

export interface LineHistoryQuery {
  readonly file: FileQuery;
  /** Of the text; cut at its end. */
  readonly lines: LineSpan;
  /** How many commits at most; null for all. */
  readonly limit: number | null;
}

export interface LineHistoryAnswer {
  /** Null when there is nothing to blame. */
  readonly revision: Oid | null;
  /** Lines of the text. */
  readonly lineCount: number;
  /** Whether there is no more than what was told. */
  readonly complete: boolean;
}

/** Tells of commits as they are found, newest first. */
export async function tellLineHistory(
  service: BlameService,
  { file, lines, limit }: LineHistoryQuery,
  waiting: Waiting & { readonly onFound: (found: readonly ShapedLines[]) => void },
): Promise<LineHistoryAnswer> {
  const ground = await service.ground(file, waiting);
  if (ground === null) return { revision: null, lineCount: 0, complete: true };
  const { place, commit, overlay, resolved } = ground;
  const { lineCount } = overlay;
  const answer = { revision: commit, lineCount };
  const wanted = joined([{ start: Math.min(lines.start, lineCount), end: Math.min(lines.end, lineCount) }]);
  const { touched, before } = onCommitted(ground, wanted);
  const own = touched ? [ownLines(ground, wanted)] : [];
  if (own.length > (limit ?? 1)) return { ...answer, complete: false };
  if (own.length > 0) waiting.onFound(own);
  if (before.length === 0) return { ...answer, complete: true };
  const left = limit === null ? null : limit - own.length;
  const query = { place, commit, lines: before, limit: left, limits: file.limits, resolved };
  return { ...answer, ...(await tellCommittedHistory(service, query, waiting)) };
}

interface CommittedLines {
  readonly place: Place;
  readonly commit: Oid;
  /** Of the file in the commit, sorted and apart. */
  readonly lines: readonly LineSpan[];
  /** How many commits at most; null for all. */
  readonly limit: number | null;
  readonly limits: FileQuery['limits'];
  /** What options come to there. */
  readonly resolved: ResolvedOptions;
}

/** The same for lines of a file in a commit. */
export async function tellCommittedHistory(
  service: BlameService,
  { place, commit, lines, limit, limits, resolved }: CommittedLines,
  waiting: Waiting & { readonly onFound: (found: readonly ShapedLines[]) => void },
): Promise<Pick<LineHistoryAnswer, 'complete'>> {
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic, firstParent } = resolved.options;
  const options = { ignoreWhitespace, diffAlgorithm, indentHeuristic, firstParent };
  const job = { ...place, commit, ranges: lines, options, limit, limits };
  const reader = new BatchReader();
  const onBatch = (batch: EntryBatch) => waiting.onFound(reader.read(batch));
  return service.lineHistory(job, resolved, { ...waiting, onBatch });
}

/** A file that is not committed yet is all new. */
function onCommitted({ overlay }: Ground, wanted: readonly LineSpan[]): ReturnType<typeof carryBack> {
  if (overlay.blob === null) return { touched: wanted.length > 0, before: [] };
  return carryBack(overlay.quads, wanted);
}

function ownLines({ place, uncommitted }: Ground, lines: readonly LineSpan[]): ShapedLines {
  const { oid, record } = uncommitted;
  return { commit: oid, record, path: place.path, lines, boundary: false };
}

/** Puts together what the engine tells: an origin for each commit, a row for each run of its lines. */
class BatchReader {
  private readonly commits: Record<Oid, CommitRecord> = {};
  private readonly origins: OriginRecord[] = [];

  read({ rows, origins, commits }: EntryBatch): ShapedLines[] {
    Object.assign(this.commits, commits);
    this.origins.push(...origins);
    const lines = new Map<number, LineSpan[]>();
    for (let at = 0; at < rows.length; at += ROW) {
      const start = rows[at] ?? 0;
      const place = rows[at + 3] ?? 0;
      const spans = lines.get(place) ?? [];
      spans.push({ start, end: start + (rows[at + 1] ?? 0) });
      lines.set(place, spans);
    }
    return [...lines].flatMap(([place, spans]) => {
      const origin = this.origins[place];
      const record = origin && this.commits[origin.commit];
      if (!origin || !record) return [];
      const { commit, path, boundary } = origin;
      return [{ commit, path, record, lines: spans, boundary }];
    });
  }
}
