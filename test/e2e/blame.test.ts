/** Blame through the built server, compared with what git says of the same files. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { BlameCommitResult, BlameLineResult, BlamePart } from '../../server/lsp/protocol.ts';
import { lensesOf } from '../support/drawing.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { at, lines, story, tellStory, zero } from '../support/story.ts';

let client: LspClient;
let repository: GitRepository;

const pathOf = (path: string) => join(repository.directory, path);

beforeAll(async () => {
  repository = tellStory();
  client = startClient();
  await client.initialize();
});
afterAll(() => {
  client.kill();
  repository.remove();
});
afterEach(() => client.notify('textDocument/didClose', { textDocument: { uri: uriOf(pathOf(story)) } }));

describeWithGit(needsGit('blame/file'), () => {
  it.each([story, 'other.txt'])('says of %s what git says', async (path) => {
    const { hunks, revision, version, commits } = await client.blame({
      textDocument: { uri: uriOf(pathOf(path)) },
    });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', path]));
    expect([revision, version]).toEqual([repository.git('rev-parse', 'HEAD'), null]);
    expect(new Set(hunks.map(({ commit }) => commit))).toEqual(new Set(Object.keys(commits)));
  });

  it('says who and when', async () => {
    const { hunks, commits } = await client.blame({ textDocument: { uri: uriOf(pathOf('other.txt')) } });
    const author = { name: 'A U Thor', email: 'author@example.com', time: 1_700_000_060, timezone: '+0000' };
    const committer = { ...author, name: 'C O Mitter', email: 'committer@example.com' };
    expect(commits[hunks[0]?.commit ?? '']).toEqual({ summary: 'First', author, committer });
  });

  it('answers for a range', async () => {
    const textDocument = { uri: uriOf(pathOf(story)) };
    const { hunks } = await client.blame({ textDocument, range: { start: at(1), end: at(3) } });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', story]).slice(1, 3));
    const clamped = await client.blame({ textDocument, range: { start: at(6), end: at(99) } });
    expect(clamped.hunks.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([[6, 7]]);
    const past = client.blame({ textDocument, range: { start: at(9), end: at(99) } });
    expect(await errorCode(past)).toBe(-32602);
  });

  it('answers for a revision', async () => {
    const uri = uriOf(pathOf('a.txt'));
    const { hunks, revision } = await client.blame({
      textDocument: { uri },
      options: { revision: 'HEAD~2' },
    });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['HEAD~2', '--', 'a.txt']));
    expect(revision).toBe(repository.git('rev-parse', 'HEAD~2'));
    for (const [bad, code] of [
      ['nonsense', 'badRevision'],
      ['HEAD', 'noSuchPath'],
    ]) {
      const answer = client.blame({ textDocument: { uri }, options: { revision: bad ?? '' } });
      await expect(answer).rejects.toMatchObject({ code: -32803, data: { code } });
    }
  });

  it('streams all of it before the answer, which then has none of it', async () => {
    const events: string[] = [];
    const parts: BlamePart[] = [];
    client.connection.onProgress(
      new ProgressType<{ kind: string }>(),
      'w',
      ({ kind }) => void events.push(kind),
    );
    client.connection.onProgress(new ProgressType<BlamePart>(), 'p', (part) => void parts.push(part));
    const uri = uriOf(pathOf(story));
    const result = await client.blame({ textDocument: { uri }, partialResultToken: 'p', workDoneToken: 'w' });
    expect([result.hunks, result.commits]).toEqual([[], {}]);
    const hunks = parts.flatMap((part) => part.hunks).sort((a, b) => a.startLine - b.startLine);
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', story]));
    expect([events[0], events.at(-1)]).toEqual(['begin', 'end']);
  });

  it('follows commits made outside at once', async () => {
    const own = createRepository();
    try {
      own.write('f', 'a\n');
      own.commit('one');
      const textDocument = { uri: uriOf(join(own.directory, 'f')) };
      await client.blame({ textDocument });
      own.write('f', 'b\na\n');
      const dirty = await client.blame({ textDocument });
      expect(dirty.hunks[0]?.commit).toBe(zero);
      const second = own.commit('two');
      const clean = await client.blame({ textDocument });
      expect(clean.hunks[0]?.commit).toBe(second);
      own.git('repack', '-adq');
      own.write('f', 'c\nb\na\n');
      const third = own.commit('three');
      expect((await client.blame({ textDocument })).hunks[0]?.commit).toBe(third);
    } finally {
      own.remove();
    }
  });
});

describeWithGit(needsGit('text that is not saved'), () => {
  const committed = lines('one', 'TWO 😀 漢字', 'three', 'four', 'five', 'six', 'seven');
  it.each([
    ['unchanged', committed],
    ['without its final newline', committed.slice(0, -1)],
    [
      'with lines put in',
      lines('zero', 'one', 'new', 'TWO 😀 漢字', 'three', 'four', 'five', 'six', 'seven', 'end'),
    ],
    ['with lines taken out', lines('one', 'three', 'seven')],
    ['with a line changed', committed.replace('four', 'vier')],
    ['that is all new', lines('x', 'y')],
    ['that is empty', ''],
    ['with carriage returns', committed.replaceAll('\n', '\r\n')],
  ])('is blamed as git blame --contents would: %s', async (_, text) => {
    const uri = client.open(pathOf(story), text, 7);
    const { hunks, version } = await client.blame({ textDocument: { uri, version: 7 } });
    expect(version).toBe(7);
    const theirs = text === '' ? [] : gitOwners(repository.directory, ['--contents', '-', '--', story], text);
    expect(hunkOwners(hunks)).toEqual(theirs);
  });

  it('is blamed as it is after each edit', async () => {
    const uri = client.open(pathOf(story), committed);
    const change = (version: number, range: object, text: string) =>
      client.notify('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text }],
      });
    change(2, { start: at(1, 4), end: at(1, 6) }, '!');
    change(3, { start: at(0, 0), end: at(0, 0) }, 'zero\n');
    const text = lines('zero', 'one', 'TWO ! 漢字', 'three', 'four', 'five', 'six', 'seven');
    const { hunks } = await client.blame({ textDocument: { uri, version: 3 } });
    expect(hunkOwners(hunks)).toEqual(
      gitOwners(repository.directory, ['--contents', '-', '--', story], text),
    );
    const { computed, cacheHits } = await client.stats();
    await client.blame({ textDocument: { uri } });
    expect(await client.stats()).toMatchObject({ computed, cacheHits: cacheHits + 1 });
  });

  it('has its line ends converted as git would', async () => {
    repository.git('config', 'core.autocrlf', 'true');
    const text = committed.replace('four', 'vier').replaceAll('\n', '\r\n');
    const uri = client.open(pathOf(story), text);
    const { hunks } = await client.blame({ textDocument: { uri } });
    const theirs = gitOwners(repository.directory, ['--contents', '-', '--', story], text);
    repository.git('config', '--unset', 'core.autocrlf');
    expect(hunkOwners(hunks)).toEqual(theirs);
    expect(theirs.filter((owner) => owner.includes(zero))).toHaveLength(1);
  });

  it('has versions', async () => {
    const uri = client.open(pathOf(story), committed, 5);
    expect(await errorCode(client.blame({ textDocument: { uri, version: 5 } }))).toBe(0);
    expect(await errorCode(client.blame({ textDocument: { uri, version: 4 } }))).toBe(-32801);
    expect(await errorCode(client.blame({ textDocument: { uri, version: 6 } }))).toBe(-32602);
    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await errorCode(client.blame({ textDocument: { uri, version: 5 } }))).toBe(-32602);
  });

  it('may be staged, renamed in the index, or in the middle of a merge', async () => {
    const own = createRepository();
    try {
      own.write('old', lines('a', 'b', 'c', 'd', 'e'));
      own.commit('base');
      own.git('mv', 'old', 'new');
      const renamed = await client.blame({ textDocument: { uri: uriOf(join(own.directory, 'new')) } });
      expect(hunkOwners(renamed.hunks)).toEqual(gitOwners(own.directory, ['--', 'new']));
      own.commit('renamed');
      own.git('checkout', '-q', '-b', 'side');
      own.write('new', lines('A', 'b', 'c', 'd', 'e'));
      own.commit('side');
      own.git('checkout', '-q', 'main');
      own.write('new', lines('a', 'b', 'c', 'd', 'E'));
      own.commit('main');
      own.run(['merge', '--no-commit', '--no-ff', 'side']);
      const merged = await client.blame({ textDocument: { uri: uriOf(join(own.directory, 'new')) } });
      expect(hunkOwners(merged.hunks)).toEqual(gitOwners(own.directory, ['--', 'new']));
      expect(merged.hunks.map(({ commit }) => commit)).not.toContain(zero);
    } finally {
      own.remove();
    }
  });
});

describeWithGit(needsGit('a line, a commit'), () => {
  it('are answered', async () => {
    const textDocument = { uri: uriOf(pathOf(story)) };
    const answer = await client.request<BlameLineResult>('blame/line', { textDocument, position: at(1, 3) });
    expect(answer.commit.summary).toBe('Second, with a body');
    const { commit, originalPath } = answer.hunk;
    const details = await client.request<BlameCommitResult>('blame/commit', {
      textDocument,
      commit,
      path: originalPath,
    });
    expect(details).toMatchObject({
      commit,
      message: 'Second, with a body\n\nThe *body* of `it`.\n',
      parents: [repository.git('rev-parse', 'HEAD~')],
      stats: { insertions: 2, deletions: 1 },
    });
    expect(details.diff).toContain('-two\n+TWO 😀 漢字\n');
    expect(await client.request('blame/line', { textDocument, position: at(7) })).toBeNull();
    const unknown = client.request('blame/commit', { textDocument, commit: 'f'.repeat(40) });
    await expect(unknown).rejects.toMatchObject({ code: -32803, data: { code: 'missingObject' } });
  });
});

describeWithGit(needsGit('hover, lens and hint'), () => {
  const text = lines('one', 'TWO 😀 漢字', 'three', 'neu', 'five', 'six', 'seven');
  const whole = { start: at(0), end: at(7) };
  interface Hint {
    readonly position: { readonly line: number; readonly character: number };
    readonly label: string;
  }

  it('show the commit of the line', async () => {
    const uri = client.open(pathOf(story), text);
    const hover = (line: number) =>
      client.request<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument: { uri },
        position: at(line),
      });
    expect((await hover(1))?.contents.value).toMatch(/A U Thor[\s\S]*The \*body\* of `it`/);
    expect((await hover(3))?.contents.value).toContain('Not committed yet');
    expect(await hover(7)).toBeNull();
    const lenses = await lensesOf(client, uri);
    expect(lenses).toMatchObject([{ command: { title: expect.stringContaining('2 commits · 1 author') } }]);
  });

  it.each([
    ['utf-8', [3, 15, 5, 3, 4]],
    ['utf-16', [3, 9, 5, 3, 4]],
    ['utf-32', [3, 8, 5, 3, 4]],
  ])('count columns in %s', async (encoding, columns) => {
    const other = startClient();
    try {
      const { capabilities } = await other.initialize({
        capabilities: { general: { positionEncodings: [encoding] } },
      });
      expect(capabilities.positionEncoding).toBe(encoding);
      const uri = other.open(pathOf(story), text);
      const hints = await other.request<Hint[]>('textDocument/inlayHint', {
        textDocument: { uri },
        range: whole,
      });
      expect(hints.map(({ position }) => position)).toEqual(
        [0, 1, 2, 3, 4, 6].map((line, index) => at(line, [...columns, 5][index])),
      );
    } finally {
      other.kill();
    }
  });
});
