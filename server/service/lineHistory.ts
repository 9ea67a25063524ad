/** The commits that shaped one line, newest first: who made it, what it was before, who made that. */
import type { BlameService } from './blameService.ts';
import { hunkAt } from './fileBlame.ts';
import { type CommitDetails, fsPathOf, type LinePlace } from './lookups.ts';
import type { Waiting } from './waiting.ts';
import type { Place } from './workspace.ts';

export interface LineStep {
  readonly details: CommitDetails;
  /** The hunk that made the line, with the names of the file; null where it can't be shown. */
  readonly diff: string | null;
}

const MOST_STEPS = 30;

/** From a line of a version of a file. Ends where the line was new, after 30 commits, or where the file can't be named. */
export async function lineHistory(
  service: BlameService,
  { place, start }: { readonly place: Place; readonly start: LinePlace },
  waiting: Waiting,
): Promise<LineStep[]> {
  const { repository } = place;
  const { lookups } = service;
  const steps: LineStep[] = [];
  for (let at: LinePlace | null = start; at !== null && steps.length < MOST_STEPS; ) {
    const fsPath = fsPathOf(repository, at.path);
    if (fsPath === null) break;
    // One line alone: a step costs little more than the history of that line.
    const options = { revision: at.commit, lines: `${at.line + 1},+1` };
    const { blame } = await service.blameFile({ fsPath, text: null, options }, waiting);
    const hunk = hunkAt(blame, at.line);
    const details =
      hunk && (await lookups.describeCommit({ fsPath, commit: hunk.origin.commit, path: null }, waiting));
    if (!hunk || !details) break;
    const { commit, path, previous } = hunk.origin;
    const line = hunk.sourceLine + at.line - hunk.start;
    const shown = { after: { commit, path }, before: previous, text: null, line };
    const { diff, lineBefore, isNew } = await lookups.lineHunk(repository, shown, waiting);
    steps.push({ details, diff: diff && named(diff, previous?.path ?? null, path) });
    at = previous && lineBefore !== null && !isNew ? { ...previous, line: lineBefore } : null;
  }
  return steps;
}

function named(diff: string, before: string | null, after: string): string {
  const text = (path: string) => Buffer.from(path, 'latin1').toString();
  return `--- ${before === null ? '/dev/null' : `a/${text(before)}`}\n+++ b/${text(after)}\n${diff}`;
}
