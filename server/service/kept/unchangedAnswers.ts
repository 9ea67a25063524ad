/**
 * Knows what was answered last about each file, and whether nothing has changed since: who asks once more waits for one look at the disk,
 * and for no thread, no promise and no other question.
 */
import { basename, dirname, join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { ChunkedText } from '../../base/chunkedText.ts';
import type { BlameOptions } from '../../blame/types.ts';
import type { Oid } from '../../git/oid.ts';
import type { Repository } from '../../git/repository.ts';
import { pathWithin } from '../../git/repositoryPath.ts';
import type { AskedOptions, Overlay, ResolvedOptions } from '../../worker/messages.ts';
import type { FileAnswer, FileQuery } from '../contract.ts';
import { beyondHead } from '../repository/fromHead.ts';
import type { ResolvedByFiles } from '../repository/optionResolver.ts';
import type { Glance, Sight } from '../repository/quickDisk.ts';
import type { Place } from '../repository/workspace.ts';

export interface UnchangedAnswersParts {
  readonly glance: Glance;
  /** The repository that a directory lies in, as far as that need not be found out anew. */
  readonly repositoryOf: (directory: string) => Repository | null;
  /** What options come to, as they were looked at last; null where that is not sure. */
  readonly optionsOf: (repository: Repository, asked: AskedOptions) => ResolvedByFiles | null;
  /** Of the files that had a say in how a text lies over the committed one; null where that is not sure. */
  readonly stampOf: (overlay: Overlay) => string | null;
}

/** What an answer hangs on. */
export interface Grounds {
  readonly place: Place;
  readonly resolved: ResolvedOptions;
  /** HEAD. */
  readonly commit: Oid;
  /** How the text of the editor lies over the file there; null where the file of HEAD itself was asked about. */
  readonly overlay: Overlay | null;
  /** Whether somebody was likely to look at it: what is looked at is kept for a reopened editor. */
  readonly isLookedAt: boolean;
}

interface Known extends Omit<Grounds, 'resolved'> {
  readonly text: ChunkedText | null;
  readonly answer: FileAnswer;
  /** What the options came to: the very object as long as they do. */
  readonly options: BlameOptions;
  readonly overlayStamp: string;
  /** Where the file's directory was, with links resolved, when that was in the place; null before it was looked at. */
  physical: string | null;
}

/** What all of them refer to, in bytes: the blames are mostly those that are kept in any case. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What one takes beside its blame's rows, and what each origin takes. */
const EACH = 1500;
const EACH_ORIGIN = 100;

export class UnchangedAnswers {
  private readonly parts: UnchangedAnswersParts;
  /** By file and how it was asked about. */
  private readonly known = new LRUCache<string, Known>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ answer: { blame } }) =>
      blame.rows.byteLength + blame.origins.length * EACH_ORIGIN + EACH,
  });

  constructor(parts: UnchangedAnswersParts) {
    this.parts = parts;
  }

  /** An answer was given, about all lines. */
  note(query: FileQuery, { resolved, ...grounds }: Grounds, answer: FileAnswer): void {
    const { overlay, place } = grounds;
    const overlayStamp = overlay === null ? '' : this.parts.stampOf(overlay);
    const options = this.parts.optionsOf(place.repository, beyondHead(query.options));
    const isSure = overlayStamp !== null && options !== null && options.resolved.options === resolved.options;
    // Programs may say something else the next time, and what is read of the disk may be another text.
    if (!isSure || resolved.textconv !== null || (query.text === null) !== (overlay === null)) return;
    const known = { ...grounds, answer, text: query.text, options: resolved.options, overlayStamp };
    this.known.set(nameOf(query), { ...known, physical: null });
  }

  /** The same answer, if everything that it hangs on is as it was; null where it is not, or that takes more than a look. */
  recall(query: FileQuery, isLookedAt: boolean): (Grounds & { readonly answer: FileAnswer }) | null {
    const known = this.known.get(nameOf(query));
    if (known === undefined || known.text !== query.text || (isLookedAt && !known.isLookedAt)) return null;
    const { repository } = known.place;
    const sure = this.parts.optionsOf(repository, beyondHead(query.options));
    const directory = dirname(query.fsPath);
    if (sure?.resolved.options !== known.options || this.parts.repositoryOf(directory) !== repository)
      return null;
    const paths = [directory, ...sure.files, ...(known.overlay?.files ?? []), repository.gitDir];
    const isSame = this.parts.glance([...paths, repository.commonDir], (sight) =>
      isAsItWas(sight, query.fsPath, { known, sure }),
    );
    return isSame === true ? { ...known, resolved: sure.resolved } : null;
  }
}

/** Undefined where there is more to look at. */
function isAsItWas(
  sight: Sight,
  fsPath: string,
  { known, sure }: { readonly known: Known; readonly sure: ResolvedByFiles },
): boolean | undefined {
  const { place, commit, overlay } = known;
  const { repository } = place;
  const head = sight.head(repository);
  if (head === undefined) return undefined;
  if (head !== commit || sight.stampOf(sure.files) !== sure.stamp) return false;
  if (overlay !== null && !isPlainText(sight, fsPath, known)) return false;
  const physical = sight.physicalPath(dirname(fsPath));
  if (physical === known.physical) return true;
  if (pathWithin(repository, join(physical, basename(fsPath))) !== place.path) return false;
  known.physical = physical;
  return true;
}

/** Whether a text still lies over HEAD alone, in the same way. */
function isPlainText(sight: Sight, fsPath: string, { place, overlay, overlayStamp }: Known): boolean {
  if (sight.isLink(fsPath) || sight.isMerging(place.repository)) return false;
  return sight.stampOf(overlay?.files ?? []) === overlayStamp;
}

function nameOf({ fsPath, options, limits }: FileQuery): string {
  return `${fsPath}\0${JSON.stringify([options, limits])}`;
}
