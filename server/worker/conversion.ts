/** What a job's files become text with: the commands of the configuration, where the user wants them run. */
import { lstatSync } from 'node:fs';
import type { AttributeSource } from '../git/attributes.ts';
import type { Environment } from '../git/config.ts';
import { bytesToText } from '../git/files.ts';
import { fsPathOf } from '../git/repositoryPath.ts';
import { type TextconvRunner, textconvRunner } from '../textconv/textconv.ts';

/** The thread that waits for a command hears of nothing else meanwhile, a cancellation included. */
const COMMAND_MILLISECONDS = 10_000;
const REGULAR = 0o100644;

/** Null where nothing is to be run. */
export function jobTextconv(source: AttributeSource, environment: Environment): TextconvRunner | null {
  return textconvRunner({
    source,
    environment,
    cwd: source.repository.gitDir,
    stdio: 'ignore',
    milliseconds: COMMAND_MILLISECONDS,
    // The error that follows names the command.
    complain: () => undefined,
  });
}

/** The text of a work tree's file; null where its content is the text, as that of links always is. */
export function textOnDisk(
  { ofFile }: TextconvRunner,
  { repository }: Pick<AttributeSource, 'repository'>,
  path: string,
): Uint8Array | null {
  const status = lstatSync(fsPathOf(repository, path), { throwIfNoEntry: false });
  return status?.isFile() ? ofFile(bytesToText(path), REGULAR) : null;
}
