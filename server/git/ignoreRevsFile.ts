/** Lists of commits that blame looks through: `blame.ignoreRevsFile` and the syntax of such files. */
import { eachLine } from '../base/eachLine.ts';
import type { Config } from './config.ts';
import { GitError } from './errors.ts';
import { isOid, type Oid } from './oid.ts';
import { peelTo } from './peel.ts';
import type { ObjectReader } from './reader.ts';

const OPTIONAL = ':(optional)';

/** A file of the configuration. */
export interface ConfiguredFile {
  /** As written, without its prefix; '' empties what was gathered before. */
  readonly name: string;
  /** Whether git takes its absence in silence: the prefix `:(optional)`. */
  readonly mayBeMissing: boolean;
}

/** The files that the configuration names, in the order in which they count: sorted and without repeats. */
export function configuredIgnoreRevsFiles(config: Config): ConfiguredFile[] {
  return [...new Set(config.getAll('blame.ignoreRevsFile'))].sort().map((text) => {
    const mayBeMissing = text.startsWith(OPTIONAL);
    return { name: mayBeMissing ? text.slice(OPTIONAL.length) : text, mayBeMissing };
  });
}

/**
 * The commits of such a file, bytes as latin1: an id a line, `#` begins a comment, tags mean their commits; ids of
 * objects that do not exist or are no commits are left out. Throws GitError 'badRevision' for a line that is no id.
 */
export function parseIgnoreRevs(text: string, reader: ObjectReader): Oid[] {
  const ids: Oid[] = [];
  eachLine(text, reader.cancel, (line) => {
    const word = line.replace(/#.*$/s, '').trim();
    if (word === '') return;
    const oid = word.toLowerCase();
    if (!isOid(oid, reader.objectFormat))
      throw new GitError('badRevision', `invalid object name: ${word.slice(0, 200)}`);
    const commit = peelTo(reader, oid, 'commit');
    if (commit !== null) ids.push(commit);
  });
  return ids;
}
