/** Tells when the commands that make text of a file may have become others. */

import { fsPathOf } from '../../git/repositoryPath.ts';
import type { ConfiguredTextconv } from '../../worker/messages.ts';
import type { Place } from './workspace.ts';

/** Changes with the commands, and with the attributes that choose among them for the path; not with what a command does. */
export async function textconvStamp(
  { repository, path, textconv }: Place & { readonly textconv: ConfiguredTextconv },
  stampOf: (files: readonly string[]) => Promise<string>,
): Promise<string> {
  const directories = path.split('/').map((_, depth, names) => names.slice(0, depth));
  const inTree = directories.map((names) =>
    fsPathOf(repository, [...names, '.gitattributes'].join('/')).toString(),
  );
  return `${textconv.commands} ${await stampOf([...textconv.attributeFiles, ...inTree])}`;
}
