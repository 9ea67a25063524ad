/** Which address a remote really has, and which remote comes first. */

/** One `url.<base>.insteadOf` or `pushInsteadOf`. */
export interface UrlRewrite {
  readonly base: string;
  readonly prefix: string;
  readonly push: boolean;
}

/** A remote as the configuration has it. */
export interface ConfiguredRemote {
  readonly name: string;
  readonly urls: readonly string[];
  readonly pushUrls: readonly string[];
}

/**
 * The addresses under which a remote may have web pages, the likeliest first: where is fetched from, where is pushed to,
 * and the words as they were written, for who rewrites a public address to a mirror.
 */
export function addressesOf(remote: ConfiguredRemote, rewrites: readonly UrlRewrite[]): string[] {
  const fetched = remote.urls.map((url) => rewritten(url, rewrites, false) ?? url);
  const pushed =
    remote.pushUrls.length > 0
      ? remote.pushUrls.map((url) => rewritten(url, rewrites, false) ?? url)
      : remote.urls.map((url) => rewritten(url, rewrites, true) ?? url);
  return [...new Set([...fetched, ...pushed, ...remote.urls, ...remote.pushUrls])];
}

/** The longest prefix counts, as for git; null when none fits. */
function rewritten(url: string, rewrites: readonly UrlRewrite[], push: boolean): string | null {
  let best: UrlRewrite | null = null;
  for (const rewrite of rewrites) {
    if (rewrite.push !== push || rewrite.prefix === '' || !url.startsWith(rewrite.prefix)) continue;
    if (best === null || rewrite.prefix.length > best.prefix.length) best = rewrite;
  }
  return best && best.base + url.slice(best.prefix.length);
}

/** `upstream` first, where forks have what they come from; then the branch's own remote, `origin`, and the others. */
export function inOrderOfTrust<Remote extends { readonly name: string }>(
  remotes: readonly Remote[],
  branchRemote: string | null,
): Remote[] {
  const rank = ({ name }: Remote) => {
    const at = ['upstream', branchRemote, 'origin'].indexOf(name);
    return at < 0 ? 3 : at;
  };
  return [...remotes].sort((a, b) => rank(a) - rank(b));
}
