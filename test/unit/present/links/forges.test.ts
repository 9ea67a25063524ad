/** Every forge: the pages of a commit, a file, a line, several lines and a request, from each form of URL it has. */
import { describe, expect, it } from 'vitest';
import { linksOf } from '../../../../server/present/links/links.ts';

const commit = '1234567890abcdef1234567890abcdef12345678';

/** Pages of lines 3 to 5 of `src/main.c` in a commit that names request 12; `C` is the commit. */
function pages(url: string, message: string) {
  const lines = { first: 3, last: 5 };
  const remotes = [{ name: 'origin', urls: [url], hasCommit: true }];
  const file = { path: 'src/main.c', lines };
  const links = linksOf({ commit, message, file }, remotes, {});
  if (typeof links === 'string') return links;
  const line = linksOf({ commit, message, file: { ...file, lines: { first: 3, last: 3 } } }, remotes, {});
  const short = (page: string | null) => page?.replaceAll(commit, 'C') ?? null;
  return {
    site: links.site,
    commit: short(links.commit),
    file: short(links.file),
    line: typeof line === 'string' ? line : short(line.line),
    lines: short(links.line),
    request: links.pullRequest && `${links.pullRequest.label} ${links.pullRequest.url}`,
  };
}

interface Row {
  readonly urls: readonly string[];
  readonly message: string;
  readonly pages: readonly [
    site: string,
    commit: string,
    file: string,
    line: string,
    lines: string,
    request: string | null,
  ];
}

const gitHub = 'https://github.com/ada/engine';
const gitLab = 'https://gitlab.com/group/sub/engine';
const azure = 'https://dev.azure.com/org/My%20Project/_git/engine';
const azureLine = '?path=%2Fsrc/main.c&version=GCC&line=3';
const azureEnd = '&lineStartColumn=1&lineEndColumn=1&_a=contents';
const aws = 'https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/engine';
const stash = 'https://stash.corp.example/ctx/projects/PROJ/repos/engine';
const bucket = 'https://bitbucket.corp.example/projects/PROJ/repos/engine';

const rows: readonly Row[] = [
  {
    urls: [
      'https://github.com/ada/engine.git',
      'git@github.com:ada/engine.git',
      'ssh://git@github.com/ada/engine',
      'git://github.com/ada/engine.git',
      'https://ada:token@github.com/ada/engine',
    ],
    message: 'Count notes (#12)\n\nBody (#99)\n',
    pages: [
      'GitHub',
      `${gitHub}/commit/C`,
      `${gitHub}/blob/C/src/main.c`,
      `${gitHub}/blob/C/src/main.c#L3`,
      `${gitHub}/blob/C/src/main.c#L3-L5`,
      `#12 ${gitHub}/pull/12`,
    ],
  },
  {
    urls: ['git@github.corp.example:ada/engine.git', 'https://github.corp.example/ada/engine'],
    message: 'Merge pull request #12 from ada/notes\n\nCount notes\n',
    pages: [
      'GitHub',
      'https://github.corp.example/ada/engine/commit/C',
      'https://github.corp.example/ada/engine/blob/C/src/main.c',
      'https://github.corp.example/ada/engine/blob/C/src/main.c#L3',
      'https://github.corp.example/ada/engine/blob/C/src/main.c#L3-L5',
      '#12 https://github.corp.example/ada/engine/pull/12',
    ],
  },
  {
    urls: ['git@gitlab.com:group/sub/engine.git', 'https://oauth2:token@gitlab.com/group/sub/engine.git'],
    message: "Merge branch 'notes' into 'main'\n\nSee merge request !12\n",
    pages: [
      'GitLab',
      `${gitLab}/-/commit/C`,
      `${gitLab}/-/blob/C/src/main.c`,
      `${gitLab}/-/blob/C/src/main.c#L3`,
      `${gitLab}/-/blob/C/src/main.c#L3-5`,
      `!12 ${gitLab}/-/merge_requests/12`,
    ],
  },
  {
    urls: ['https://my-gitlab.corp.example:8443/ada/engine.git'],
    message: "Merge branch 'x'\n\nSee merge request other/group/proj!12",
    pages: [
      'GitLab',
      'https://my-gitlab.corp.example:8443/ada/engine/-/commit/C',
      'https://my-gitlab.corp.example:8443/ada/engine/-/blob/C/src/main.c',
      'https://my-gitlab.corp.example:8443/ada/engine/-/blob/C/src/main.c#L3',
      'https://my-gitlab.corp.example:8443/ada/engine/-/blob/C/src/main.c#L3-5',
      '!12 https://my-gitlab.corp.example:8443/other/group/proj/-/merge_requests/12',
    ],
  },
  {
    urls: ['git@bitbucket.org:ada/engine.git', 'ssh://git@altssh.bitbucket.org:443/ada/engine.git'],
    message: 'Merged in notes (pull request #12)\n\nCount notes',
    pages: [
      'Bitbucket',
      'https://bitbucket.org/ada/engine/commits/C',
      'https://bitbucket.org/ada/engine/src/C/src/main.c',
      'https://bitbucket.org/ada/engine/src/C/src/main.c#lines-3',
      'https://bitbucket.org/ada/engine/src/C/src/main.c#lines-3:5',
      '#12 https://bitbucket.org/ada/engine/pull-requests/12',
    ],
  },
  {
    urls: [
      'ssh://git@bitbucket.corp.example:7999/PROJ/engine.git',
      'https://bitbucket.corp.example/scm/PROJ/engine.git',
    ],
    message: 'Pull request #12: Count notes\n',
    pages: [
      'Bitbucket Server',
      `${bucket}/commits/C`,
      `${bucket}/browse/src/main.c?at=C`,
      `${bucket}/browse/src/main.c?at=C#3`,
      `${bucket}/browse/src/main.c?at=C#3-5`,
      `#12 ${bucket}/pull-requests/12/overview`,
    ],
  },
  {
    urls: ['https://stash.corp.example/ctx/scm/PROJ/engine.git'],
    message: 'Merge pull request #12 in PROJ/engine from notes to main',
    pages: [
      'Bitbucket Server',
      `${stash}/commits/C`,
      `${stash}/browse/src/main.c?at=C`,
      `${stash}/browse/src/main.c?at=C#3`,
      `${stash}/browse/src/main.c?at=C#3-5`,
      `#12 ${stash}/pull-requests/12/overview`,
    ],
  },
  {
    urls: ['ssh://git@code.corp.example:7999/~ada/engine.git'],
    message: 'Count notes',
    pages: [
      'Bitbucket Server',
      'https://code.corp.example/users/ada/repos/engine/commits/C',
      'https://code.corp.example/users/ada/repos/engine/browse/src/main.c?at=C',
      'https://code.corp.example/users/ada/repos/engine/browse/src/main.c?at=C#3',
      'https://code.corp.example/users/ada/repos/engine/browse/src/main.c?at=C#3-5',
      null,
    ],
  },
  ...(
    [
      ['Gitea', 'gitea.com', "Merge pull request 'Count notes' (#12) from ada/x into main"],
      ['Gitea', 'gitea.corp.example', 'Count notes (#12)'],
      ['Forgejo', 'codeberg.org', 'Count notes\n\nReviewed-on: https://codeberg.org/ada/engine/pulls/12\n'],
      ['Forgejo', 'forgejo.corp.example', 'Count notes (#12)'],
    ] as const
  ).map(
    ([site, host, message]): Row => ({
      urls: [`https://${host}/ada/engine.git`, `git@${host}:ada/engine.git`],
      message,
      pages: [
        site,
        `https://${host}/ada/engine/commit/C`,
        `https://${host}/ada/engine/src/commit/C/src/main.c`,
        `https://${host}/ada/engine/src/commit/C/src/main.c#L3`,
        `https://${host}/ada/engine/src/commit/C/src/main.c#L3-L5`,
        `#12 https://${host}/ada/engine/pulls/12`,
      ],
    }),
  ),
  {
    urls: ['git@git.sr.ht:~ada/engine', 'https://git.sr.ht/~ada/engine'],
    message: 'Count notes (#12)',
    pages: [
      'sourcehut',
      'https://git.sr.ht/~ada/engine/commit/C',
      'https://git.sr.ht/~ada/engine/tree/C/item/src/main.c',
      'https://git.sr.ht/~ada/engine/tree/C/item/src/main.c#L3',
      'https://git.sr.ht/~ada/engine/tree/C/item/src/main.c#L3-5',
      null,
    ],
  },
  {
    urls: [
      'https://org@dev.azure.com/org/My%20Project/_git/engine',
      'git@ssh.dev.azure.com:v3/org/My%20Project/engine',
    ],
    message: 'Merged PR 12: Count notes',
    pages: [
      'Azure DevOps',
      `${azure}/commit/C`,
      `${azure}?path=%2Fsrc/main.c&version=GCC`,
      `${azure}${azureLine}&lineEnd=4${azureEnd}`,
      `${azure}${azureLine}&lineEnd=6${azureEnd}`,
      `#12 ${azure}/pullrequest/12`,
    ],
  },
  {
    urls: ['https://org.visualstudio.com/proj/_git/engine', 'org@vs-ssh.visualstudio.com:v3/org/proj/engine'],
    message: 'Count notes',
    pages: [
      'Azure DevOps',
      'https://org.visualstudio.com/proj/_git/engine/commit/C',
      'https://org.visualstudio.com/proj/_git/engine?path=%2Fsrc/main.c&version=GCC',
      `https://org.visualstudio.com/proj/_git/engine${azureLine}&lineEnd=4${azureEnd}`,
      `https://org.visualstudio.com/proj/_git/engine${azureLine}&lineEnd=6${azureEnd}`,
      null,
    ],
  },
  {
    urls: ['ssh://ada@gerrit.corp.example:29418/team/engine', 'https://gerrit.corp.example/a/team/engine'],
    message: 'Count notes\n\nChange-Id: I1\nReviewed-on: https://gerrit.corp.example/c/team/engine/+/12\n',
    pages: [
      'Gerrit',
      'https://gerrit.corp.example/plugins/gitiles/team/engine/+/C',
      'https://gerrit.corp.example/plugins/gitiles/team/engine/+/C/src/main.c',
      'https://gerrit.corp.example/plugins/gitiles/team/engine/+/C/src/main.c#3',
      'https://gerrit.corp.example/plugins/gitiles/team/engine/+/C/src/main.c#3',
      '#12 https://gerrit.corp.example/c/team/engine/+/12',
    ],
  },
  {
    urls: ['https://gerrit.wiki.example/r/a/engine', 'https://gerrit.wiki.example/r/engine'],
    message: 'Count notes\n\nReviewed-on: https://gerrit.wiki.example/12\n',
    pages: [
      'Gerrit',
      'https://gerrit.wiki.example/r/plugins/gitiles/engine/+/C',
      'https://gerrit.wiki.example/r/plugins/gitiles/engine/+/C/src/main.c',
      'https://gerrit.wiki.example/r/plugins/gitiles/engine/+/C/src/main.c#3',
      'https://gerrit.wiki.example/r/plugins/gitiles/engine/+/C/src/main.c#3',
      '#12 https://gerrit.wiki.example/r/c/engine/+/12',
    ],
  },
  {
    urls: ['https://chromium.googlesource.com/v8/v8.git', 'https://chromium.googlesource.com/a/v8/v8'],
    message: 'Count\n\nReviewed-on: https://chromium-review.googlesource.com/c/v8/v8/+/12\n',
    pages: [
      'Gitiles',
      'https://chromium.googlesource.com/v8/v8/+/C',
      'https://chromium.googlesource.com/v8/v8/+/C/src/main.c',
      'https://chromium.googlesource.com/v8/v8/+/C/src/main.c#3',
      'https://chromium.googlesource.com/v8/v8/+/C/src/main.c#3',
      '#12 https://chromium-review.googlesource.com/c/v8/v8/+/12',
    ],
  },
  {
    urls: [
      'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/engine',
      'ssh://KEY@git-codecommit.eu-west-1.amazonaws.com/v1/repos/engine',
      'codecommit::eu-west-1://profile@engine',
    ],
    message: 'Count notes (#12)',
    pages: [
      'AWS CodeCommit',
      `${aws}/commit/C?region=eu-west-1`,
      `${aws}/browse/C/--/src/main.c?region=eu-west-1`,
      `${aws}/browse/C/--/src/main.c?region=eu-west-1&lines=3-3`,
      `${aws}/browse/C/--/src/main.c?region=eu-west-1&lines=3-5`,
      `#12 ${aws}/pull-requests/12/details?region=eu-west-1`,
    ],
  },
  {
    urls: ['git://git.kernel.org/pub/scm/git/git.git', 'https://git.kernel.org/pub/scm/git/git.git'],
    message: 'Count notes (#12)',
    pages: [
      'cgit',
      'https://git.kernel.org/pub/scm/git/git.git/commit/?id=C',
      'https://git.kernel.org/pub/scm/git/git.git/tree/src/main.c?id=C',
      'https://git.kernel.org/pub/scm/git/git.git/tree/src/main.c?id=C#n3',
      'https://git.kernel.org/pub/scm/git/git.git/tree/src/main.c?id=C#n3',
      null,
    ],
  },
  {
    urls: ['https://git.savannah.gnu.org/git/emacs.git', 'git://git.savannah.gnu.org/srv/git/emacs.git'],
    message: 'Count notes',
    pages: [
      'cgit',
      'https://git.savannah.gnu.org/cgit/emacs.git/commit/?id=C',
      'https://git.savannah.gnu.org/cgit/emacs.git/tree/src/main.c?id=C',
      'https://git.savannah.gnu.org/cgit/emacs.git/tree/src/main.c?id=C#n3',
      'https://git.savannah.gnu.org/cgit/emacs.git/tree/src/main.c?id=C#n3',
      null,
    ],
  },
];

describe.each(rows)('$pages.0 for $urls.0', ({ urls, message, pages: [site, ...expected] }) => {
  it.each(urls)('from %s', (url) => {
    const [commit, file, line, lines, request] = expected;
    expect(pages(url, message)).toEqual({ site, commit, file, line, lines, request });
  });
});

describe('no forge', () => {
  it.each([
    'https://git.corp.example/ada/engine.git',
    'https://github.com/engine',
    'https://github.com/a/b/c',
    'https://github.com.evil.example.x/',
    'git@bitbucket.org:engine',
    'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/a"b',
    'https://dev.azure.com/org/proj/engine',
    '/srv/git/engine.git',
  ])('for %s', (url) => {
    expect(pages(url, 'x')).toBe('unknownHost');
  });
});
