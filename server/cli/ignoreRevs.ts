/** The set of ignored commits: from configured files, then files, then commits on the command line. */
import { readFile } from 'node:fs/promises';
import { configuredIgnoreRevsFiles, parseIgnoreRevs } from '../git/ignoreRevsFile.ts';
import type { Oid } from '../git/oid.ts';
import { resolveRevision } from '../git/revision.ts';
import { Fatal } from './faults.ts';
import { atTop } from './paths.ts';
import type { Session } from './session.ts';

/** Throws `Fatal` for a file that can't be opened, a line that is no id, a revision that does not exist. */
export async function loadIgnoreRevs(session: Session): Promise<Set<Oid>> {
  const { args, config, source } = session;
  const ignored = new Set<Oid>();
  const configured = args.configuredIgnoreRevs ? configuredIgnoreRevsFiles(config) : [];
  for (const file of configured) await addFile(session, ignored, file);
  for (const name of args.ignoreRevsFiles) await addFile(session, ignored, { name, mayBeMissing: false });
  for (const text of args.ignoreRevs) {
    const oid = await resolveRevision(source, text).catch(() => null);
    if (oid === null) throw new Fatal(`cannot find revision ${text} to ignore`);
    ignored.add(oid);
  }
  return ignored;
}

interface NamedFile {
  readonly name: string;
  readonly mayBeMissing: boolean;
}

/** An empty name empties the set. */
async function addFile(
  session: Session,
  ignored: Set<Oid>,
  { name, mayBeMissing }: NamedFile,
): Promise<void> {
  if (name === '') {
    ignored.clear();
    return;
  }
  const text = await readFile(atTop(session, name), 'latin1').catch(() => null);
  if (text === null) {
    if (mayBeMissing) return;
    throw new Fatal(`could not open object name list: ${name}`);
  }
  for (const oid of parseIgnoreRevs(text, session.reader)) ignored.add(oid);
}
