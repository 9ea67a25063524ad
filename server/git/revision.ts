/** What the user typed to the object it names: the grammar of `git rev-parse` for single revisions. */
import { GitError } from './errors.ts';
import { textToBytes } from './files.ts';
import { findByMessage } from './messageSearch.ts';
import type { ObjectType } from './objects.ts';
import type { Oid } from './oid.ts';
import { objectAtPath, peelTo } from './peel.ts';
import type { ObjectReader } from './reader.ts';
import { listRefs, readHead } from './refs.ts';
import { namedObject, type RevisionSource, type Wanted } from './revisionName.ts';
import { indexEntriesAt } from './workTreeIndex.ts';

/**
 * The commit that a revision names, tags followed. Throws GitError 'badRevision' (`bad revision 'x'`, or `Non commit x?`
 * for an object that leads to no commit) and 'missingObject' for a full id of nothing.
 */
export async function resolveRevision(source: RevisionSource, text: string): Promise<Oid> {
  const oid = await resolveObject(source, text);
  if (source.reader.header(oid) === null) throw new GitError('missingObject', `bad object ${text}`);
  const commit = peelTo(source.reader, oid, 'commit');
  if (commit === null) throw new GitError('badRevision', `Non commit ${text}?`);
  return commit;
}

/**
 * The object that a revision names, `HEAD:path` and `:path` (of the index) among them; a tag stays a tag, and a full id
 * need not exist. Throws GitError 'badRevision'.
 */
async function resolveObject(source: RevisionSource, text: string): Promise<Oid> {
  const oid = await findObject(source, text);
  if (oid === null) throw new GitError('badRevision', `bad revision '${text}'`);
  return oid;
}

/** Like `resolveObject`; null when the text names nothing, which is how git tells a revision from a path. */
export async function findObject(source: RevisionSource, text: string): Promise<Oid | null> {
  const bytes = textToBytes(text);
  if (bytes.includes('\0')) return null;
  return (await evaluate(source, bytes, null)) ?? (await evaluatePath(source, bytes));
}

/** Suffixes bind from the right; the texts are latin1 bytes. */
async function evaluate(source: RevisionSource, text: string, wanted: Wanted): Promise<Oid | null> {
  const step = /^(.*)([~^])(\d*)$/s.exec(text);
  if (step) {
    const [, base = '', kind, digits = ''] = step;
    const start = await evaluate(source, base, 'commit');
    const count = digits === '' ? 1 : Number(digits);
    return start === null ? null : relative(source.reader, start, { parent: kind === '^', count });
  }
  const open = text.endsWith('}') ? text.lastIndexOf('^{') : -1;
  if (open >= 0) return evaluatePeel(source, text.slice(0, open), text.slice(open + 2, -1));
  return namedObject(source, text, wanted);
}

function relative(
  reader: ObjectReader,
  start: Oid,
  { parent, count }: { readonly parent: boolean; readonly count: number },
): Oid | null {
  let commit = peelTo(reader, start, 'commit');
  if (commit === null || count === 0) return commit;
  if (parent) return reader.commit(commit).parents[count - 1] ?? null;
  for (let left = count; left > 0 && commit !== null; left--) {
    reader.cancel.check();
    commit = reader.commit(commit).parents[0] ?? null;
  }
  return commit;
}

const peelTypes: Readonly<Record<string, ObjectType>> = {
  commit: 'commit',
  tree: 'tree',
  blob: 'blob',
  tag: 'tag',
};

/** `^{}`, `^{object}`, `^{type}` and `^{/text}`. */
async function evaluatePeel(source: RevisionSource, base: string, what: string): Promise<Oid | null> {
  const type = what.startsWith('/') ? 'commit' : peelTypes[what];
  if (type === undefined && what !== '' && what !== 'object') return null;
  const oid = await evaluate(source, base, type === 'commit' || type === 'tree' ? type : null);
  if (oid === null || source.reader.header(oid) === null) return null;
  if (what === '/' || what === 'object') return oid;
  const peeled = peelTo(source.reader, oid, type ?? 'any');
  if (peeled === null || !what.startsWith('/')) return peeled;
  return findByMessage(source.reader, [peeled], what.slice(1));
}

/** `:/text`, `:path` and `:stage:path` of the index, `revision:path`. */
async function evaluatePath(source: RevisionSource, text: string): Promise<Oid | null> {
  if (/^:\/./s.test(text)) return findByMessage(source.reader, await allTips(source), text.slice(2));
  const indexed = /^:(?:([0-3]):)?(.*)$/s.exec(text);
  if (indexed) {
    const entries = await indexEntriesAt(source.repository, indexed[2] ?? '', source.reader.cancel);
    return entries.find(({ stage }) => stage === Number(indexed[1] ?? 0))?.oid ?? null;
  }
  const colon = colonOutsideBraces(text);
  const base = colon < 0 ? null : await evaluate(source, text.slice(0, colon), 'tree');
  const tree = base === null ? null : peelTo(source.reader, base, 'tree');
  return tree === null ? null : objectAtPath(source.reader, tree, text.slice(colon + 1));
}

function colonOutsideBraces(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth > 0) depth--;
    else if (text[at] === ':' && depth === 0) return at;
  }
  return -1;
}

/** HEAD and every reference that leads to a commit. */
async function allTips({ repository, reader }: RevisionSource): Promise<Oid[]> {
  const refs = await listRefs(repository, 'refs/', reader.cancel);
  const oids = [...refs.map(({ oid }) => oid), (await readHead(repository)).commit];
  const tips = new Set<Oid>();
  for (const oid of oids) {
    const commit = oid === null ? null : peelTo(reader, oid, 'commit');
    if (commit !== null) tips.add(commit);
  }
  return [...tips];
}
