/** From options as a user asks for them to options as the engine takes them, with what the repository has to say. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Cancelled } from '../base/cancel.ts';
import { configuredOptions } from '../blame/configuredOptions.ts';
import { startBackward, startForward } from '../blame/startingPoint.ts';
import { type BlameOptions, defaultOptions } from '../blame/types.ts';
import { approximateDate } from '../git/approximateDate.ts';
import type { Config, Environment } from '../git/config.ts';
import { fileUnder } from '../git/configValue.ts';
import { hasTextconv } from '../git/diffDriver.ts';
import { GitError } from '../git/errors.ts';
import { readSmallFile, readSmallText, readUnlessLink } from '../git/files.ts';
import { configuredIgnoreRevsFiles, parseIgnoreRevs } from '../git/ignoreRevsFile.ts';
import { type MailmapPlaces, mailmapPlaces } from '../git/mailmap.ts';
import { overrideFiles } from '../git/objectStamp.ts';
import { isOid, type Oid } from '../git/oid.ts';
import { readHead } from '../git/refs.ts';
import { findObject, resolveRevision } from '../git/revision.ts';
import { parseRevisionArguments } from '../git/revisionArguments.ts';
import type { RevisionSource } from '../git/revisionName.ts';
import { graftWarnings } from './graftFile.ts';
import type { AskedOptions, ConfiguredTextconv, GraftFile, ResolvedOptions } from './messages.ts';
import { userIdentity } from './userIdentity.ts';

/** Where the answers come from. */
export interface OptionSource extends RevisionSource {
  readonly config: Config;
  readonly environment: Environment;
  /** What `reader` takes for parents beside what the repository says. */
  readonly grafts: GraftFile | null;
}

const MOVE_SCORE = 20;
const COPY_SCORE = 40;
const MINUTE = 60;
/** Largest list or mailmap that is read. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * What is not asked for is as the repository's configuration has it, else git's default. Throws GitError: 'badRevision'
 * for a revision, a date or a list of commits that can't be understood, 'noSuchPath' for a list that can't be read.
 */
export async function resolveOptions(source: OptionSource, asked: AskedOptions): Promise<ResolvedOptions> {
  const span = await spanOf(source, asked);
  const ignored = await ignoredCommits(source, asked);
  const since = asked.since === undefined ? null : sinceOf(asked.since, source.now);
  const configured = configuredOptions(source.config);
  const copies = asked.detectCopies ?? 0;
  const options: BlameOptions = {
    ...defaultOptions,
    ignoreWhitespace: asked.ignoreWhitespace ?? false,
    diffAlgorithm: asked.diffAlgorithm ?? configured.diffAlgorithm,
    indentHeuristic: asked.indentHeuristic ?? configured.indentHeuristic,
    firstParent: asked.firstParent ?? false,
    showRoot: asked.root ?? configured.showRoot,
    followRenames: asked.followRenames ?? true,
    moveScore: moveScoreOf(asked.detectMoves ?? false, copies),
    detectCopies: copies,
    copyScore: asked.copyScore ?? COPY_SCORE,
    ignoreRevs: ignored.commits,
    exclude: span.exclude,
    reverseTo: span.reverseTo,
    since: since?.seconds ?? null,
  };
  const mailmap = mailmapPlaces(source.repository, source.config);
  const fixed = span.fixed && ignored.fixed && (since?.fixed ?? true) && mailmap.blob === null;
  const { grafts } = source;
  const sources = {
    config: source.config.files,
    ignoreRevs: ignored.files,
    mailmap: [mailmap.top, mailmap.file].filter((file) => file !== null),
  };
  const files = [
    ...Object.values(sources).flat(),
    headOf(source),
    ...overrideFiles(source.repository),
    ...(grafts === null ? [] : [grafts.path]),
  ];
  return {
    options,
    start: span.start,
    mailmap: await mailmapDigest(source, mailmap),
    textconv: asked.textconv === true && hasTextconv(source.config) ? configuredTextconv(source) : null,
    grafts,
    lines: linesOf(asked),
    identity: await userIdentity(source),
    warnings: [
      ...ignored.warnings,
      ...(grafts === null ? [] : graftWarnings(source.repository, grafts, source.reader.cancel)),
    ],
    config: configDigest(source.config),
    overrides: source.reader.overrides,
    files: fixed ? [...new Set(files)] : null,
    sources,
  };
}

/** Conditions in the configuration may hang on the branch. */
function headOf({ repository }: OptionSource): string {
  return join(repository.gitDir, 'HEAD');
}

/** Copies are looked for after moves: asking for them asks for both. */
function moveScoreOf(asked: boolean | number, copies: number): number | null {
  if (typeof asked === 'number') return asked;
  return asked || copies > 0 ? MOVE_SCORE : null;
}

interface Span {
  /** Null: the text on top of HEAD. */
  readonly start: Oid | null;
  readonly exclude: readonly Oid[];
  readonly reverseTo: Oid | null;
  /** Whether the same words will always mean the same. */
  readonly fixed: boolean;
}

async function spanOf(source: OptionSource, { revision, ...asked }: AskedOptions): Promise<Span> {
  const reverse = asked.reverse ?? false;
  const words = typeof revision === 'string' ? [revision] : (revision ?? []);
  if (words.length === 0 && !reverse) return { start: null, exclude: [], reverseTo: null, fixed: true };
  const option = words.find((word) => word.startsWith('-'));
  if (option !== undefined) throw badRevision(`bad revision '${option}'`);
  const named = await parseRevisionArguments(source, words);
  if (!reverse) {
    const start = startBackward(named)?.oid ?? null;
    const fixed = words.every((word) => isOid(word.replace('^', ''), source.repository.objectFormat));
    return { start, exclude: named.negative.map(({ oid }) => oid), reverseTo: null, fixed };
  }
  const { start, end } = startForward(named, asked.firstParent ?? false);
  const reverseTo = end?.oid ?? (await readHead(source.repository)).commit;
  if (reverseTo === null) throw badRevision('no such ref: HEAD');
  return { start: start.oid, exclude: [], reverseTo, fixed: false };
}

interface IgnoredCommits {
  readonly commits: ReadonlySet<Oid>;
  readonly files: readonly string[];
  readonly warnings: readonly string[];
  readonly fixed: boolean;
}

/** From the configured files, the files asked for, the commits asked for; an empty name empties what came before. */
async function ignoredCommits(source: OptionSource, asked: AskedOptions): Promise<IgnoredCommits> {
  const commits = new Set<Oid>();
  const files: string[] = [];
  const warnings: string[] = [];
  if (asked.findIgnoreRevs === true && asked.ignoreRevsFile !== false) {
    const found = await foundCommits(source);
    for (const oid of found.commits) commits.add(oid);
    files.push(...found.files);
    warnings.push(...found.warnings);
  }
  for (const { name, mayBeMissing, configured } of ignoreRevsFiles(source.config, asked)) {
    if (name === '') {
      commits.clear();
      continue;
    }
    const path = atTop(source, name);
    files.push(path);
    const text = await readSmallText(path, MAX_FILE_BYTES);
    if (text !== null) for (const oid of idsOf(text, path, source)) commits.add(oid);
    else if (!configured) throw missingList(name, path);
    // One setting for all repositories must not take blame away from those without the file.
    else if (!mayBeMissing) warnings.push(`blame.ignoreRevsFile: could not open object name list: ${path}`);
  }
  for (const revision of asked.ignoreRevs ?? []) commits.add(await ignoredCommit(source, revision));
  const fixed = (asked.ignoreRevs ?? []).every((revision) => /^[0-9a-f]{40,64}$/.test(revision));
  return { commits, files, warnings, fixed };
}

/** The name that hosting sites and many projects have agreed on. */
const USUAL_LIST = '.git-blame-ignore-revs';

/** The commits of the list at the top of the work tree, which must not break blame whatever is in it; nor is a link followed. */
async function foundCommits(source: OptionSource): Promise<Omit<IgnoredCommits, 'fixed'>> {
  const { workTree } = source.repository;
  if (workTree === null) return { commits: new Set(), files: [], warnings: [] };
  const path = join(workTree, USUAL_LIST);
  try {
    const text = (await readUnlessLink(path, MAX_FILE_BYTES))?.toString('latin1') ?? '';
    return { commits: new Set(idsOf(text, path, source)), files: [path], warnings: [] };
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    const why = error instanceof Error ? error.message : String(error);
    return { commits: new Set(), files: [path], warnings: [`${why}; the list is left out`] };
  }
}

interface ListFile {
  readonly name: string;
  readonly mayBeMissing: boolean;
  readonly configured: boolean;
}

function ignoreRevsFiles(config: Config, { ignoreRevsFile }: AskedOptions): ListFile[] {
  if (ignoreRevsFile === false) return [];
  const asked = typeof ignoreRevsFile === 'string' ? [ignoreRevsFile] : (ignoreRevsFile ?? []);
  return [
    ...configuredIgnoreRevsFiles(config).map((file) => ({ ...file, configured: true })),
    ...asked.map((name) => ({ name, mayBeMissing: false, configured: false })),
  ];
}

function idsOf(text: string, path: string, { reader }: OptionSource): Oid[] {
  try {
    return parseIgnoreRevs(text, reader);
  } catch (error) {
    if (!(error instanceof GitError) || error.code !== 'badRevision') throw error;
    const hint = 'Each line of the list must be the full id of a commit; # begins a comment.';
    throw new GitError('badRevision', `${error.message} in ${path}`, { path, hint }, error);
  }
}

async function ignoredCommit(source: OptionSource, revision: string): Promise<Oid> {
  try {
    return await resolveRevision(source, revision);
  } catch (error) {
    throw new GitError('badRevision', `cannot find revision ${revision} to ignore`, {}, error);
  }
}

/** As git does it, from the top of the work tree; `~` is the home directory. */
export function atTop(
  { repository, environment }: Pick<OptionSource, 'repository' | 'environment'>,
  name: string,
): string {
  return fileUnder(repository.workTree ?? repository.gitDir, name, environment);
}

/** Whole minutes, so that a date like `2 weeks ago` means the same for a while. */
function sinceOf(text: string, now: number): { seconds: number; fixed: boolean } {
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const seconds = approximateDate(text, minute);
  if (seconds === null) throw badRevision(`since: not a date: ${text}`);
  const fixed = approximateDate(text, minute + 1_000_000 * MINUTE) === seconds;
  return { seconds, fixed };
}

/** Changes whenever what people are called has changed. */
async function mailmapDigest(source: OptionSource, { top, blob, file }: MailmapPlaces): Promise<string> {
  const texts = [
    top === null ? null : await readUnlessLink(top, MAX_FILE_BYTES),
    file === null ? null : await readSmallFile(file, MAX_FILE_BYTES),
  ];
  const hash = createHash('sha1');
  for (const text of texts) hash.update(text === null ? '-' : `${text.length}:`).update(text ?? '');
  if (blob !== null) hash.update((await findObject(source, blob)) ?? '-');
  return hash.digest('hex');
}

function configuredTextconv({ config, repository }: OptionSource): ConfiguredTextconv {
  const entries = config.entries.filter(({ key }) => key.startsWith('diff.') && key.endsWith('.textconv'));
  return {
    commands: JSON.stringify(entries.map(({ key, value }) => [key, value])),
    attributeFiles: [
      '/etc/gitattributes',
      config.path('core.attributesFile') ?? config.userFile('attributes'),
      join(repository.commonDir, 'info', 'attributes'),
    ],
  };
}

function linesOf({ lines }: AskedOptions): readonly string[] | null {
  const ranges = typeof lines === 'string' ? [lines] : (lines ?? []);
  return ranges.length === 0 ? null : ranges;
}

/** Sections that blame, diffs, and what is taken for the content of a file hang on. */
const sections = /^(blame|core|diff|extensions|filter|i18n|mailmap)\./;

function configDigest({ entries }: Config): string {
  const hash = createHash('sha1');
  for (const { key, value } of entries) if (sections.test(key)) hash.update(`${key}\0${value}\0`);
  return hash.digest('hex');
}

function missingList(name: string, path: string): GitError {
  return new GitError('noSuchPath', `could not open object name list: ${name}`, { path });
}

function badRevision(message: string): GitError {
  return new GitError('badRevision', message);
}
