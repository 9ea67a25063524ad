/** The `blame` command: the engine as a drop-in for `git blame`. */

import { finalText } from '../blame/finalText.ts';
import { parseRanges } from '../blame/lineRange.ts';
import { readFinalText } from '../blame/run.ts';
import type { BlameOptions } from '../blame/types.ts';
import { loadMailmap } from '../git/mailmap.ts';
import { openReader } from '../git/reader.ts';
import { argumentPath } from '../git/repositoryPath.ts';
import { findObject } from '../git/revision.ts';
import type { RevisionSource } from '../git/revisionName.ts';
import type { DescribeCommit } from './annotated.ts';
import { type CommandName, parseArguments } from './arguments.ts';
import { checkedConfig } from './checkConfig.ts';
import { commitDescriber, type Pseudo } from './describeCommits.ts';
import { engineOptions, outputEncoding } from './engineOptions.ts';
import { describeFailure, Fatal } from './faults.ts';
import { sessionFunctionRule } from './functionRule.ts';
import { loadIgnoreRevs } from './ignoreRevs.ts';
import { findRepository } from './openRepository.ts';
import { UsageError } from './optionParser.ts';
import { print } from './print.ts';
import { isForPrograms } from './progress.ts';
import { readerOptions } from './readerOptions.ts';
import type { CommandIo, Session } from './session.ts';
import { findTarget, namedRevisions } from './target.ts';
import { sessionTextconv } from './textconv.ts';
import { traceCommand } from './trace2.ts';
import { type Question, splitWords } from './words.ts';

/**
 * Runs `blame` or `annotate` with its arguments (the command's word left out) and returns the exit code: 0, 128 for
 * what git calls fatal, 129 for wrong usage. Standard output is byte for byte git's, but for the list of options.
 */
export async function runBlameCommand(
  argv: readonly string[],
  io: CommandIo,
  command: CommandName = 'blame',
): Promise<number> {
  const traceEnd = traceCommand(io, ['git', command, ...argv]);
  const exitCode = await exitCodeOf(argv, io, command);
  traceEnd(exitCode);
  return exitCode;
}

async function exitCodeOf(argv: readonly string[], io: CommandIo, command: CommandName): Promise<number> {
  try {
    await run(argv, io, command);
    return 0;
  } catch (error) {
    const failure = describeFailure(error, command);
    if (failure === null) throw error;
    io.stderr(failure.message);
    io.stdout(Buffer.from(failure.answer));
    return failure.exitCode;
  }
}

async function run(argv: readonly string[], io: CommandIo, command: CommandName): Promise<void> {
  // Help is given anywhere; everything else, wrong usage too, is said of a repository.
  if (argv.length === 1 && isHelp(argv[0])) throw new UsageError('', 'stdout');
  const repository = await findRepository(io);
  const config = await checkedConfig({ io, repository });
  const { args, words } = parseArguments(argv, command);
  if (args.progress === true && isForPrograms(args))
    throw new Fatal("--progress can't be used with --incremental or porcelain formats");
  const reader = openReader(repository, await readerOptions({ io, args, repository, config }));
  try {
    const now = Math.floor(io.now() / 1000);
    const source = { repository, reader, config, now };
    const session: Session = { io, args, repository, config, reader, source };
    const exists = (word: string) => isObject(source, word);
    const [only, second] = words.words;
    if (
      repository.workTree === null &&
      only !== undefined &&
      second === undefined &&
      words.beforeDashes === null
    ) {
      if (await exists(only)) throw new Fatal('missing <path> to blame');
    }
    await answer(session, await splitWords(words, exists));
  } finally {
    reader.close();
  }
}

/** How git tells a revision after the path from another word: ranges are none. */
async function isObject(source: RevisionSource, word: string): Promise<boolean> {
  const oid = await findObject(source, word);
  return oid !== null && source.reader.header(oid) !== null;
}

function isHelp(word: string | undefined): boolean {
  return word === '-h' || word === '--help-all';
}

async function answer(session: Session, question: Question): Promise<void> {
  const { io, args, repository, reader } = session;
  const path = await argumentPath(repository, io.cwd, question.path);
  if (path === null) {
    const top = repository.workTree ?? `${repository.gitDir}/.`;
    throw new Fatal(`'${question.path}' is outside repository at '${top}'`);
  }
  const named = await namedRevisions(session, question.revisions);
  const ignoreRevs = await loadIgnoreRevs(session);
  const textconv = await sessionTextconv(session);
  const { target, pseudo, limits } = await findTarget({ ...session, textconv }, path, named);
  const text = finalText(readFinalText(reader, target, textconv?.ofStored));
  const ranges =
    args.ranges.length === 0
      ? null
      : parseRanges(args.ranges, { text, path, isFunctionLine: await sessionFunctionRule(session, path) });
  const options: BlameOptions = {
    ...engineOptions(session),
    ...limits,
    ignoreRevs,
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
    mailmap: await loadMailmap(repository, config, { readBlob }),
    encoding: outputEncoding(session),
    pseudo,
  });
}
