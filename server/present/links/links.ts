/** The web pages of a commit: chosen among a repository's remotes, and only where the commit can be there. */
import type { PageTemplates } from './forges.ts';
import { type RemoteRules, type Site, siteOf } from './remoteRules.ts';
import { parseRemoteUrl } from './remoteUrl.ts';
import { type RequestMention, requestIn } from './requests.ts';
import { encodePath, encodeSegment, fillUrl } from './urlText.ts';

/** A remote as the links see it. */
export interface LinkRemote {
  readonly name: string;
  /** Addresses, the likeliest first. */
  readonly urls: readonly string[];
  /** Whether the commit is on a branch of it; null when nobody can tell. */
  readonly hasCommit: boolean | null;
}

export interface LinkSubject {
  /** An id in full. */
  readonly commit: string;
  readonly message: string;
  /** The path in the commit (latin1 bytes) and its lines, 1-based and both included; null for none. */
  readonly file: {
    readonly path: string;
    readonly lines: { readonly first: number; readonly last: number } | null;
  } | null;
}

export interface CommitLinks {
  /** The remote's name. */
  readonly remote: string;
  /** What the site is called. */
  readonly site: string;
  readonly commit: string | null;
  readonly file: string | null;
  readonly line: string | null;
  readonly pullRequest: { readonly label: string; readonly url: string } | null;
}

/** Why there are none. */
export type NoLinks = 'noRemote' | 'notPushed' | 'unknownHost';

export const noLinksWords: Readonly<Record<NoLinks, string>> = {
  noRemote: 'the repository has no remote',
  notPushed: 'not on any remote branch yet',
  unknownHost: 'no web pages are known for the remotes (setting blame.remotes)',
};

/** Links on the first of the remotes that has the commit and a site that is known. */
export function linksOf(
  subject: LinkSubject,
  remotes: readonly LinkRemote[],
  rules: RemoteRules,
): CommitLinks | NoLinks {
  if (remotes.length === 0) return 'noRemote';
  const having = remotes.filter(({ hasCommit }) => hasCommit !== false);
  if (having.length === 0) return 'notPushed';
  for (const { name, urls } of having) {
    for (const url of urls) {
      const remote = parseRemoteUrl(url);
      const site = remote && siteOf(remote, rules);
      if (site) return pagesOn(site, name, subject);
    }
  }
  return 'unknownHost';
}

function pagesOn(site: Site, remote: string, { commit, message, file }: LinkSubject): CommitLinks {
  const { first = 1, last = first } = file?.lines ?? {};
  const values = {
    ...site.values,
    commit,
    file: file === null ? undefined : encodePath(file.path),
    plain: file !== null && isDocument(file.path) ? (site.forge?.plainSource ?? '') : '',
    line: String(first),
    endLine: String(last),
    next: String(last + 1),
  };
  const page = (name: keyof PageTemplates) => {
    const template = site.pages[name];
    return template === undefined ? null : fillUrl(template, values);
  };
  return {
    remote,
    site: site.name,
    commit: page('commit'),
    file: file && page('file'),
    line: file?.lines ? (last > first ? (page('lines') ?? page('line')) : page('line')) : null,
    pullRequest: requestPage(site, requestIn(message, site.forge?.notations ?? ['number', 'pull', 'merge'])),
  };
}

function requestPage(site: Site, mention: RequestMention | null): CommitLinks['pullRequest'] {
  const template = site.pages.pullRequest;
  if (mention === null || template === undefined) return null;
  const { number, mark, project } = mention;
  const { origin } = site.values;
  const elsewhere = project !== null && origin !== undefined && site.forge?.type === 'gitlab';
  const base = elsewhere ? [origin, ...project.split('/').map(encodeSegment)].join('/') : site.values['base'];
  const url = fillUrl(template, { ...site.values, ...(base && { base }), number: String(number) });
  return url === null ? null : { label: `${mark}${number}`, url };
}

/** Files that sites render instead of showing them line by line. */
function isDocument(path: string): boolean {
  return /\.(md|mkdn?|markdown|mdown|rst|adoc|asciidoc|org|textile|rdoc|pod|ipynb)$/i.test(path);
}
