/** Options of a blame through the built server, compared with what git says with its own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { BlamePart, WireBlameOptions } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { at, lines } from '../support/story.ts';

let client: LspClient;
beforeAll(async () => {
  client = startClient();
  await client.initialize();
});
afterAll(() => client.kill());

describeWithGit(needsGit('options'), () => {
  /** A history with something to find for each option. */
  function tell(): GitRepository {
    const own = createRepository();
    const moved = lines(
      '  if (count > limit) {',
      '    return report(count);',
      '  }',
      '  return total(limit);',
    );
    const rest = lines('int a = 1;', 'int b = 2;', 'int c = 3;', 'int d = 4;', 'int e = 5;', 'int f = 6;');
    own.write('f', moved + rest);
    own.write(
      'other',
      lines('alpha beta gamma delta epsilon', 'zeta eta theta iota kappa', 'lambda mu nu xi'),
    );
    own.commit('one');
    own.write('f', rest + moved);
    own.commit('move');
    own.write('f', (rest + moved).replaceAll('int ', 'int  '));
    own.commit('space');
    own.git('checkout', '-qb', 'side');
    own.write('f', (rest + moved).replaceAll('int ', 'int  ').replace('6', 'six'));
    own.commit('side');
    own.git('checkout', '-q', '-');
    own.write('g', lines('alpha beta gamma delta epsilon', 'zeta eta theta iota kappa', 'lambda mu nu xi'));
    own.commit('copy');
    own.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    return own;
  }

  let own: GitRepository;
  beforeAll(() => {
    own = tell();
  });
  afterAll(() => own.remove());

  it.each<[string, WireBlameOptions, readonly string[]]>([
    ['f', { ignoreWhitespace: true }, ['-w']],
    ['f', { detectMoves: true }, ['-M']],
    ['f', { detectMoves: 500 }, ['-M500']],
    ['f', { detectMoves: true, ignoreWhitespace: true }, ['-M', '-w']],
    ['g', { detectCopies: 1 }, ['-C']],
    ['g', { detectCopies: 2 }, ['-C', '-C']],
    ['g', { detectCopies: 3, copyScore: 5 }, ['-C', '-C', '-C5']],
    ['f', { ignoreRevs: ['HEAD~2'] }, ['--ignore-rev', 'HEAD~2']],
    ['f', { firstParent: true }, ['--first-parent']],
    ['f', { root: true }, ['--root']],
    ['f', { revision: 'HEAD~2..HEAD' }, ['HEAD~2..HEAD']],
    ['f', { revision: ['^HEAD~2'] }, ['^HEAD~2']],
    ['f', { revision: 'HEAD~3..HEAD', reverse: true }, ['--reverse', 'HEAD~3..HEAD']],
    ['f', { since: '2023-11-14T22:15:30Z' }, ['--since', '2023-11-14T22:15:30Z']],
    ['f', { indentHeuristic: false }, ['--no-indent-heuristic']],
  ])('%s with %j is blamed as git does with %j', async (path, options, args) => {
    const { hunks } = await client.blame({
      textDocument: { uri: uriOf(join(own.directory, path)) },
      options,
    });
    expect(hunkOwners(hunks)).toEqual(gitOwners(own.directory, [...args, '--', path]));
  });

  it('find moves and copies into text that is not saved', async () => {
    const [f, other] = ['f', 'other'].map((path) => readFileSync(join(own.directory, path), 'utf8'));
    const text = `${f}${other}`;
    const uri = client.open(join(own.directory, 'f'), text, 1);
    for (const [options, args] of [
      [{ detectMoves: true }, ['-M']],
      [{ detectCopies: 3 }, ['-C', '-C', '-C']],
    ] as const) {
      const { hunks } = await client.blame({ textDocument: { uri }, options });
      expect(hunkOwners(hunks)).toEqual(
        gitOwners(own.directory, [...args, '--contents', '-', '--', 'f'], text),
      );
    }
    client.notify('textDocument/didClose', { textDocument: { uri } });
  });

  it('let commands make text of files, of committed ones and of those on disk', async () => {
    const binary = createRepository();
    try {
      const { directory } = binary;
      const textconv = { options: { textconv: true } };
      const ask = (options: object) =>
        client.blame({ textDocument: { uri: uriOf(join(directory, 'a.up')) }, ...options });
      binary.write('.gitattributes', '*.up diff=upper\n');
      binary.write('a.up', lines('one', 'two', 'three'));
      binary.commit('one');
      binary.write('a.up', lines('one', 'TWO', 'changed'));
      binary.commit('two');
      binary.git('config', 'diff.upper.textconv', 'tr a-z A-Z <');
      const raw = ['--no-textconv', '--', 'a.up'];
      const text = ['--textconv', '--', 'a.up'];
      expect(gitOwners(directory, text)).not.toEqual(gitOwners(directory, raw));
      expect(hunkOwners((await ask({})).hunks)).toEqual(gitOwners(directory, raw));
      expect(hunkOwners((await ask(textconv)).hunks)).toEqual(gitOwners(directory, text));
      const { hunks } = await ask({ options: { textconv: true, revision: 'HEAD~..HEAD' } });
      expect(hunkOwners(hunks)).toEqual(gitOwners(directory, ['HEAD~..HEAD', ...text]));
      binary.write('a.up', lines('One', 'two', 'neu'));
      expect(hunkOwners((await ask(textconv)).hunks)).toEqual(gitOwners(directory, text));
      binary.write('.gitattributes', '');
      expect(hunkOwners((await ask(textconv)).hunks)).toEqual(gitOwners(directory, raw));
      binary.write('.gitattributes', '*.up diff=upper\n');
      const shown = lines('one', 'two', 'changed');
      client.open(join(directory, 'a.up'), shown);
      const contents = gitOwners(directory, ['--no-textconv', '--contents', '-', '--', 'a.up'], shown);
      expect(hunkOwners((await ask(textconv)).hunks)).toEqual(contents);
      client.notify('textDocument/didClose', { textDocument: { uri: uriOf(join(directory, 'a.up')) } });
      binary.git('config', 'diff.upper.textconv', 'false');
      await expect(ask(textconv)).rejects.toMatchObject({ code: -32803, message: /unable to read/ });
    } finally {
      binary.remove();
    }
  });

  it('end a command under way with its question, and with the server', async () => {
    const slow = createRepository();
    const other = startClient();
    try {
      slow.write('.gitattributes', '* diff=slow\n');
      slow.write('f', 'a\n');
      slow.commit('one');
      const started = join(slow.directory, 'started');
      slow.git('config', 'diff.slow.textconv', `echo >>${started}; sleep 30; cat`);
      await other.initialize();
      const question = {
        textDocument: { uri: uriOf(join(slow.directory, 'f')) },
        options: { textconv: true },
      };
      const { answer, cancel } = other.start('blame/file', question);
      await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
      cancel();
      await expect(answer).rejects.toMatchObject({ code: -32800 });
      await expect.poll(async () => (await other.stats()).workersBusy, { timeout: 3000 }).toBe(0);
      other.start('blame/file', question).answer.catch(() => undefined);
      await expect.poll(() => readFileSync(started, 'utf8'), { timeout: 10_000 }).toBe('\n\n');
      const stopped = performance.now();
      expect(await other.stop()).toEqual({ code: 0, signal: null });
      expect(performance.now() - stopped).toBeLessThan(5000);
    } finally {
      other.kill();
      slow.remove();
    }
  });

  it.each([
    [['2,3'], ['f']],
    [['1,+2', '/d = 4/,+2'], ['f']],
    [[':int  b'], ['f']],
    [['/int  e/', '^/int/,+1'], ['f']],
    [['8,20'], ['HEAD~1', '--', 'f']],
    [[':tt'], ['g.txt']],
  ] as const)('ask for lines %j of %j', async (ranges, words) => {
    const path = words.at(-1) ?? '';
    const revision = words.length > 1 ? { revision: words[0] ?? '' } : {};
    own.write('g.txt', lines('x', 'yes tt', ' 1', 'no', 'yes u', ' 2'));
    own.write('.git/info/attributes', '*.txt diff=own\n');
    own.git('config', 'diff.own.xfuncname', '^yes.*');
    own.git('add', 'g.txt');
    const textDocument = { uri: uriOf(join(own.directory, path)) };
    const { hunks } = await client.blame({ textDocument, options: { lines: [...ranges], ...revision } });
    const args = ranges.flatMap((range) => ['-L', range]);
    expect(hunks.length).toBeGreaterThan(0);
    expect(hunkOwners(hunks)).toEqual(gitOwners(own.directory, [...args, ...words]));
  });

  it('ask for lines of text that is not saved, in parts too', async () => {
    const text = lines('new', readFileSync(join(own.directory, 'f'), 'utf8').trimEnd(), 'last');
    const uri = client.open(join(own.directory, 'f'), text, 1);
    const parts: BlamePart[] = [];
    client.connection.onProgress(new ProgressType<BlamePart>(), 'lines', (part) => void parts.push(part));
    const question = { textDocument: { uri }, options: { lines: ['1,3', '11,'] } };
    const { hunks } = await client.blame(question);
    await client.blame({ ...question, partialResultToken: 'lines' });
    client.notify('textDocument/didClose', { textDocument: { uri } });
    const args = ['-L1,3', '-L11,', '--contents', '-', '--', 'f'];
    const theirs = gitOwners(own.directory, args, text);
    expect(hunkOwners(hunks)).toEqual(theirs);
    const streamed = parts.flatMap((part) => part.hunks).sort((a, b) => a.startLine - b.startLine);
    expect(hunkOwners(streamed)).toEqual(theirs);
  });

  it.each([
    ['99', 'file f has only 10 lines'],
    ['0', '-L invalid line number: 0'],
    ['/nowhere/', "-L parameter 'nowhere' starting at line 1: No match"],
    ['1,2x', 'malformed range of lines: 1,2x'],
  ])('that ask for lines %j are refused', async (range, message) => {
    const textDocument = { uri: uriOf(join(own.directory, 'f')) };
    const answer = client.blame({ textDocument, options: { lines: range } });
    await expect(answer).rejects.toMatchObject({ code: -32602, message });
    const line = client.request('blame/line', { textDocument, position: at(0), options: { lines: '1' } });
    await expect(line).rejects.toMatchObject({ code: -32602 });
  });

  it('may graft history', async () => {
    const textDocument = { uri: uriOf(join(own.directory, 'f')) };
    const ask = (revision: object) =>
      client.blame({ textDocument, options: { revsFile: 'grafts', ...revision } });
    const [head, base] = ['HEAD', 'HEAD~3'].map((name) => own.git('rev-parse', name));
    const plain = gitOwners(own.directory, ['HEAD', '--', 'f']);
    for (const grafts of [`${head} ${base}\n`, `${head}\nnonsense\n`]) {
      own.write('grafts', grafts);
      const file = ['-S', 'grafts'];
      expect(gitOwners(own.directory, [...file, 'HEAD', '--', 'f'])).not.toEqual(plain);
      for (const [options, args] of [
        [{}, ['--', 'f']],
        [{ revision: 'HEAD' }, ['HEAD', '--', 'f']],
        [{ revision: `${base}..HEAD` }, [`${base}..HEAD`, '--', 'f']],
      ] as const)
        expect(hunkOwners((await ask(options)).hunks)).toEqual(gitOwners(own.directory, [...file, ...args]));
    }
    expect(client.logged.filter((line) => line.includes('bad graft data: nonsense'))).toHaveLength(1);
    expect(hunkOwners((await client.blame({ textDocument, options: { revision: 'HEAD' } })).hunks)).toEqual(
      plain,
    );
    const missing = ask({ revsFile: 'nowhere' });
    await expect(missing).rejects.toMatchObject({ code: -32803, data: { code: 'noSuchPath' } });
  });

  it('are as the repository has them configured, and follow it', async () => {
    const textDocument = { uri: uriOf(join(own.directory, 'f')) };
    const plain = gitOwners(own.directory, ['--', 'f']);
    own.write('ignored', `${own.git('rev-parse', 'HEAD~2')}\n`);
    own.git('config', 'blame.ignoreRevsFile', 'ignored');
    const theirs = gitOwners(own.directory, ['--', 'f']);
    expect(theirs).not.toEqual(plain);
    expect(hunkOwners((await client.blame({ textDocument })).hunks)).toEqual(theirs);
    own.write('ignored', '');
    expect(hunkOwners((await client.blame({ textDocument })).hunks)).toEqual(plain);
    own.git('config', 'blame.ignoreRevsFile', 'nowhere');
    expect(hunkOwners((await client.blame({ textDocument })).hunks)).toEqual(plain);
    expect(client.logged.filter((line) => line.includes('nowhere'))).toHaveLength(1);
  });
});
