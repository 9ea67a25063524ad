/** The kinds of web pages that repositories have: how their hosts are recognised and where they show what. */
import type { RemoteUrl } from './remoteUrl.ts';
import { encodeSegment } from './urlText.ts';

/** Ways in which messages name pull requests; see `requestsIn`. */
export type RequestNotation = 'number' | 'merge' | 'pull' | 'azure' | 'review';

/** Templates of URLs: `{base}` and the fields of `place`, `{commit}`, `{file}`, `{line}`, `{endLine}`, `{number}`. */
export interface PageTemplates {
  readonly commit?: string;
  readonly file?: string;
  readonly line?: string;
  /** Missing: the first line is good enough. */
  readonly lines?: string;
  readonly pullRequest?: string;
}

export interface Forge {
  /** As the settings name it. */
  readonly type: string;
  /** As people call it. */
  readonly name: string;
  /** Whether a remote is on such a host, by what its URL says alone. */
  readonly owns: (remote: RemoteUrl) => boolean;
  /** The encoded values of the templates' fields, `base` among them; null when the remote's path is no repository there. */
  readonly place: (remote: RemoteUrl, origin: string) => Readonly<Record<string, string>> | null;
  readonly pages: PageTemplates;
  /** Shows some files as documents, where lines can only be pointed at in the source. */
  readonly plainSource?: string;
  readonly notations: readonly RequestNotation[];
}

const gitea = {
  commit: '{base}/commit/{commit}',
  file: '{base}/src/commit/{commit}/{file}',
  line: '{base}/src/commit/{commit}/{file}#L{line}',
  lines: '{base}/src/commit/{commit}/{file}#L{line}-L{endLine}',
  pullRequest: '{base}/pulls/{number}',
} as const;
const AZURE_LINE = '{base}?path=%2F{file}&version=GC{commit}&line={line}&lineEnd={next}';

/** In this order: the first that owns a remote has it. Public hosts come before those guessed by name. */
export const forges: readonly Forge[] = [
  {
    type: 'github',
    name: 'GitHub',
    owns: ({ host }) => hasLabel(host, /^(github|ghe)$/) || host.endsWith('.ghe.com'),
    place: ({ path }, origin) => (path.length === 2 ? { base: under(origin, path) } : null),
    pages: {
      commit: '{base}/commit/{commit}',
      file: '{base}/blob/{commit}/{file}',
      line: '{base}/blob/{commit}/{file}{plain}#L{line}',
      lines: '{base}/blob/{commit}/{file}{plain}#L{line}-L{endLine}',
      pullRequest: '{base}/pull/{number}',
    },
    plainSource: '?plain=1',
    notations: ['number', 'pull'],
  },
  {
    type: 'gitlab',
    name: 'GitLab',
    owns: ({ host }) => hasLabel(host, /^gitlab$/) || ['salsa.debian.org', 'invent.kde.org'].includes(host),
    place: ({ path }, origin) => (path.length >= 2 ? { base: under(origin, path), origin } : null),
    pages: {
      commit: '{base}/-/commit/{commit}',
      file: '{base}/-/blob/{commit}/{file}',
      line: '{base}/-/blob/{commit}/{file}{plain}#L{line}',
      lines: '{base}/-/blob/{commit}/{file}{plain}#L{line}-{endLine}',
      pullRequest: '{base}/-/merge_requests/{number}',
    },
    plainSource: '?plain=1',
    notations: ['merge'],
  },
  {
    type: 'bitbucket',
    name: 'Bitbucket',
    owns: ({ host }) => host === 'bitbucket.org',
    place: ({ path }, origin) => (path.length === 2 ? { base: under(origin, path) } : null),
    pages: {
      commit: '{base}/commits/{commit}',
      file: '{base}/src/{commit}/{file}',
      line: '{base}/src/{commit}/{file}#lines-{line}',
      lines: '{base}/src/{commit}/{file}#lines-{line}:{endLine}',
      pullRequest: '{base}/pull-requests/{number}',
    },
    notations: ['pull', 'number'],
  },
  {
    type: 'forgejo',
    name: 'Forgejo',
    owns: ({ host }) => host === 'codeberg.org' || hasLabel(host, /^forgejo$/),
    place: ({ path }, origin) => (path.length >= 2 ? { base: under(origin, path) } : null),
    pages: gitea,
    notations: ['number', 'pull', 'review'],
  },
  {
    type: 'gitea',
    name: 'Gitea',
    owns: ({ host }) => hasLabel(host, /^gitea$/),
    place: ({ path }, origin) => (path.length >= 2 ? { base: under(origin, path) } : null),
    pages: gitea,
    notations: ['number', 'pull', 'review'],
  },
  {
    type: 'sourcehut',
    name: 'sourcehut',
    owns: ({ host, path }) => host.endsWith('.sr.ht') && (path[0] ?? '').startsWith('~'),
    place: ({ path }, origin) => (path.length === 2 ? { base: under(origin, path) } : null),
    pages: {
      commit: '{base}/commit/{commit}',
      file: '{base}/tree/{commit}/item/{file}',
      line: '{base}/tree/{commit}/item/{file}#L{line}',
      lines: '{base}/tree/{commit}/item/{file}#L{line}-{endLine}',
    },
    notations: [],
  },
  {
    type: 'azure',
    name: 'Azure DevOps',
    owns: ({ scheme, host, path }) =>
      /(^|\.)(dev\.azure\.com|visualstudio\.com)$/.test(host) ||
      (/^https?$/.test(scheme) && path.indexOf('_git') > 0),
    place: azurePlace,
    pages: {
      commit: '{base}/commit/{commit}',
      file: '{base}?path=%2F{file}&version=GC{commit}',
      line: `${AZURE_LINE}&lineStartColumn=1&lineEndColumn=1&_a=contents`,
      lines: `${AZURE_LINE}&lineStartColumn=1&lineEndColumn=1&_a=contents`,
      pullRequest: '{base}/pullrequest/{number}',
    },
    notations: ['azure'],
  },
  {
    type: 'gitiles',
    name: 'Gitiles',
    owns: ({ host }) => host.endsWith('.googlesource.com'),
    place: ({ path, host }, origin) => {
      const project = withoutLogin(path);
      if (project.length === 0) return null;
      const review = /^https:\/\/[a-z0-9-]+\.googlesource\.com$/.test(origin)
        ? `https://${host.replace(/(-review)?\.googlesource\.com$/, '-review.googlesource.com')}`
        : origin;
      return { base: under(origin.replace('-review.', '.'), project), review: under(`${review}/c`, project) };
    },
    pages: {
      commit: '{base}/+/{commit}',
      file: '{base}/+/{commit}/{file}',
      line: '{base}/+/{commit}/{file}#{line}',
      pullRequest: '{review}/+/{number}',
    },
    notations: ['review'],
  },
  {
    type: 'codecommit',
    name: 'AWS CodeCommit',
    owns: ({ scheme, host }) => scheme === 'codecommit' || codecommitHost.test(host),
    place: codecommitPlace,
    pages: {
      commit: '{base}/commit/{commit}?region={region}',
      file: '{base}/browse/{commit}/--/{file}?region={region}',
      line: '{base}/browse/{commit}/--/{file}?region={region}&lines={line}-{line}',
      lines: '{base}/browse/{commit}/--/{file}?region={region}&lines={line}-{endLine}',
      pullRequest: '{base}/pull-requests/{number}/details?region={region}',
    },
    notations: ['number', 'pull'],
  },
  {
    type: 'cgit',
    name: 'cgit',
    owns: ({ host, path }) =>
      hasLabel(host, /^cgit$/) || path.includes('cgit') || ['git.kernel.org', savannah].includes(host),
    place: ({ host, path, dotGit }, origin) => {
      const own = host === savannah ? ['cgit', ...path.filter((segment) => !onSavannah.has(segment))] : path;
      return { base: `${under(origin, own)}${dotGit ? '.git' : ''}` };
    },
    pages: {
      commit: '{base}/commit/?id={commit}',
      file: '{base}/tree/{file}?id={commit}',
      line: '{base}/tree/{file}?id={commit}#n{line}',
    },
    notations: [],
  },
  {
    type: 'bitbucket-server',
    name: 'Bitbucket Server',
    owns: ({ scheme, host, port, path }) =>
      hasLabel(host, /^(bitbucket|stash)$/) ||
      (scheme === 'ssh' && port === 7999) ||
      (/^https?$/.test(scheme) && path.at(-3) === 'scm'),
    place: bitbucketServerPlace,
    pages: {
      commit: '{base}/commits/{commit}',
      file: '{base}/browse/{file}?at={commit}',
      line: '{base}/browse/{file}?at={commit}#{line}',
      lines: '{base}/browse/{file}?at={commit}#{line}-{endLine}',
      pullRequest: '{base}/pull-requests/{number}/overview',
    },
    notations: ['pull'],
  },
  {
    type: 'gerrit',
    name: 'Gerrit',
    owns: ({ host, port }) => port === 29418 || hasLabel(host, /^(gerrit|review)$/),
    place: ({ path }, origin) => {
      const inContext = path[0] === 'r' && path.length > 1;
      const context = inContext ? `${origin}/r` : origin;
      const project = withoutLogin(inContext ? path.slice(1) : path);
      if (project.length === 0) return null;
      return {
        base: under(`${context}/plugins/gitiles`, project),
        review: under(`${context}/c`, project),
      };
    },
    pages: {
      commit: '{base}/+/{commit}',
      file: '{base}/+/{commit}/{file}',
      line: '{base}/+/{commit}/{file}#{line}',
      pullRequest: '{review}/+/{number}',
    },
    notations: ['review'],
  },
];

const codecommitHost = /^git-codecommit(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;
const savannah = 'git.savannah.gnu.org';
const onSavannah = new Set(['srv', 'git', 'cgit', 'r']);

/** The forge that a remote's URL gives away; null for hosts that could be anything. */
export function forgeOf(remote: RemoteUrl): Forge | null {
  return forges.find(({ owns }) => owns(remote)) ?? null;
}

function azurePlace({ scheme, host, path }: RemoteUrl, origin: string) {
  const [version, owner = '', project = '', name = ''] = path;
  if (scheme === 'ssh' && version === 'v3') {
    if (path.length !== 4) return null;
    const cloud = host.endsWith('visualstudio.com')
      ? `https://${encodeSegment(owner)}.visualstudio.com`
      : under('https://dev.azure.com', [owner]);
    return { base: under(cloud, [project, '_git', name]) };
  }
  const at = path.indexOf('_git');
  const repository = path[at + 1];
  if (at < 0 || repository === undefined || path.length !== at + 2) return null;
  return { base: under(origin, path) };
}

function bitbucketServerPlace({ scheme, path }: RemoteUrl, origin: string) {
  const [project = '', name = ''] = path.slice(-2);
  const context = scheme === 'ssh' || scheme === 'git' ? [] : path.slice(0, -3);
  const isWhole = scheme === 'ssh' || scheme === 'git' ? path.length === 2 : path.at(-3) === 'scm';
  if (!isWhole) return null;
  const owner = project.startsWith('~') ? ['users', project.slice(1)] : ['projects', project];
  return { base: under(origin, [...context, ...owner, 'repos', name]) };
}

function codecommitPlace({ scheme, host, path }: RemoteUrl) {
  const [, hostRegion = '', china = ''] = codecommitHost.exec(host) ?? [];
  const region = scheme === 'codecommit' ? host : hostRegion;
  const [first, second, name = path[0] ?? ''] = path;
  const isWhole = scheme === 'codecommit' ? path.length === 1 : first === 'v1' && second === 'repos';
  if (!isWhole || region === '' || !/^[A-Za-z0-9._-]{1,100}$/.test(name)) return null;
  const site = china === '' ? 'console.aws.amazon.com' : 'console.amazonaws.cn';
  return { base: `https://${region}.${site}/codesuite/codecommit/repositories/${name}`, region };
}

function under(origin: string, segments: readonly string[]): string {
  return [origin, ...segments.map(encodeSegment)].join('/');
}

/** `/a/` in front asks for a login. */
function withoutLogin(path: readonly string[]): readonly string[] {
  return path[0] === 'a' && path.length > 1 ? path.slice(1) : path;
}

/** Whether a part of the name, at dots and hyphens, is the one; the top-level domain is none. */
function hasLabel(host: string, label: RegExp): boolean {
  return host
    .split('.')
    .slice(0, -1)
    .flatMap((part) => [part, ...part.split('-')])
    .some((part) => label.test(part));
}
