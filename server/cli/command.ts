/** The `blame` command: the engine as a drop-in for `git blame`. */
import { readFinalText } from '../blame/run.ts';
import type { BlameOptions } from '../blame/types.ts';
import { loadConfig } from '../git/config.ts';
import { loadMailmap } from '../git/mailmap.ts';
import { openReader } from '../git/reader.ts';
import { discoverRepository, type Repository } from '../git/repository.ts';
import { argumentPath } from '../git/repositoryPath.ts';
import { findObject } from '../git/revision.ts';
import { isRevision } from '../git/revisionArguments.ts';
import { type DescribeCommit, finalText } from './annotated.ts';
import { parseArguments } from './arguments.ts';
import { checkConfig } from './checkConfig.ts';
import { commitDescriber, type Pseudo } from './describeCommits.ts';
import { engineOptions, outputEncoding } from './engineOptions.ts';
import { describeFailure, Fatal } from './faults.ts';
import { functionRule } from './functionRule.ts';
import { loadIgnoreRevs } from './ignoreRevs.ts';
import { parseRanges } from './lineRange.ts';
import { print } from './print.ts';
import { isForPrograms } from './progress.ts';
import { readerOptions } from './readerOptions.ts';
import type { CommandIo, Session } from './session.ts';
import { findTarget } from './target.ts';
import { textconvRunner } from './textconv.ts';
import { type Question, splitWords } from './words.ts';

/**
 * Runs `blame` with its arguments (the word `blame` left out) and returns the exit code: 0, 128 for what git calls
 * fatal, 129 for wrong usage. Standard output is byte for byte git's.
 */
export async function runBlameCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    await run(argv, io);
    return 0;
  } catch (error) {
    const failure = describeFailure(error);
    if (failure === null) throw error;
    io.stderr(failure.message);
    return failure.exitCode;
  }
}

async function run(argv: readonly string[], io: CommandIo): Promise<void> {
  const { args, words } = parseArguments(argv);
  const repository = await openRepository(io);
  const config = await loadConfig(repository, io.environment);
  checkConfig({ io, config, repository });
  if (args.progress === true && isForPrograms(args))
    throw new Fatal("--progress can't be used with --incremental or porcelain formats");
  const reader = openReader(repository, await readerOptions({ io, args, repository, config }));
  try {
    const now = Math.floor(io.now() / 1000);
    const source = { repository, reader, config, now };
    const session: Session = { io, args, repository, config, reader, source };
    await answer(session, await splitWords(words, (word) => isRevision(source, word)));
  } finally {
    reader.close();
  }
}

async function openRepository({ cwd, environment }: CommandIo): Promise<Repository> {
  const repository = await discoverRepository(cwd, {
    ...(environment['GIT_DIR'] === undefined ? {} : { gitDir: environment['GIT_DIR'] }),
    ...(environment['GIT_WORK_TREE'] === undefined ? {} : { workTree: environment['GIT_WORK_TREE'] }),
    ceilingDirectories: (environment['GIT_CEILING_DIRECTORIES'] ?? '')
      .split(':')
      .filter((path) => path !== ''),
  });
  if (repository === null) throw new Fatal('not a git repository (or any of the parent directories): .git');
  return repository;
}

async function answer(session: Session, question: Question): Promise<void> {
  const { io, args, repository, reader } = session;
  const path = await argumentPath(repository, io.cwd, question.path);
  if (path === null) {
    const top = repository.workTree ?? `${repository.gitDir}/.`;
    throw new Fatal(`'${question.path}' is outside repository at '${top}'`);
  }
  const textconv = await textconvRunner(session);
  const { target, pseudo, limits } = await findTarget({ ...session, textconv }, path, question.revisions);
  const text = finalText(readFinalText(reader, target, textconv?.ofStored));
  const ranges =
    args.ranges.length === 0
      ? null
      : parseRanges(args.ranges, { text, path, isFunctionLine: await functionRule(session, path) });
  const options: BlameOptions = {
    ...engineOptions(session),
    ...limits,
    ignoreRevs: await loadIgnoreRevs(session),
  };
  const describe = await describer(session, pseudo);
  print({
    session,
    target: { ...target, ranges },
    options,
    describe,
    text,
    textconv: textconv?.ofStored ?? null,
  });
}

async function describer(session: Session, pseudo: Pseudo | null): Promise<DescribeCommit> {
  const { repository, config, reader, source } = session;
  const readBlob = async (revision: string): Promise<Uint8Array | null> => {
    const oid = await findObject(source, revision);
    const object = oid === null ? null : reader.object(oid);
    return object?.type === 'blob' ? object.data : null;
  };
  return commitDescriber(reader, {
    mailmap: await loadMailmap(repository, config, readBlob),
    encoding: outputEncoding(session),
    pseudo,
  });
}
