/** What has no blame, and what is no question: answered without a word, or refused. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, scratchDirectory } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { at, story, tellStory } from '../support/story.ts';

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

describeWithGit(needsGit('what has no blame'), () => {
  const empty = { version: null, revision: null, hunks: [], commits: {} };

  it.each<[string, () => string]>([
    ['a file that is not tracked', () => uriOf(write('untracked.txt'))],
    ['a file that is ignored', () => uriOf(write('ignored.txt'))],
    ['a file that is gone', () => uriOf(pathOf('nowhere.txt'))],
    ['a directory', () => uriOf(pathOf('dir'))],
    ['the top of the work tree', () => uriOf(repository.directory)],
    ['a file inside .git', () => uriOf(pathOf('.git/config'))],
    ['a document that is no file', () => 'untitled:Untitled-1'],
    ['a file on another host', () => 'file://elsewhere/f'],
    ['a URI that is none', () => 'no uri at all'],
    ['a path with a zero byte', () => 'file:///tmp/%00'],
  ])('%s', async (_, uriOfIt) => {
    const uri = uriOfIt();
    expect(await client.blame({ textDocument: { uri } })).toEqual({ uri, ...empty });
    expect(await client.request('blame/line', { textDocument: { uri }, position: at(0) })).toBeNull();
    expect(await client.request('textDocument/hover', { textDocument: { uri }, position: at(0) })).toBeNull();
    expect(await client.request('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
    expect(client.logged).toEqual([]);
  });

  function write(path: string): string {
    writeFileSync(pathOf(path), 'text\n');
    return pathOf(path);
  }

  it('a file outside of any repository', async () => {
    const directory = scratchDirectory('outside');
    try {
      writeFileSync(join(directory, 'f'), 'text\n');
      const uri = uriOf(join(directory, 'f'));
      expect(await client.blame({ textDocument: { uri } })).toEqual({ uri, ...empty });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('a file before the first commit', async () => {
    const own = createRepository();
    try {
      own.write('f', 'text\n');
      own.git('add', 'f');
      const uri = uriOf(join(own.directory, 'f'));
      expect(await client.blame({ textDocument: { uri } })).toEqual({ uri, ...empty });
    } finally {
      own.remove();
    }
  });

  it('a submodule, while the files in it have their own', async () => {
    const [outer, inner] = [createRepository(), createRepository()];
    try {
      inner.write('f', 'text\n');
      const commit = inner.commit('inner');
      outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.directory, 'sub');
      outer.commit('outer');
      const uri = uriOf(join(outer.directory, 'sub'));
      expect(await client.blame({ textDocument: { uri } })).toEqual({ uri, ...empty });
      const { hunks } = await client.blame({
        textDocument: { uri: uriOf(join(outer.directory, 'sub', 'f')) },
      });
      expect(hunks.map((hunk) => hunk.commit)).toEqual([commit]);
    } finally {
      for (const each of [outer, inner]) each.remove();
    }
  });

  it('but what an editor shows through a link has the blame of the file it shows', async () => {
    const own = createRepository();
    try {
      own.write('real', 'text\n');
      symlinkSync('real', join(own.directory, 'link'));
      own.commit('both');
      const uri = client.open(join(own.directory, 'link'), 'text\n');
      const open = await client.blame({ textDocument: { uri } });
      expect(open.hunks.map(({ originalPath }) => originalPath)).toEqual(['real']);
      client.notify('textDocument/didClose', { textDocument: { uri } });
      const closed = await client.blame({ textDocument: { uri } });
      expect(hunkOwners(closed.hunks)).toEqual(gitOwners(own.directory, ['--', 'link']));
    } finally {
      own.remove();
    }
  });

  it('but a work tree that is reached through a link has it', async () => {
    const directory = scratchDirectory('link');
    try {
      symlinkSync(repository.directory, join(directory, 'linked'));
      const { hunks } = await client.blame({
        textDocument: { uri: uriOf(join(directory, 'linked', story)) },
      });
      expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', story]));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describeWithGit(needsGit('bad parameters'), () => {
  it.each([
    ['blame/file', {}],
    ['blame/file', { textDocument: { uri: 7 } }],
    ['blame/file', { textDocument: { uri: 'file:///x' }, range: { start: at(2), end: at(1) } }],
    ['blame/file', { textDocument: { uri: 'file:///x' }, options: { diffAlgorithm: 'quick' } }],
    ['blame/file', { textDocument: { uri: 'file:///x' }, options: { frobnicate: true } }],
    ['blame/line', { textDocument: { uri: 'file:///x' } }],
    ['blame/line', { textDocument: { uri: 'file:///x' }, position: at(-1) }],
    ['blame/commit', { textDocument: { uri: 'file:///x' } }],
    ['textDocument/inlayHint', { textDocument: { uri: 'file:///x' } }],
    ['blame/file', [1, 2]],
  ])('of %s are refused: %j', async (method, params) => {
    expect(await errorCode(client.request(method, params))).toBe(-32602);
  });

  const document = { textDocument: { uri: 'file:///x' } };
  const position = at(0);
  const range = { start: at(0), end: at(1) };

  it.each<[string, object, [object, string][]]>([
    [
      'blame/file',
      {},
      [
        [{ range: 7 }, 'range must be an object'],
        [{ range: { start: at(0) } }, 'range.end must be an object'],
        [{ version: 1, textDocument: { uri: 'file:///x', version: 1.5 } }, 'textDocument.version'],
        [{ options: [] }, 'options'],
        [{ options: { revision: 7 } }, 'revision'],
        [{ anyway: 'yes' }, 'anyway must be true or false'],
        [{ partialResultToken: true }, 'partialResultToken'],
        [{ workDoneToken: {} }, 'workDoneToken'],
      ],
    ],
    [
      'blame/line',
      { position },
      [
        [{ position: { line: '1', character: 0 } }, 'position.line'],
        [{ position: { line: 1, character: 0.5 } }, 'position.character'],
        [{ options: { lines: 7 } }, 'lines'],
      ],
    ],
    [
      'blame/commit',
      { commit: 'HEAD' },
      [
        [{ commit: null }, 'commit must be a string'],
        [{ path: 7 }, 'path must be a string'],
      ],
    ],
    [
      'blame/history',
      { range },
      [
        [{ range: null }, 'range must be an object'],
        [{ limit: -1 }, 'limit'],
        [{ limit: '3' }, 'limit'],
        [{ workDoneToken: [] }, 'workDoneToken'],
      ],
    ],
    [
      'blame/summary',
      {},
      [
        [{ range: { start: at(1), end: at(0) } }, 'range'],
        [{ options: { detectCopies: 9 } }, 'detectCopies'],
      ],
    ],
    [
      'blame/previous',
      { commit: 'HEAD', path: 'f', line: 0 },
      [
        [{ commit: 7 }, 'commit must be a string'],
        [{ path: null }, 'path must be a string'],
        [{ line: -1 }, 'line'],
      ],
    ],
    [
      'blame/content',
      { commit: 'HEAD', path: 'f' },
      [
        [{ commit: 7 }, 'commit must be a string'],
        [{ commit: null }, 'commit must be a string'],
        [{ path: [] }, 'path must be a string'],
      ],
    ],
    ['textDocument/hover', { position }, [[{ position: null }, 'position must be an object']]],
    ['textDocument/codeLens', {}, []],
    ['textDocument/inlayHint', { range }, [[{ range: { start: 1, end: 2 } }, 'range.start']]],
    [
      'textDocument/codeAction',
      { range, context: { diagnostics: [] } },
      [
        [{ range: null }, 'range must be an object'],
        [{ context: 7 }, 'context must be an object'],
      ],
    ],
  ])('of %s are refused in words', async (method, good, bad) => {
    const documents: [object, string][] = [
      [{ textDocument: null }, 'textDocument must be an object'],
      [{ textDocument: [] }, 'textDocument must be an object'],
      [{ textDocument: {} }, 'textDocument.uri must be a string'],
      [{ textDocument: { uri: 7 } }, 'textDocument.uri must be a string'],
    ];
    for (const [params, words] of [...documents, ...bad]) {
      const answer = client.request(method, { ...document, ...good, ...params });
      await expect(answer, JSON.stringify(params)).rejects.toMatchObject({
        code: -32602,
        message: expect.stringContaining(words),
      });
    }
  });

  it.each<[string, unknown, string]>([
    ['workspace/executeCommand', {}, 'command must be a string'],
    ['workspace/executeCommand', { command: 7 }, 'command must be a string'],
    ['workspace/executeCommand', { command: 'blame.nope' }, 'there is no command blame.nope'],
    ['workspace/executeCommand', { command: 'toString' }, 'there is no command toString'],
    ['workspace/executeCommand', { command: 'blame.show', arguments: {} }, 'arguments must be'],
    ['workspace/executeCommand', { command: 'blame.anyway', arguments: [] }, 'arguments[0] must be a string'],
    ['workspace/executeCommand', { command: 'blame.anyway', arguments: [{}] }, 'arguments[0] must be'],
    ['workspace/textDocumentContent', {}, 'uri must be a string'],
    ['workspace/textDocumentContent', { uri: 'http://x' }, 'uri is none of this server'],
    ['codeAction/resolve', [1], 'params must be an object'],
    ['codeLens/resolve', [1], 'params must be an object'],
    ['inlayHint/resolve', [1], 'params must be an object'],
  ])('of %s are refused in words: %j', async (method, params, words) => {
    await expect(client.request(method, params)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(words),
    });
  });
});
