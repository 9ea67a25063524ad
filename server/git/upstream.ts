/** Where a branch pulls from and pushes to: the remote-tracking reference that `@{upstream}` and `@{push}` stand for. */
import type { Config } from './config.ts';
import { bytesToText, textToBytes } from './files.ts';

/**
 * The full name of the reference (latin1 bytes) that follows the branch's upstream; null when none is configured.
 * `branch` is the branch's full name.
 */
export function upstreamOf(config: Config, branch: string): string | null {
  const name = branchName(branch);
  if (name === null) return null;
  const remote = config.get(`branch.${name}.remote`);
  const merge = config.get(`branch.${name}.merge`);
  if (remote === null || merge === null) return null;
  return remote === '.' ? textToBytes(merge) : tracking(config, remote, merge);
}

/** The same for the place the branch would be pushed to by `git push` without arguments. */
export function pushOf(config: Config, branch: string): string | null {
  const name = branchName(branch);
  if (name === null) return null;
  const pull = config.get(`branch.${name}.remote`);
  const remote =
    config.get(`branch.${name}.pushRemote`) ?? config.get('remote.pushDefault') ?? pull ?? 'origin';
  const full = bytesToText(branch);
  const pushes = config.getAll(`remote.${remote}.push`);
  if (pushes.length > 0) {
    const target = mapThrough(pushes, full);
    return target === null ? null : tracking(config, remote, target);
  }
  if (config.bool(`remote.${remote}.mirror`) === true) return tracking(config, remote, full);
  const upstream = upstreamOf(config, branch);
  switch (config.get('push.default') ?? 'simple') {
    case 'nothing':
      return null;
    case 'upstream':
    case 'tracking':
      return upstream;
    case 'simple': {
      const current = tracking(config, remote, full);
      return upstream === current ? current : null;
    }
    default:
      return tracking(config, remote, full);
  }
}

function branchName(branch: string): string | null {
  const name = /^refs\/heads\/(.*)$/s.exec(branch)?.[1];
  return name === undefined ? null : bytesToText(name);
}

/** The local reference that `git fetch` stores a remote's reference in. */
function tracking(config: Config, remote: string, name: string): string | null {
  const target = mapThrough(config.getAll(`remote.${remote}.fetch`), name);
  return target === null ? null : textToBytes(target);
}

/** The right side of the first `[+]left:right` whose left side fits the name; `*` stands for the same on both. */
function mapThrough(specs: readonly string[], name: string): string | null {
  for (const spec of specs) {
    const [, left = '', right] = /^\+?([^:^]*)(?::(.*))?$/s.exec(spec) ?? [];
    const target = right === undefined || right === '' ? left : right;
    const star = left.indexOf('*');
    if (left === '' || (star < 0 && left !== name)) continue;
    if (star < 0) return target;
    const tail = left.slice(star + 1);
    const fits =
      name.startsWith(left.slice(0, star)) && name.endsWith(tail) && name.length >= left.length - 1;
    if (fits) return target.replace('*', () => name.slice(star, name.length - tail.length));
  }
  return null;
}
