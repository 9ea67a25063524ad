/** The set of ignored commits: from configured files, then files, then commits on the command line. */
import { readFile } from 'node:fs/promises';
import { isOid, type Oid } from '../git/oid.ts';
import { peelTo } from '../git/peel.ts';
import type { ObjectReader } from '../git/reader.ts';
import { resolveRevision } from '../git/revision.ts';
import { Fatal } from './faults.ts';
import { atTop } from './paths.ts';
import type { Session } from './session.ts';

const OPTIONAL = ':(optional)';

/** Throws `Fatal` for a file that can't be opened, a line that is no id, a revision that does not exist. */
export async function loadIgnoreRevs(session: Session): Promise<Set<Oid>> {
  const { args, config, source } = session;
  const ignored = new Set<Oid>();
  // git keeps the configured names sorted and without repeats, whatever their order.
  const configured = [...new Set(config.getAll('blame.ignoreRevsFile'))].sort();
  for (const name of configured) await addFile(session, ignored, { name, optional: true });
  for (const name of args.ignoreRevsFiles) await addFile(session, ignored, { name, optional: false });
  for (const text of args.ignoreRevs) {
    const oid = await resolveRevision(source, text).catch(() => null);
    if (oid === null) throw new Fatal(`cannot find revision ${text} to ignore`);
    ignored.add(oid);
  }
  return ignored;
}

interface NamedFile {
  readonly name: string;
  /** Whether the `:(optional)` prefix is understood. */
  readonly optional: boolean;
}

/** An empty name empties the set. */
async function addFile(session: Session, ignored: Set<Oid>, { name, optional }: NamedFile): Promise<void> {
  const { reader } = session;
  const mayBeMissing = optional && name.startsWith(OPTIONAL);
  const path = mayBeMissing ? name.slice(OPTIONAL.length) : name;
  if (path === '') {
    ignored.clear();
    return;
  }
  const text = await readFile(atTop(session, path), 'latin1').catch(() => null);
  if (text === null) {
    if (mayBeMissing) return;
    throw new Fatal(`could not open object name list: ${path}`);
  }
  for (const oid of idsIn(text, reader)) ignored.add(oid);
}

/** `#` begins a comment; ids of objects that do not exist or are no commits are left out. */
function idsIn(text: string, reader: ObjectReader): Oid[] {
  const ids: Oid[] = [];
  for (const line of text.split('\n')) {
    const word = line.replace(/#.*$/s, '').trim();
    if (word === '') continue;
    const oid = word.toLowerCase();
    if (!isOid(oid, reader.objectFormat)) throw new Fatal(`invalid object name: ${word}`);
    const commit = peelTo(reader, oid, 'commit');
    if (commit !== null) ids.push(commit);
  }
  return ids;
}
