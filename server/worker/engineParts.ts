/** The parts that real engines are made of: the blame engine, the line diff, and what git keeps on disk. */
import { join } from 'node:path';
import { type Cancel, Pace } from '../base/cancel.ts';
import { bytesOfText, type SharedText, textOf } from '../base/sharedText.ts';
import { includesInSlices } from '../base/slices.ts';
import { diffOptions } from '../blame/compareOptions.ts';
import { HunkMemory } from '../blame/hunkMemory.ts';
import { blame, readFinalText } from '../blame/run.ts';
import type { Uncommitted } from '../blame/types.ts';
import type { Hunks } from '../diff/hunks.ts';
import { type DiffOptions, lineDiff } from '../diff/lineDiff.ts';
import { type AttributeSource, attributeFiles, systemAttributesFile } from '../git/attributes.ts';
import { decodePerson, parseCommitText } from '../git/commitText.ts';
import { type Config, type Environment, loadConfig } from '../git/config.ts';
import { convertToGit } from '../git/convert.ts';
import { bytesToText } from '../git/files.ts';
import { loadMailmap, type Mailmap, mapPerson } from '../git/mailmap.ts';
import { objectStamp } from '../git/objectStamp.ts';
import { isFileMode } from '../git/objects.ts';
import type { ReadLimits } from '../git/odb/readContext.ts';
import type { TableMemory } from '../git/odb/tableMemory.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { openReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import { findObject, resolveRevision } from '../git/revision.ts';
import type { RevisionSource } from '../git/revisionName.ts';
import { diffTrees, type TreeChange } from '../git/treeDiff.ts';
import { findPath } from '../git/treePath.ts';
import { readIndex } from '../git/workTreeIndex.ts';
import { CommitMemory } from './commitMemory.ts';
import { type ConversionContext, jobTextconv, textOnDisk } from './conversion.ts';
import type { CommitContent, Conversion, EngineParts, StoredText } from './engine.ts';
import { loadGraftFile, openGrafted } from './graftFile.ts';
import { openHistory } from './historyUpkeep.ts';
import { MailmapMemory } from './mailmapMemory.ts';
import type { AskedOptions, BlameJob, EngineSetup, ResolvedOptions } from './messages.ts';
import { inParent } from './oldName.ts';
import type { Purpose } from './openReaders.ts';
import { OverlayLines } from './overlayLines.ts';
import { rangesOf } from './rangesOf.ts';
import { remoteFacts } from './remoteFacts.ts';
import { atTop, resolveOptions } from './resolveOptions.ts';

const LINE_FEED = 0x0a;
const DEFAULT_MODE = 0o100644;
const USUAL_HUNK_BYTES = 4 * 1024 * 1024;

/** `environment` tells where the user's configuration lies. Without `tables` no memory is shared with other engines. */
export function engineParts(
  { environment, execute }: ConversionContext,
  setup: EngineSetup,
  tables?: TableMemory,
): EngineParts {
  const mailmaps = new MailmapMemory();
  const commits = new CommitMemory();
  const mailmapOf = (repository: Repository, reader: ObjectReader) =>
    mailmaps.of(repository, () => readMailmap(repository, { reader, environment }));
  const hunks = new HunkMemory(setup.hunkBytes ?? USUAL_HUNK_BYTES);
  return {
    openReader: (repository, cancel, purpose) =>
      openReader(repository, { limits: limitsOf(setup, purpose), cancel, ...(tables && { tables }) }),
    objectStamp,
    hunks,
    overlayLines: new OverlayLines(setup.textBytes),
    openHistory: (repository) => openHistory(repository, setup),
    blame,
    lineDiff: (before, after, options) =>
      lineDiff(before, after, { ...diffOptions(options), cancel: options.cancel }),
    blobDiff: (reader, blobs, options) => blobDiff(reader, blobs, { hunks, options: diffOptions(options) }),
    lineCount,
    findBlob,
    inParent,
    changesOf,
    remoteFacts: async (repository, reader) =>
      remoteFacts(repository, reader, await loadConfig(repository, environment, reader.cancel)),
    isIndexed: async (repository, reader, path) =>
      (await readIndex(repository, reader.cancel)).some(
        (entry) => entry.path === path && isFileMode(entry.mode),
      ),
    uncommitted,
    conversion: (job, reader) => conversion(job, { reader, environment, execute }),
    asStored: (job, reader, content) => asStored(job, { reader, environment }, content),
    openGrafted,
    finalText: readFinalText,
    ranges: async (job, reader, question) =>
      rangesOf(await attributeSource(job.repository, { reader, environment }), job.path, question),
    resolveOptions: (repository, reader, asked) => optionsOf(repository, { reader, environment }, asked),
    resolveRevision: async (repository, reader, revision) =>
      resolveRevision(await revisionSource(repository, reader, environment), revision),
    commitTexts: async (repository, reader) => commitTexts(reader, await mailmapOf(repository, reader)),
    commitRecords: async (repository, reader) => {
      const mailmap = await mailmapOf(repository, reader);
      return commits.of(reader, mailmap, commitTexts(reader, mailmap));
    },
    now: () => performance.now(),
  };
}

/**
 * More than half for windows into packs, a third for objects, the rest for commits and the directories in them: of what there is little
 * of, windows are missed first, and each costs a read. Some 25,000 commits are remembered of what a thread usually has. Who makes an index
 * of history has each commit once, but needs the newest version of each directory again and again.
 */
const SHARES = {
  files: { windows: 0.52, objects: 0.33, commits: 0.15 },
  newIndex: { windows: 0.3, objects: 0.6, commits: 0.1 },
} as const;

function limitsOf({ objectBytes, indexingBytes }: EngineSetup, purpose: Purpose): Partial<ReadLimits> {
  const bytes = purpose === 'newIndex' ? indexingBytes : objectBytes;
  if (bytes === undefined) return {};
  const { windows, objects, commits } = SHARES[purpose];
  const share = (part: number) => Math.max(1, Math.floor(bytes * part));
  return { windowBytes: share(windows), objectBytes: share(objects), commitBytes: share(commits) };
}

function blobDiff(
  reader: ObjectReader,
  { before, after }: { readonly before: Oid; readonly after: Oid },
  { hunks, options }: { readonly hunks: HunkMemory; readonly options: DiffOptions },
): Hunks {
  const memory = hunks.of(reader, options);
  const known = memory.find(before, after);
  if (known !== null) return known;
  const { cancel } = reader;
  const found = lineDiff(reader.data(before, 'blob'), reader.data(after, 'blob'), { ...options, cancel });
  memory.keep(before, after, found);
  return found;
}

/** Bytes between two polls while lines are counted, and how many of them finding a line is worth. */
const POLL_BYTES = 1 << 18;
const LINE_COST = 1 << 5;

/** Lines as git counts them: a last line without a line feed is one too. */
function lineCount(content: Uint8Array, cancel: Cancel): number {
  const pace = new Pace(cancel, POLL_BYTES);
  let count = 0;
  for (let from = 0; ; count++) {
    const at = content.indexOf(LINE_FEED, from);
    if (at < 0) break;
    pace.did(at - from + LINE_COST);
    from = at + 1;
  }
  return content.length > 0 && content.at(-1) !== LINE_FEED ? count + 1 : count;
}

function findBlob(reader: ObjectReader, commit: Oid, path: string): Oid | null {
  const trail = findPath(reader, reader.commit(commit).tree, path, null);
  return trail && isFileMode(trail.mode) ? (trail.oids.at(-1) ?? null) : null;
}

function changesOf(reader: ObjectReader, commit: Oid): TreeChange[] {
  const { tree, parents } = reader.commit(commit);
  const [parent] = parents;
  const changes: TreeChange[] = [];
  const before = parent === undefined ? null : reader.commit(parent).tree;
  diffTrees(reader, { before, after: tree }, (change) => changes.push(change));
  return changes;
}

async function uncommitted(
  job: BlameJob,
  text: Pick<Uncommitted, 'data' | 'mergeHeads'>,
  cancel: Cancel,
): Promise<Uncommitted> {
  const entries = await readIndex(job.repository, cancel);
  const own = entries.find(({ path }) => path === job.path);
  // Conflicts of other paths are left out; the path's own entry stands for all its stages.
  const pace = new Pace(cancel, POLL_ENTRIES);
  const index = entries.filter((entry) => {
    pace.did(1);
    return entry === own || (entry.stage === 0 && entry.path !== job.path);
  });
  return { ...text, mode: own?.mode ?? DEFAULT_MODE, index };
}

/** Entries of the index between two polls. */
const POLL_ENTRIES = 1 << 13;

const nothing = new Uint8Array();

/** Only these can change on the way into git once a text is UTF-8: carriage returns and expanded ids. */
const CONVERTIBLE = ['\r', '$Id:'].map((text) => Buffer.from(text));

async function asStored(
  { repository, path }: { readonly repository: Repository; readonly path: string },
  context: Context,
  content: SharedText,
): Promise<StoredText> {
  const { cancel } = context.reader;
  const { buffer, byteOffset, length } = content.convertible ? bytesOfText(content, { cancel }) : nothing;
  const bytes = Buffer.from(buffer, byteOffset, length);
  if (!CONVERTIBLE.some((wanted) => includesInSlices(bytes, wanted, cancel)))
    return { data: content, files: [] };
  const source = await attributeSource(repository, context);
  const { data } = await convertToGit(source, path, bytes);
  // What the index has stands in for attributes that the work tree lacks, and for the line ends a file has.
  const files = [...source.config.files, ...attributeFiles(source, path), join(repository.gitDir, 'index')];
  return { data: data === bytes ? content : textOf(data), files };
}

async function conversion(job: BlameJob, context: Context & ConversionContext): Promise<Conversion | null> {
  if (job.textconv === null) return null;
  const source = await attributeSource(job.repository, context);
  const runner = jobTextconv(source, context);
  return runner && { ofStored: runner.ofStored, onDisk: () => textOnDisk(runner, source, job.path) };
}

async function optionsOf(
  repository: Repository,
  { reader, environment }: Context,
  asked: AskedOptions,
): Promise<ResolvedOptions> {
  const source = { ...(await revisionSource(repository, reader, environment)), environment };
  if (asked.revsFile === undefined) return resolveOptions({ ...source, grafts: null }, asked);
  const grafts = await loadGraftFile(asked.revsFile, atTop(source, asked.revsFile));
  const grafted = openGrafted(repository, grafts, reader.cancel);
  try {
    return await resolveOptions({ ...source, reader: grafted, grafts }, asked);
  } finally {
    grafted.close();
  }
}

interface Context {
  readonly reader: ObjectReader;
  readonly environment: Environment;
}

async function attributeSource(
  repository: Repository,
  { reader, environment }: Context,
): Promise<AttributeSource> {
  const config = await loadConfig(repository, environment, reader.cancel);
  const index = await readIndex(repository, reader.cancel);
  return { repository, config, index, reader, systemFile: systemAttributesFile(environment) };
}

async function revisionSource(
  repository: Repository,
  reader: ObjectReader,
  environment: Environment,
): Promise<RevisionSource & { readonly config: Config }> {
  const config = await loadConfig(repository, environment, reader.cancel);
  return { repository, reader, config, now: Math.floor(Date.now() / 1000) };
}

/** The content a revision like `HEAD:.mailmap` names; null when it names no blob. */
async function readBlob(source: RevisionSource, revision: string): Promise<Uint8Array | null> {
  const object = source.reader.object((await findObject(source, revision)) ?? '');
  return object?.type === 'blob' ? object.data : null;
}

async function readMailmap(
  repository: Repository,
  { reader, environment }: Context,
): Promise<{ readonly config: Config; readonly mailmap: Mailmap }> {
  const source = await revisionSource(repository, reader, environment);
  const { config } = source;
  const reading = { readBlob: (name: string) => readBlob(source, name), cancel: reader.cancel };
  return { config, mailmap: await loadMailmap(repository, config, reading) };
}

function commitTexts(reader: ObjectReader, mailmap: Mailmap): (commit: Oid) => CommitContent {
  return (commit) => {
    const { author, committer, summary, message } = parseCommitText(reader.data(commit, 'commit'), 'UTF-8');
    return {
      author: decodePerson(mapPerson(mailmap, author)),
      committer: decodePerson(mapPerson(mailmap, committer)),
      summary: summary === null ? `(${commit})` : bytesToText(summary),
      message: bytesToText(message),
    };
  };
}
