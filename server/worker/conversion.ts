/** What a job's files become text with: the commands of the configuration, where the user wants them run. */
import { lstatSync } from 'node:fs';
import type { Cancel } from '../base/cancel.ts';
import type { AttributeSource } from '../git/attributes.ts';
import type { Environment } from '../git/config.ts';
import { bytesToText } from '../git/files.ts';
import { fsPathOf } from '../git/repositoryPath.ts';
import {
  type Command,
  type CommandEnding,
  type TextconvRunner,
  textconvRunner,
} from '../textconv/textconv.ts';

const REGULAR = 0o100644;

export interface ConversionContext {
  readonly environment: Environment;
  /** Runs a command; throws when it is given up. */
  readonly execute: (command: Command, cancel: Cancel) => CommandEnding;
}

/** Null where nothing is to be run. */
export function jobTextconv(
  source: AttributeSource,
  { environment, execute }: ConversionContext,
): TextconvRunner | null {
  return textconvRunner({
    source,
    environment,
    cwd: source.repository.gitDir,
    execute: (command) => execute(command, source.reader.cancel),
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
