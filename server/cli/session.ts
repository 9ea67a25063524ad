/** What the parts of the command share: the outside world, the arguments, the repository. */
import type { Config } from '../git/config.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { RevisionSource } from '../git/revisionName.ts';
import type { BlameArguments } from './arguments.ts';

/** The world outside the command; every effect goes through here. */
export interface CommandIo {
  /** The caller's directory. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (text: string) => void;
  /** All of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs the git program with standard input; false when it fails or there is none. Undefined: never to be run. */
  readonly runGit?: (args: readonly string[], input: string) => boolean;
  /** Whether standard output is a terminal. */
  readonly terminal: boolean;
  /** What an index knows of a repository's history; null when there is none. */
  readonly history: (repository: Repository, reader: ObjectReader) => PathHistory | null;
  /** Whether standard error is one: then progress is shown. */
  readonly errorTerminal: boolean;
}

/** Everything that does not depend on the question. */
export interface Session {
  readonly io: CommandIo;
  readonly args: BlameArguments;
  readonly repository: Repository;
  readonly config: Config;
  readonly reader: ObjectReader;
  /** Where revisions are looked up. */
  readonly source: RevisionSource;
}
