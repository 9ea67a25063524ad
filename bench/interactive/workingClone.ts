/** A clone to work in, and commits made on top of it faster than by hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../git.ts';

/** Shares objects; only what HEAD reaches is told to git, so that both sides look at the same commits. */
export function cloneForWork(original: string, place: string, directory: string): void {
  git(place, ['clone', '--quiet', '--shared', '--single-branch', '--no-tags', original, directory]);
  for (const name of ['user.name', 'user.email']) git(directory, ['config', name, 'x@example.com']);
}

/** Puts commits on top of HEAD, as branch `made`: each changes a line of one of the paths in turn. */
export function commitsOnTop(
  directory: string,
  { count, paths }: { readonly count: number; readonly paths: readonly string[] },
): void {
  const texts = new Map(
    paths.map((path) => [path, readFileSync(join(directory, path), 'latin1').split('\n')]),
  );
  const now = Number(git(directory, ['log', '-1', '--format=%ct']));
  const stream = ['reset refs/heads/made\n', `from ${git(directory, ['rev-parse', 'HEAD'])}\n\n`];
  for (let number = 0; number < count; number++) {
    const path = paths[number % paths.length] ?? '';
    const lines = texts.get(path) ?? [];
    const at = (number * 37) % Math.max(1, lines.length - 1);
    lines[at] = `${lines[at] ?? ''} ${number}`;
    const text = lines.join('\n');
    const when = `Maker <maker@example.com> ${now + 60 * (number + 1)} +0000`;
    stream.push(`commit refs/heads/made\ncommitter ${when}\ndata 4\nmade\n`);
    stream.push(`M 100644 inline ${path}\ndata ${text.length}\n${text}\n`);
  }
  git(directory, ['fast-import', '--quiet', '--force'], Buffer.from(stream.join(''), 'latin1'));
}
