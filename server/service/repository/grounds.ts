/** What an answer about a file hangs on beside the editor's text, and whether one look at the disk shows all of it as it was. */
import { basename, dirname } from 'node:path';
import type { BlameOptions } from '../../blame/types.ts';
import { bytesToText } from '../../git/files.ts';
import type { Oid } from '../../git/oid.ts';
import type { Repository } from '../../git/repository.ts';
import { inDirectory, pathWithin } from '../../git/repositoryPath.ts';
import type { AskedOptions, ResolvedOptions } from '../../worker/messages.ts';
import type { FileQuery } from '../contract.ts';
import { beyondHead } from './fromHead.ts';
import type { ResolvedByFiles } from './optionResolver.ts';
import type { Glance, Sight } from './quickDisk.ts';
import type { Place } from './workspace.ts';

export interface GroundParts {
  readonly glance: Glance;
  /** The repository that a directory lies in, as far as that need not be found out anew. */
  readonly repositoryOf: (directory: string) => Repository | null;
  /** What options come to, as they were looked at last; null where that is not sure. */
  readonly optionsOf: (repository: Repository, asked: AskedOptions) => ResolvedByFiles | null;
}

/** Files, and what `stampOf` said of them. */
export interface Stamped {
  readonly files: readonly string[];
  readonly stamp: string;
}

/** What was found out for an answer. */
export interface Found {
  readonly place: Place;
  readonly resolved: ResolvedOptions;
  /** HEAD; for a text no merge was in progress. */
  readonly commit: Oid;
  /** What had a say in how the text of the editor lies over the file there; null where the file of HEAD itself was asked about. */
  readonly text: Stamped | null;
}

export interface GroundOnDisk extends Omit<Found, 'resolved'> {
  readonly fsPath: string;
  readonly directory: string;
  readonly asked: AskedOptions;
  /** What they came to: the very object as long as they do. */
  readonly options: BlameOptions;
  /** Whether the file's place is the one that its path says. */
  readonly isPlain: boolean;
  /** Where its directory was, with links resolved, when that was in the place; null before it was looked at. */
  physical: string | null;
  /** All that is looked at, while the options hang on these files: who looks again has the same list. */
  looked: { readonly by: ResolvedByFiles; readonly paths: readonly string[] } | null;
}

/** Null where it hangs on more than is looked at. */
export function groundOnDisk(
  { fsPath, options: asked }: Pick<FileQuery, 'fsPath' | 'options'>,
  { place, resolved, commit, text }: Found,
  { optionsOf }: Pick<GroundParts, 'optionsOf'>,
): GroundOnDisk | null {
  const { repository, path } = place;
  const others = beyondHead(asked);
  const by = optionsOf(repository, others);
  // Programs may say something else the next time.
  if (by?.resolved.options !== resolved.options || resolved.textconv !== null) return null;
  if (repository.workTree === null) return null;
  const where = inDirectory(repository.workTree, bytesToText(path));
  // Else a link leads there, whose own place is another one.
  if (basename(where) !== basename(fsPath)) return null;
  // Field by field, as in `share`: there are thousands.
  return {
    place,
    commit,
    text,
    fsPath,
    directory: dirname(fsPath),
    asked: others,
    options: resolved.options,
    isPlain: where === fsPath,
    physical: null,
    looked: null,
  };
}

/** What the options come to, if everything is as it was; null where it is not, or that takes more than a look. */
export function lookAgain(
  ground: GroundOnDisk,
  { glance, repositoryOf, optionsOf }: GroundParts,
): ResolvedOptions | null {
  const { repository } = ground.place;
  const by = optionsOf(repository, ground.asked);
  if (by?.resolved.options !== ground.options || repositoryOf(ground.directory) !== repository) return null;
  const isSame = glance(pathsOf(ground, by), (sight) => isAsItWas(sight, ground, by));
  return isSame === true ? by.resolved : null;
}

function pathsOf(ground: GroundOnDisk, by: ResolvedByFiles): readonly string[] {
  if (ground.looked?.by === by) return ground.looked.paths;
  const { fsPath, directory, text, place } = ground;
  const { gitDir, commonDir } = place.repository;
  const paths = [fsPath, directory, ...by.files, ...(text?.files ?? []), gitDir, commonDir];
  ground.looked = { by, paths };
  return paths;
}

/** Undefined where there is more to look at. */
function isAsItWas(sight: Sight, ground: GroundOnDisk, by: ResolvedByFiles): boolean | undefined {
  const { place, commit, text } = ground;
  const head = sight.head(place.repository);
  if (head === undefined) return undefined;
  if (head !== commit || sight.stampOf(by.files) !== by.stamp) return false;
  // A merge makes a commit with other parents of a text.
  if (text !== null && (sight.isMerging(place.repository) || !isStamped(sight, text))) return false;
  return isWhereItWas(sight, ground);
}

function isStamped(sight: Sight, { files, stamp }: Stamped): boolean {
  return files.length === 0 || sight.stampOf(files) === stamp;
}

function isWhereItWas(sight: Sight, ground: GroundOnDisk): boolean {
  const { fsPath, directory, isPlain, text, place } = ground;
  if (isPlain && sight.isPlain(fsPath)) return true;
  // An editor that shows what a link leads to shows another file.
  if (text !== null && sight.isLink(fsPath)) return false;
  const physical = sight.physicalPath(directory);
  if (physical === ground.physical) return true;
  if (pathWithin(place.repository, inDirectory(physical, basename(fsPath))) !== place.path) return false;
  ground.physical = physical;
  return true;
}
