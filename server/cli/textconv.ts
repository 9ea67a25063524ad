/** Runs the commands that the configuration names for making text of files (`diff.<driver>.textconv`). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredFile, Textconv } from '../blame/types.ts';
import type { AttributeSource } from '../git/attributes.ts';
import { hasTextconv, textconvOf } from '../git/diffDriver.ts';
import { attributeSource } from './attributeSource.ts';
import { Fatal, systemReason } from './faults.ts';
import type { Session } from './session.ts';

/** What can be converted: files of commits, and files on disk by their name. */
export interface TextconvRunner {
  readonly ofStored: Textconv;
  /** A regular file; `name` is as the command gets it, relative to the top of the work tree. */
  readonly ofFile: (name: string, mode: number) => Uint8Array | null;
}

const MAX_TEXT_BYTES = 1 << 30;

/**
 * Null where nothing is to be run: `--no-textconv`, no command configured, or a repository of another user, whose
 * configuration may name anything. Attributes say which file has which driver, the user's configuration alone says
 * which command that is.
 */
export async function textconvRunner(session: Session): Promise<TextconvRunner | null> {
  if (!session.args.textconv || !hasTextconv(session.config) || !isOwn(session)) return null;
  const source = await attributeSource(session);
  return {
    ofStored: (file) => convertStored(session, source, file),
    ofFile: (name, mode) => {
      const command = textconvOf(source, Buffer.from(name).toString('latin1'), mode);
      return command === null ? null : run(session, command, name);
    },
  };
}

function isOwn({ repository }: Session): boolean {
  return process.getuid === undefined || statSync(repository.gitDir).uid === process.getuid();
}

/** The command gets a copy, whose name ends like the file's own. */
function convertStored(
  session: Session,
  source: AttributeSource,
  { path, mode, data }: StoredFile,
): Uint8Array | null {
  const command = textconvOf(source, path, mode);
  if (command === null) return null;
  const directory = mkdtempSync(join(tmpdir(), 'blame-blob-'));
  try {
    const copy = Buffer.from(join(directory, path.slice(path.lastIndexOf('/') + 1)), 'latin1');
    writeFileSync(copy, data);
    return run(session, command, copy.toString());
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** As git does it: through the shell where the command holds characters that mean something to it, the name last. */
function run({ repository, io }: Session, command: string, name: string): Uint8Array {
  const needsShell = /[|&;<>()$`\\"' \t\n*?[#~=%]/.test(command);
  const words = needsShell ? ['sh', '-c', `${command} "$@"`, command, name] : [command, name];
  const { status, stdout, error } = spawnSync(words[0] as string, words.slice(1), {
    cwd: repository.workTree ?? io.cwd,
    env: { ...io.environment },
    maxBuffer: MAX_TEXT_BYTES,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  if (error !== undefined) {
    const what = command.includes('/') ? `fatal: cannot exec '${command}'` : `error: cannot run ${command}`;
    io.stderr(`${what}: ${systemReason(error)}\n`);
  }
  if (status !== 0) throw new Fatal('unable to read files to diff');
  return stdout;
}
