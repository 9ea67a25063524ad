/** What hints and lenses were last made of, document by document, moved along with edits until there is something newer. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { inSlices } from '../../base/nextTurn.ts';
import type { Oid } from '../../git/oid.ts';
import { ROW, type UserIdentity } from '../../worker/messages.ts';
import { isCommitted } from '../annotations.ts';
import { type FileBlame, recordOf } from '../fileBlame.ts';
import type { Refreshable } from '../order/refreshes.ts';
import { layOver, uncommittedBatch } from '../overlay/overlay.ts';
import { type LineEdit, quadsOf } from './edits.ts';

/** What hints and lenses are made of. */
export interface ShownBlame {
  readonly blame: FileBlame;
  /** Who the user is in the repository. */
  readonly identity: UserIdentity | null;
  /** The commits that count as recent; null where that is not decided by commits. */
  readonly fresh: ReadonlySet<Oid> | null;
}

interface Entry extends ShownBlame {
  blame: FileBlame;
  /** Made since, in order; each is relative to the text that the ones before made. */
  edits: LineEdit[];
  readonly surfaces: Set<Refreshable>;
}

/** Documents whose blame is kept for this; blames are shared with the cache of results as long as that has them. */
const MAX_DOCUMENTS = 64;
/** After so many edits without a newer blame what was shown is no help any more. */
const MAX_EDITS = 200;

export class Shown {
  private readonly entries = new LRUCache<string, Entry>({ max: MAX_DOCUMENTS });

  /** A surface is being answered with this blame of the document's newest text. */
  show(uri: string, surface: Refreshable, shown: Omit<ShownBlame, 'fresh'> & Partial<ShownBlame>): void {
    const before = this.entries.get(uri);
    const surfaces = before?.surfaces ?? new Set<Refreshable>();
    // Only hints know what is recent.
    const fresh = shown.fresh === undefined ? (before?.fresh ?? null) : shown.fresh;
    this.entries.set(uri, { ...shown, fresh, edits: [], surfaces: surfaces.add(surface) });
  }

  /** The document was changed; null: nobody can say where. */
  edited(uri: string, edits: readonly LineEdit[] | null): void {
    const entry = this.entries.get(uri);
    if (!entry) return;
    if (edits === null || entry.edits.length + edits.length > MAX_EDITS) this.entries.delete(uri);
    else entry.edits = [...entry.edits, ...edits];
  }

  /**
   * What is on the screen, moved along with the edits: lines that were not touched keep their commit. Null when nothing is
   * shown. It may differ from the blame of the text, so it must not be the last word.
   */
  async latest(uri: string): Promise<ShownBlame | null> {
    const entry = this.entries.get(uri);
    if (!entry) return null;
    const { blame, edits } = entry;
    if (edits.length === 0) return entry;
    const now = await inSlices(moved(blame, edits));
    // Unless something newer is shown, or somebody else was as quick, the next edits need not go through these again.
    if (entry.blame === blame && this.entries.peek(uri) === entry) {
      entry.blame = now;
      entry.edits = entry.edits.slice(edits.length);
    }
    return { ...entry, blame: now };
  }

  surfaces(uri: string): ReadonlySet<Refreshable> {
    return this.entries.get(uri)?.surfaces ?? new Set();
  }

  forget(uri: string): void {
    this.entries.delete(uri);
  }
}

const nobody = { name: '', email: '', time: 0, timezone: '+0000' };

/** The blame laid over by all edits at once; pauses now and then. */
function moved(blame: FileBlame, edits: readonly LineEdit[]): Generator<undefined, FileBlame> {
  const lineCount = edits.reduce(
    (lines, { removed, added }) => Math.max(0, lines + added - removed),
    blame.lineCount,
  );
  const quads = Int32Array.from(quadsOf(edits));
  const overlay = { blob: null, tracked: true, quads, lineCount, files: [] };
  const like = blame.origins[0]?.commit ?? '0'.repeat(40);
  const uncommitted = {
    oid: '0'.repeat(like.length),
    record: { summary: '', author: nobody, committer: nobody },
  };
  return layOver(blame, overlay, uncommittedBatch(overlay, { commit: like, path: '', uncommitted }));
}

/** Rows looked at between two pauses. */
const SLICE_ROWS = 4000;

/** Stands for what hints and lenses of a blame say, but for ages: equal ones look the same. Pauses now and then. */
export function* looksOf(blame: FileBlame): Generator<undefined, string> {
  const { rows, origins } = blame;
  const words = origins.map(({ commit }) => {
    const record = recordOf(blame, commit);
    return isCommitted(commit) ? `${commit} ${record?.author.name} ${record?.summary}` : '';
  });
  const hash = createHash('sha1');
  let before: string | null = null;
  for (let at = 0; at < rows.length; at += ROW) {
    if (at > 0 && at % (SLICE_ROWS * ROW) === 0) yield;
    const word = words[rows[at + 3] ?? 0] ?? '';
    // Not committed lines are one run, whatever they are made of.
    if (word === '' && before === '') continue;
    hash.update(`${rows[at]} ${word}\n`);
    before = word;
  }
  return hash.digest('hex');
}
