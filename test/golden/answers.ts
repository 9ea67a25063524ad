/** The recorded answers of real git: how they are asked for, written down and read back. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from '../support/gitRepository.ts';
import type { Scenario } from './scenario.ts';

export interface Answer {
  readonly status: number;
  /** Bytes as latin1, cut after each newline. */
  readonly stdout: readonly string[];
  readonly stderr: string;
}

interface Recording {
  readonly shows: string;
  /** What `git --version` said. */
  readonly recordedBy: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

const folder = join(import.meta.dirname, 'expected');

/** The key of a question in a recording: the command line it stands for. */
export function commandLine(ask: readonly string[]): string {
  return ['blame', ...ask.map((word) => (/^[\w./=,^~@+-]+$/.test(word) ? word : JSON.stringify(word)))].join(
    ' ',
  );
}

/** Puts what a run printed into the form of a recording; `directory` is where it ran. */
export function answer(directory: string, status: number, stdout: Uint8Array, stderr: string): Answer {
  const text = Buffer.from(stdout).toString('latin1');
  return {
    status,
    stdout: text.match(/[^\n]*\n|[^\n]+$/g) ?? [],
    stderr: complaint(status, stderr, directory),
  };
}

/** Asks the git binary. */
export function askGit(directory: string, ask: readonly string[]): Answer {
  // The same clock as `runBlame` has, for dates relative to now.
  const environment = { GIT_TEST_DATE_NOW: '1800000000' };
  const { status, stdout, stderr } = runGit(directory, ['blame', ...ask], { environment });
  return answer(directory, status, stdout, stderr);
}

/** Reads a scenario's answers; throws when they were never recorded. */
export function readAnswers(scenario: Scenario): Recording['answers'] {
  const file = join(folder, `${scenario.name}.json`);
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run golden:record"`);
  return (JSON.parse(readFileSync(file, 'utf8')) as Recording).answers;
}

/** Replaces a scenario's recorded answers by those of git on the repository in `directory`. */
export function recordAnswers(scenario: Scenario, directory: string): void {
  const answers = Object.fromEntries(scenario.asks.map((ask) => [commandLine(ask), askGit(directory, ask)]));
  const recordedBy = runGit(directory, ['--version']).stdout.toString().trim();
  const recording: Recording = { shows: scenario.shows, recordedBy, answers };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${scenario.name}.json`), `${JSON.stringify(recording, null, 1)}\n`);
}

/** A colour, the marks of boundaries and ignored commits, and the id at the start of a line for people. */
const shortId = new RegExp(`^(${String.fromCharCode(27)}\\[\\d*m)?([?*^]*)([0-9a-f]{4,39})(?=[ \\t])`);

/** The same answer with other object ids: for a history that was stored with another hash. */
export function withIds(recorded: Answer, ids: ReadonlyMap<string, string>): Answer {
  const known = [...ids];
  const inFull = (text: string) => text.replace(/\b[0-9a-f]{40}\b/g, (id) => ids.get(id) ?? id);
  const shortened = (line: string) =>
    line.replace(shortId, (all, colour = '', marks: string, prefix: string) => {
      const id = known.find(([old]) => old.startsWith(prefix))?.[1];
      return id === undefined ? all : colour + marks + id.slice(0, prefix.length);
    });
  return {
    ...recorded,
    stdout: recorded.stdout.map((line) => shortened(inFull(line))),
    stderr: inFull(recorded.stderr),
  };
}

/** Of a usage error only the complaint counts: the list of options below it is git's own text. */
function complaint(status: number, stderr: string, directory: string): string {
  const text = stderr.replaceAll(directory, '<repository>');
  return status === 129 ? (/^error: .*\n/.exec(text)?.[0] ?? '') : text;
}
