/** HEAD of most repositories without waiting: two small files as git writes them, or one and a line of `packed-refs`. */
import { closeSync, constants, existsSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from './errors.ts';
import { errorCode } from './files.ts';
import { readTextSync } from './filesSync.ts';
import { isOid, type Oid } from './oid.ts';
import { isRefName } from './refName.ts';
import type { Head } from './refs.ts';
import type { Repository } from './repository.ts';

const MAX_REF = 4096;
/** Some fifteen thousand references; more are searched while others have their turn. */
const MAX_PACKED = 1 << 20;

/**
 * What `readHead` says, where HEAD and its branch are as git writes them; null where more has to be looked at: links, other formats,
 * a branch without commits, names that are not plain. Throws what the system says, and GitError 'tooLarge'.
 */
export function readPlainHead(repository: Repository): Head | null {
  if (repository.refFormat !== 'files' || repository.unknownFormat !== undefined) return null;
  const head = readFileText(`${repository.gitDir}/HEAD`);
  if (typeof head !== 'string') return null;
  const detached = plainOid(head, repository);
  if (detached !== null) return { commit: detached, branch: null };
  const branch = /^ref: (refs\/heads\/[\w./+-]+)\n$/.exec(head)?.[1];
  if (branch === undefined || !isRefName(branch)) return null;
  const loose = readFileText(`${repository.commonDir}/${branch}`);
  if (loose === null) return null;
  const commit = loose === undefined ? packedOid(repository, branch) : plainOid(loose, repository);
  return commit === null ? null : { commit, branch };
}

/**
 * Undefined when there is nothing of that name, null when it is a link; the system complains of what else is no file. Each keystroke asks:
 * whatever says what a file is makes an object of a kilobyte.
 */
function readFileText(path: string): string | null | undefined {
  if (!existsSync(path)) return lstatSync(path, { throwIfNoEntry: false }) && null;
  const handle = openUnlessLink(path);
  if (handle === null) return null;
  try {
    const size = readSync(handle, room, 0, room.length, 0);
    if (size > MAX_REF) throw new GitError('tooLarge', `${path} has more than ${MAX_REF} bytes`, { path });
    return room.toString('latin1', 0, size);
  } finally {
    closeSync(handle);
  }
}

const room = Buffer.alloc(MAX_REF + 1);

/** Null for a link; also where the system has no way to tell. */
function openUnlessLink(path: string): number | null {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  if (O_NOFOLLOW === undefined) return null;
  try {
    return openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch (error) {
    if (errorCode(error) === 'ELOOP') return null;
    throw error;
  }
}

function plainOid(text: string, { objectFormat }: Repository): Oid | null {
  if (!text.endsWith('\n')) return null;
  const oid = text.slice(0, -1);
  return isOid(oid, objectFormat) && !/^0+$/.test(oid) ? oid : null;
}

function packedOid(repository: Repository, name: string): Oid | null {
  const text = readTextSync(join(repository.commonDir, 'packed-refs'), MAX_PACKED) ?? '';
  const at = text.indexOf(` ${name}\n`);
  return at < 0 ? null : plainOid(`${text.slice(text.lastIndexOf('\n', at) + 1, at)}\n`, repository);
}
