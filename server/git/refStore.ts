/**
 * The file system that isomorphic-git sees when it reads one reference: it opens the files that can hold the reference
 * and no other, knows about linked worktrees, links and odd bytes in names, and limits sizes. Writing is refused.
 */
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { PromiseFsClient } from 'isomorphic-git';
import type { Cancel } from '../base/cancel.ts';
import { eachLine } from '../base/eachLine.ts';
import { readSmallFile, readSmallText } from './files.ts';
import { type RefPlace, refPlace } from './refName.ts';
import type { Repository } from './repository.ts';

const maxRefBytes = 64 * 1024;
/** Some four million references. */
const maxPackedRefsBytes = 512 * 1024 * 1024;

/**
 * What a reference of exactly this name holds: an id in hex or `ref: ` and a name, unchecked. Null when there is none.
 * The name must have passed `isRefName`.
 */
export async function readRawRef(repository: Repository, name: string): Promise<string | null> {
  // isomorphic-git would take such a name for the answer.
  if (/^[0-9a-f]{40}$/.test(name)) return null;
  const loose = await readLoose(repository, name);
  const packed = loose === null ? await readPackedLine(repository, name) : null;
  if (loose === null && packed === null) return null;
  const [, plain] = loose === null ? plainLine(packed, name) : (plainRef.exec(loose) ?? []);
  if (plain !== undefined) return plain;
  // Loading it takes longer than many a blame.
  const { default: git } = await import('isomorphic-git');
  try {
    // Depth 1: what the reference holds, not what that leads to.
    return await git.resolveRef({
      fs: fileSystem({ [name]: loose, 'packed-refs': packed }),
      gitdir,
      ref: name,
      depth: 1,
    });
  } catch (error) {
    if (error instanceof git.Errors.NotFoundError) return null;
    throw error;
  }
}

/** A file as git writes it. */
const plainRef = /^([0-9a-f]{40}|ref: refs\/[\w./+-]+)\n$/;

/** The id in a line of `packed-refs` as git writes it, when that is what the line is; after a `git gc` all references are there. */
function plainLine(line: string | null, name: string): readonly (string | undefined)[] {
  const match = /^([0-9a-f]{40}) (.*)\n$/s.exec(line ?? '');
  return match?.[2] === name ? match : [];
}

/** Every packed reference below a prefix: name (latin1 bytes) to id, or to whatever stands there. */
export async function readPackedRefs(
  repository: Repository,
  prefix: string,
  cancel: Cancel,
): Promise<Map<string, string>> {
  const text = await readSmallFile(join(repository.commonDir, 'packed-refs'), maxPackedRefsBytes);
  const refs = new Map<string, string>();
  if (text === null) return refs;
  eachLine(text, cancel, (line) => {
    const [, oid = '', name = ''] = /^([0-9a-f]+) ([^\r]+)(?:\r|$)/.exec(line) ?? [];
    if (name.startsWith(prefix) && name !== '') refs.set(name, oid);
  });
  return refs;
}

/** The file a reference would have of its own. */
export function looseRefPath(repository: Repository, name: string): Buffer {
  return pathBelow(repository, refPlace(name));
}

/** The file that a reference's log would have. */
export function reflogPath(repository: Repository, name: string): Buffer {
  const { shared, file } = refPlace(name);
  const other = /^(worktrees\/[^/]+\/)(.*)$/s.exec(file);
  return pathBelow(repository, { shared, file: other ? `${other[1]}logs/${other[2]}` : `logs/${file}` });
}

function pathBelow(repository: Repository, { shared, file }: RefPlace): Buffer {
  const directory = shared ? repository.commonDir : repository.gitDir;
  return Buffer.concat([Buffer.from(join(directory, '/')), Buffer.from(file, 'latin1')]);
}

/** A symbolic link to `refs/...` is a symbolic reference, an old form of it. */
async function readLoose(repository: Repository, name: string): Promise<string | null> {
  const path = looseRefPath(repository, name);
  // Hardly any is one: both are looked at together.
  const content = readSmallText(path, maxRefBytes);
  content.catch(() => undefined);
  const target = await readlink(path, { encoding: 'latin1' }).catch(() => null);
  return target?.startsWith('refs/') ? `ref: ${target}` : content;
}

/** The one line of `packed-refs` that is about the name: the file may hold very many. */
async function readPackedLine(repository: Repository, name: string): Promise<string | null> {
  const data = await readSmallFile(join(repository.commonDir, 'packed-refs'), maxPackedRefsBytes);
  if (data === null) return null;
  const wanted = Buffer.from(` ${name}\n`, 'latin1');
  const at = data.indexOf(wanted);
  if (at < 0) return null;
  const start = data.lastIndexOf('\n', at) + 1;
  return data.toString('latin1', start, at + wanted.length);
}

/** Where isomorphic-git believes the repository to be. */
const gitdir = 'git';

/** Nothing but reading is there; isomorphic-git wants to find the other functions all the same. */
function fileSystem(files: Readonly<Record<string, string | null>>): PromiseFsClient {
  const refuse = async (): Promise<never> => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  };
  return {
    promises: {
      readFile: async (path: string) => files[path.slice(gitdir.length + 1)] ?? refuse(),
      writeFile: refuse,
      unlink: refuse,
      readdir: refuse,
      mkdir: refuse,
      rmdir: refuse,
      stat: refuse,
      lstat: refuse,
      readlink: refuse,
      symlink: refuse,
    },
  };
}
