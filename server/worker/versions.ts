/** What an engine thread says of single commits and versions of files, without walking history. */
import type { Cancel } from '../base/cancel.ts';
import { bytesOfText } from '../base/sharedText.ts';
import { copyInSlices, SLICE_BYTES } from '../base/slices.ts';
import { defaultOptions } from '../blame/types.ts';
import { GitError } from '../git/errors.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { TreeChange } from '../git/treeDiff.ts';
import { withMark } from './byteOrderMark.ts';
import type { EngineParts } from './engine.ts';
import { type LineHunk, lineHunk, lineIn } from './lineHunk.ts';
import type { CommitDetails, CommitJob, EngineCalls, FileChange } from './messages.ts';
import { checkFileSize } from './timeLimit.ts';
import { countChanges, type DiffNames, unifiedDiff } from './unifiedDiff.ts';
import type { CommittedFile, FileVersion, LinePlace, Patch } from './versionMessages.ts';

/** Differences of longer texts are counted but not written out. */
const MAX_DIFF_BYTES = 512 * 1024;
/** Longer texts are not compared for the sake of one line. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** What a whole commit's difference may come to. */
const MAX_PATCH_BYTES = 1024 * 1024;
const MAX_PATCH_FILES = 500;
/** With more files added or deleted old names are not looked for. */
const MAX_RENAMES = 20;

export async function describeCommit(
  parts: EngineParts,
  job: CommitJob,
  reader: ObjectReader,
): Promise<CommitDetails> {
  const { parents } = reader.commit(job.commit);
  const content = (await parts.commitTexts(job.repository, reader))(job.commit);
  const change = job.path === null ? null : fileChange(parts, { ...job, path: job.path }, reader);
  return { commit: job.commit, parents, ...content, change };
}

function fileChange(
  parts: EngineParts,
  { commit, path }: FileVersion,
  reader: ObjectReader,
): FileChange | null {
  const parent = reader.commit(commit).parents[0];
  const afterId = parts.findBlob(reader, commit, path);
  const before = parent === undefined ? null : parts.inParent(reader, { commit, parent }, path);
  if (afterId === (before?.blob ?? null) && (before === null || before.path === path)) return null;
  const texts = { before: blobText(reader, before?.blob ?? null), after: blobText(reader, afterId) };
  const quads = parts.lineDiff(texts.before, texts.after, { ...defaultOptions, cancel: reader.cancel });
  const names = { before: before && pathText(before.path), after: afterId === null ? null : pathText(path) };
  return {
    ...countChanges(quads),
    pathBefore: before?.path ?? null,
    diff: isWritable(texts.before, texts.after) ? unifiedDiff({ ...texts, quads }, names) : null,
  };
}

/** `GitError('noSuchPath')` when the commit has no such file. Bytes that are not UTF-8 come out as replacement characters. */
export function contentOf(
  parts: EngineParts,
  { commit, path, maxBytes }: EngineCalls['content']['params'],
  reader: ObjectReader,
): string {
  const blob = existing(parts, { commit, path }, reader);
  checkFileSize(path, reader.header(blob)?.size ?? 0, { milliseconds: null, bytes: maxBytes });
  return decodeInSlices(reader.data(blob, 'blob'), reader.cancel);
}

/** A file as it is stored, for the main thread to keep. */
export function committedFile(
  parts: EngineParts,
  { commit, path, maxBytes }: EngineCalls['committed']['params'],
  reader: ObjectReader,
): CommittedFile | null {
  const { cancel, overrides } = reader;
  const blob = parts.findBlob(reader, commit, path);
  if (blob === null || (reader.header(blob)?.size ?? 0) > maxBytes) return null;
  const stored = parts.overlayLines.text({ oid: blob, overrides }) ?? reader.data(blob, 'blob');
  const data = new Uint8Array(new SharedArrayBuffer(stored.length));
  copyInSlices<Uint8Array>(data, stored, { cancel });
  return { blob, overrides, data };
}

/** Of texts that are too long or binary nothing is said. */
export async function lineHunkOf(
  parts: EngineParts,
  job: EngineCalls['lineHunk']['params'],
  reader: ObjectReader,
): Promise<LineHunk> {
  const { after, text, line, options } = job;
  const nothing = { diff: null, lineBefore: null, sameDiff: { start: line, end: line + 1 } };
  const base = text === null ? job.before : after;
  const baseId = base && parts.findBlob(reader, base.commit, base.path);
  const ownId = text === null ? parts.findBlob(reader, after.commit, after.path) : null;
  const sizes = [baseId, ownId].map((id) => (id === null ? 0 : (reader.header(id)?.size ?? 0)));
  if (Math.max(...sizes, text?.byteLength ?? 0) > MAX_LINE_BYTES) return nothing;
  const before = blobText(reader, baseId);
  const stored = text && (await parts.asStored({ ...job, path: after.path }, reader, text)).data;
  const laid = stored && withMark(stored, before);
  const own = laid ? bytesOfText(laid) : blobText(reader, ownId);
  if (isBinary(before) || isBinary(own)) return nothing;
  const blob = baseId && { oid: baseId, overrides: reader.overrides };
  const quads =
    laid && blob
      ? parts.overlayLines.diff({ blob, committed: before, content: laid }, options, reader.cancel).quads
      : parts.lineDiff(before, own, { ...options, cancel: reader.cancel });
  return lineHunk({ before, after: own, quads }, line);
}

/** The first parent that has the file, under whatever name, is the one. */
export function stepBack(
  parts: EngineParts,
  { commit, path, line, options }: EngineCalls['stepBack']['params'],
  reader: ObjectReader,
): LinePlace | null {
  const after = blobText(reader, existing(parts, { commit, path }, reader));
  const count = parts.lineCount(after, reader.cancel);
  if (line >= count) throw new RangeError(`line ${line} is past the end: the file has ${count} lines`);
  for (const parent of reader.commit(commit).parents) {
    const found = parts.inParent(reader, { commit, parent }, path);
    if (found === null) continue;
    const before = blobText(reader, found.blob);
    const quads = parts.lineDiff(before, after, { ...options, cancel: reader.cancel });
    const linesBefore = parts.lineCount(before, reader.cancel);
    if (linesBefore > 0) return { commit: parent, path: found.path, line: lineIn(quads, line, linesBefore) };
  }
  return null;
}

/** In git's order of paths. Old names are looked for where there are few files to choose among. */
export function patchOf(
  parts: EngineParts,
  { commit }: EngineCalls['patch']['params'],
  reader: ObjectReader,
): Patch {
  const changes = withOldNames(parts, { commit, changes: parts.changesOf(reader, commit) }, reader);
  const texts: string[] = [];
  let bytes = 0;
  for (const { path, before, after, pathBefore } of changes.slice(0, MAX_PATCH_FILES)) {
    if (bytes > MAX_PATCH_BYTES) break;
    const ids = [before, after].map((entry) => (entry && isFileMode(entry.mode) ? entry.oid : null));
    const names = { before: before && pathText(pathBefore), after: after && pathText(path) };
    const text = filePatch(parts, { ids, names }, reader);
    texts.push(text);
    bytes += text.length;
  }
  return { text: texts.join(''), filesLeftOut: changes.length - texts.length };
}

interface NamedChange extends TreeChange {
  readonly pathBefore: string;
}

/** A renamed file is one change, not two. */
function withOldNames(
  parts: EngineParts,
  { commit, changes }: { readonly commit: Oid; readonly changes: readonly TreeChange[] },
  reader: ObjectReader,
): NamedChange[] {
  const named = (change: TreeChange): NamedChange => ({ ...change, pathBefore: change.path });
  const [parent] = reader.commit(commit).parents;
  const gone = new Map(changes.filter(({ after }) => after === null).map((change) => [change.path, change]));
  const added = changes.filter(({ before }) => before === null).length;
  if (parent === undefined || gone.size === 0 || Math.max(gone.size, added) > MAX_RENAMES)
    return changes.map(named);
  const taken = new Set<string>();
  const joined = changes.map((change): NamedChange => {
    const old = change.before === null ? parts.inParent(reader, { commit, parent }, change.path) : null;
    const source = old && gone.get(old.path);
    if (!source || taken.has(source.path)) return named(change);
    taken.add(source.path);
    return { ...change, before: source.before, pathBefore: source.path };
  });
  return joined.filter(({ path, after }) => after !== null || !taken.has(path));
}

interface PatchedFile {
  /** Null where there is no file. */
  readonly ids: readonly (Oid | null)[];
  readonly names: DiffNames;
}

function filePatch(parts: EngineParts, { ids, names }: PatchedFile, reader: ObjectReader): string {
  const [from, to] = [names.before ?? names.after, names.after ?? names.before];
  const renamed = from === to ? '' : `rename from ${from}\nrename to ${to}\n`;
  const head = `diff --git a/${from} b/${to}\n${renamed}`;
  const sizes = ids.map((id) => (id === null ? 0 : (reader.header(id)?.size ?? 0)));
  if (sizes.reduce((sum, size) => sum + size, 0) > MAX_DIFF_BYTES) return `${head}(too long to be shown)\n`;
  const [before = new Uint8Array(), after = new Uint8Array()] = ids.map((id) => blobText(reader, id));
  if (!isWritable(before, after)) return `${head}(binary)\n`;
  const quads = parts.lineDiff(before, after, { ...defaultOptions, cancel: reader.cancel });
  return head + unifiedDiff({ before, after, quads }, names);
}

function existing(parts: EngineParts, { commit, path }: FileVersion, reader: ObjectReader): Oid {
  const blob = parts.findBlob(reader, commit, path);
  if (blob !== null) return blob;
  const name = pathText(path);
  throw new GitError('noSuchPath', `no such path '${name}' in ${commit}`, { path: name, commit });
}

function blobText(reader: ObjectReader, blob: Oid | null): Uint8Array {
  return blob === null ? new Uint8Array() : reader.data(blob, 'blob');
}

function isWritable(before: Uint8Array, after: Uint8Array): boolean {
  return before.length + after.length <= MAX_DIFF_BYTES && !isBinary(before) && !isBinary(after);
}

/** Git's own rule of thumb: a zero byte near the start. */
function isBinary(content: Uint8Array): boolean {
  return content.subarray(0, 8000).includes(0);
}

function pathText(path: string): string {
  return Buffer.from(path, 'latin1').toString();
}

function decodeInSlices(bytes: Uint8Array, cancel: Cancel): string {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    cancel.check();
    parts.push(decoder.decode(bytes.subarray(from, from + SLICE_BYTES), { stream: true }));
  }
  return parts.join('') + decoder.decode();
}
