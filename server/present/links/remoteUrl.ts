/** Takes the URL of a remote apart, and trusts none of it: what does not look like a host and a path is no URL. */

export interface RemoteUrl {
  readonly scheme: 'https' | 'http' | 'ssh' | 'git' | 'codecommit';
  /** Lower case; for `codecommit` the region, '' where the user's default counts. */
  readonly host: string;
  /** Null for the scheme's own. */
  readonly port: number | null;
  /** Decoded, none of them empty, `.` or `..`; the last one without `.git`. */
  readonly path: readonly string[];
  /** Whether `.git` stood at the end. */
  readonly dotGit: boolean;
}

const LONGEST = 2000;
const host = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*$/i;
const schemes: Readonly<Record<string, RemoteUrl['scheme']>> = {
  https: 'https',
  http: 'http',
  ssh: 'ssh',
  git: 'git',
  'git+ssh': 'ssh',
  'ssh+git': 'ssh',
  'git+https': 'https',
};
/** Hosts that speak ssh on another port, for who is behind a wall. */
const sshHosts: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
};

/** Null for paths on this machine and for everything that is no well-formed URL. User names and passwords are dropped. */
export function parseRemoteUrl(text: string): RemoteUrl | null {
  if (text.length > LONGEST || /[\s\p{Cc}\\]/u.test(text)) return null;
  return codecommit(text) ?? withScheme(text) ?? scpLike(text);
}

/** The start of URLs of web pages on the same machine: `https://host`, with the port where it is one for the web. */
export function webOrigin({ scheme, host, port }: RemoteUrl): string {
  if (scheme !== 'http' && scheme !== 'https') return `https://${host}`;
  return `${scheme}://${host}${port === null ? '' : `:${port}`}`;
}

/** `codecommit::us-east-1://profile@repository` and `codecommit://repository`. */
function codecommit(text: string): RemoteUrl | null {
  const match = /^codecommit(?:::([a-z0-9-]+))?:\/\/(?:[^/@]*@)?([^/@]+)$/.exec(text);
  const [, region = '', name = ''] = match ?? [];
  return match && remote({ scheme: 'codecommit', host: region, port: null }, name);
}

function withScheme(text: string): RemoteUrl | null {
  const match = /^([a-z+]+):\/\/(?:[^/@]*@)?([^/:@]+)(?::(\d{1,5}))?\/+([^?#]+)$/i.exec(text);
  const [, scheme = '', machine = '', port, path = ''] = match ?? [];
  const known = Object.hasOwn(schemes, scheme.toLowerCase()) ? schemes[scheme.toLowerCase()] : undefined;
  if (known === undefined || !host.test(machine)) return null;
  const number = port === undefined ? null : Number(port);
  if (number !== null && (number < 1 || number > 65535)) return null;
  return remote({ scheme: known, host: machine.toLowerCase(), port: number }, path);
}

/** `user@host:path`; one letter before the colon is a drive. */
function scpLike(text: string): RemoteUrl | null {
  const match = /^(?:[^/@:]*@)?([^/@:]{2,}):(?!\/\/)\/?([^?#]+)$/.exec(text);
  const [, machine = '', path = ''] = match ?? [];
  return match && host.test(machine)
    ? remote({ scheme: 'ssh', host: machine.toLowerCase(), port: null }, path)
    : null;
}

function remote(where: Pick<RemoteUrl, 'scheme' | 'host' | 'port'>, rawPath: string): RemoteUrl | null {
  const bare = rawPath.replace(/\/+$/, '');
  const dotGit = /[^/]\.git$/.test(bare);
  const path = segmentsOf(dotGit ? bare.slice(0, -'.git'.length) : bare);
  if (path === null) return null;
  const named = sshHosts[where.host];
  if (where.scheme === 'ssh' && named !== undefined)
    return { ...where, host: named, port: null, path, dotGit };
  return { ...where, path, dotGit };
}

function segmentsOf(path: string): string[] | null {
  try {
    const segments = path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
    const isFit = (segment: string) =>
      segment !== '.' && segment !== '..' && !/[/\\\p{Cc}\p{Cf}\p{Cs}]/u.test(segment);
    return segments.length > 0 && segments.length <= 20 && segments.every(isFit) ? segments : null;
  } catch {
    // A percent sign that encodes nothing.
    return null;
  }
}
