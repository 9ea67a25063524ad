/** Blame of text that is not committed: the work tree's file, or one given with `--contents`. */
import type { Stats } from 'node:fs';
import { lstat, readFile, readlink, stat } from 'node:fs/promises';
import type { BlameTarget, IndexedFile } from '../blame/types.ts';
import { convertToGit } from '../git/convert.ts';
import { bytesToText } from '../git/files.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import { mergeHeads, readHead } from '../git/refs.ts';
import { fsPathOf } from '../git/repositoryPath.ts';
import { findPath } from '../git/treePath.ts';
import { type IndexEntry, readIndex } from '../git/workTreeIndex.ts';
import { attributesIn } from './attributeSource.ts';
import type { Pseudo } from './describeCommits.ts';
import { copyLevel } from './engineOptions.ts';
import { Fatal, systemReason } from './faults.ts';
import { atTop } from './paths.ts';
import type { Session } from './session.ts';
import type { TextconvRunner } from './textconv.ts';

const LINK = 0o120000;
const REGULAR = 0o100644;

/** A session that knows how files become text; null where they stay as they are. */
export interface ConvertingSession extends Session {
  readonly textconv: TextconvRunner | null;
}

interface Content {
  readonly data: Uint8Array;
  /** Null: take the index's, or that of a regular file. */
  readonly mode: number | null;
}

/** `parent` is the commit under the text; null for HEAD and, while a merge is in progress, what is merged into it. */
export async function uncommittedTarget(
  session: ConvertingSession,
  path: string,
  parent: Oid | null,
): Promise<{ target: BlameTarget; pseudo: Pseudo }> {
  const { repository, args } = session;
  const { commit, heads } = parent === null ? await currentParents(session) : { commit: parent, heads: [] };
  const index = repository.workTree === null ? [] : await readIndex(repository);
  const inParents = [commit, ...heads].map((oid) => isInCommit(session, oid, path));
  if (!inParents.includes(true) && !index.some((entry) => entry.path === path)) {
    throw new Fatal(`no such path '${path}' in HEAD`);
  }
  const content = args.contents === null ? await workTreeContent(session, path) : await givenContent(session);
  const { mode } = content;
  const data = mode === LINK ? content.data : await asStored(session, path, { index, data: content.data });
  const uncommitted = {
    data,
    mode: mode ?? index.find((entry) => entry.path === path)?.mode ?? REGULAR,
    mergeHeads: heads,
    index: copyLevel(args) > 0 || inParents.includes(false) ? indexedFiles(index, path) : null,
  };
  return { target: { commit, path, uncommitted, ranges: null }, pseudo: pseudoCommit(session, path) };
}

/** As git would store it: line ends and encoding by the attributes of the path. */
async function asStored(
  session: Session,
  path: string,
  { index, data }: { index: readonly IndexEntry[]; data: Uint8Array },
): Promise<Uint8Array> {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  return (await convertToGit(attributesIn(session, index), path, bytes)).data;
}

async function currentParents({ repository }: Session): Promise<{ commit: Oid; heads: readonly Oid[] }> {
  const { commit } = await readHead(repository);
  if (commit === null) throw new Fatal('no such ref: HEAD');
  return { commit, heads: await mergeHeads(repository) };
}

function isInCommit({ reader }: Session, commit: Oid, path: string): boolean {
  return isFileMode(findPath(reader, reader.commit(commit).tree, path, null)?.mode ?? 0);
}

async function workTreeContent({ repository, textconv }: ConvertingSession, path: string): Promise<Content> {
  const fsPath = fsPathOf(repository, path);
  const status = await lstat(fsPath).catch((error: unknown) => fail(`Cannot lstat '${path}'`, error));
  if (status.isSymbolicLink()) return { data: await readlink(fsPath, { encoding: 'buffer' }), mode: LINK };
  if (!status.isFile()) throw new Fatal(`unsupported file type ${path}`);
  const text = textconv?.ofFile(bytesToText(path), REGULAR);
  return { data: text ?? (await readFile(fsPath)), mode: REGULAR };
}

async function givenContent(session: ConvertingSession): Promise<Content> {
  const name = session.args.contents ?? '';
  if (name === '-') return { data: await session.io.stdin(), mode: null };
  // An empty name is that of no file, not of the directory.
  const fsPath = name === '' ? '' : atTop(session, name);
  const status: Stats = await stat(fsPath).catch((error: unknown) => fail(`Cannot stat '${name}'`, error));
  if (!status.isFile()) throw new Fatal(`unsupported file type ${name}`);
  return { data: session.textconv?.ofFile(name, REGULAR) ?? (await readFile(fsPath)), mode: REGULAR };
}

function fail(what: string, error: unknown): never {
  throw new Fatal(`${what}: ${systemReason(error)}`);
}

function indexedFiles(index: readonly IndexEntry[], path: string): IndexedFile[] {
  const files = index.filter((entry) => entry.stage === 0 && entry.path !== path);
  const own = index.find((entry) => entry.path === path);
  return [...files, { path, oid: own?.oid ?? '', mode: own?.mode ?? REGULAR }];
}

function pseudoCommit({ args, io }: Session, path: string): Pseudo {
  const { contents } = args;
  const source = contents === null ? path : contents === '-' ? 'standard input' : contents;
  const [name, email] =
    contents === null
      ? ['Not Committed Yet', 'not.committed.yet']
      : ['External file (--contents)', 'external.file'];
  return { name, email, summary: `Version of ${path} from ${source}`, time: Math.floor(io.now() / 1000) };
}
