/** URLs of remotes in all their forms, and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { parseRemoteUrl, webOrigin } from '../../../../server/present/links/remoteUrl.ts';

describe('a URL of a remote', () => {
  it.each([
    ['https://github.com/ada/engine.git', 'https github.com ada/engine .git https://github.com'],
    ['https://github.com/ada/engine/', 'https github.com ada/engine https://github.com'],
    [
      'https://ada:secret@git.example.com:8443/ada/engine.git',
      'https git.example.com ada/engine .git https://git.example.com:8443',
    ],
    ['http://git.lan/ada/engine', 'http git.lan ada/engine http://git.lan'],
    ['HTTPS://GitHub.com/Ada/Engine', 'https github.com Ada/Engine https://github.com'],
    ['ssh://git@github.com/ada/engine.git', 'ssh github.com ada/engine .git https://github.com'],
    ['ssh://git@ssh.github.com:443/ada/engine.git', 'ssh github.com ada/engine .git https://github.com'],
    ['git+ssh://git@host.example/a/b', 'ssh host.example a/b https://host.example'],
    [
      'git://git.kernel.org/pub/scm/git/git.git',
      'git git.kernel.org pub/scm/git/git .git https://git.kernel.org',
    ],
    ['git@github.com:ada/engine.git', 'ssh github.com ada/engine .git https://github.com'],
    ['github.com:/ada/engine', 'ssh github.com ada/engine https://github.com'],
    [
      'git@ssh.dev.azure.com:v3/org/My%20Project/r',
      'ssh ssh.dev.azure.com v3/org/My Project/r https://ssh.dev.azure.com',
    ],
    ['codecommit::eu-west-1://me@engine', 'codecommit eu-west-1 engine https://eu-west-1'],
  ])('%s', (text, expected) => {
    const url = parseRemoteUrl(text);
    const words = url && [
      url.scheme,
      url.host,
      url.path.join('/'),
      ...(url.dotGit ? ['.git'] : []),
      webOrigin(url),
    ];
    expect(words?.join(' ')).toBe(expected);
  });

  it.each([
    '',
    '/srv/git/engine.git',
    '../engine',
    'C:/work/engine',
    'C:\\work\\engine',
    'file:///srv/git/engine.git',
    'ext::sh -c whoami',
    'https://',
    'https://host/',
    'https://host',
    'https://host:0/a/b',
    'https://host:99999/a/b',
    'https://ho st/a/b',
    'https://host\n/a/b',
    'https://-oProxyCommand=x/a',
    'https://host"onclick=/a/b',
    'https://host/a/../b',
    'https://host/a/%2e%2e/b',
    'https://host/a%2Fb/c%2F..%2F',
    'https://host/a/%zz',
    'https://host/a/b?x=y',
    'https://host/a/b#c',
    'https://host/a/\u202Eb',
    'javascript://host/%0aalert(1)',
    'ssh://-oProxyCommand=x/y',
    `https://host/${'a/'.repeat(30)}`,
    `https://host/${'a'.repeat(3000)}`,
  ])('is not %j', (text) => {
    expect(parseRemoteUrl(text)).toBeNull();
  });
});
