/** Brings objects that a partial clone left with its remote, by running `git fetch` as git itself does. */
import type { Config } from '../git/config.ts';
import type { Oid } from '../git/oid.ts';
import type { CommandIo } from './session.ts';

/** Takes an object's id; true when it may be there now. */
type FetchMissing = (oid: Oid) => boolean;

const FETCH = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch'];
/** Nothing but the objects asked for: neither tags nor FETCH_HEAD nor submodules, and of trees no blobs. */
const FETCH_OPTIONS = [
  '--no-tags',
  '--no-write-fetch-head',
  '--recurse-submodules=no',
  '--filter=blob:none',
  '--stdin',
];

/** Null in a clone that is complete, and where fetching is forbidden (GIT_NO_LAZY_FETCH) or impossible. */
export function promisorFetch(config: Config, { environment, runGit }: CommandIo): FetchMissing | null {
  const forbidden = /^(1|true|yes|on)$/i.test(environment['GIT_NO_LAZY_FETCH'] ?? '');
  const remotes = promisorRemotes(config);
  if (forbidden || runGit === undefined || remotes.length === 0) return null;
  const asked = new Set<Oid>();
  return (oid) => {
    if (asked.has(oid)) return false;
    asked.add(oid);
    return remotes.some((remote) => runGit([...FETCH, remote, ...FETCH_OPTIONS], `${oid}\n`));
  };
}

/** Remotes that promise what is missing: `remote.NAME.promisor`, and the one of `extensions.partialClone` last. */
function promisorRemotes(config: Config): string[] {
  const names = new Set<string>();
  for (const { key } of config.entries) {
    const name = /^remote\.(.+)\.promisor$/s.exec(key)?.[1];
    if (name !== undefined && config.bool(key) === true) names.add(name);
  }
  const cloned = config.get('extensions.partialClone');
  if (cloned !== null && cloned !== '') {
    names.delete(cloned);
    names.add(cloned);
  }
  return [...names];
}
