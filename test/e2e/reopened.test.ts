/** Files opened again by another process: answered from what is kept where everything is as it was, and as git does where it is not. */
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChunkedText } from '../../server/base/chunkedText.ts';
import { KeptFiles } from '../../server/cache/keptFiles.ts';
import type { FileAnswer } from '../../server/service/contract.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, runGit, scratchDirectory } from '../support/gitRepository.ts';
import { type LiveService, liveService } from '../support/liveService.ts';

describeWithGit(needsGit('a file that is opened again'), () => {
  let repository: GitRepository;
  let home: string;
  let caches: string;
  let first: string;

  beforeEach(() => {
    repository = createRepository();
    home = scratchDirectory('reopened-home');
    caches = scratchDirectory('reopened-caches');
    repository.write('f', 'one\ntwo\nthree\n');
    first = repository.commit('first');
    repository.write('f', 'one\n  two\nthree\nfour\n');
    repository.commit('second');
    repository.write('f', 'one\n  two\nthree!\nfour\nfive\n');
    repository.commit('third');
  });
  afterEach(() => {
    repository.remove();
    for (const directory of [home, caches]) rmSync(directory, { recursive: true, force: true });
  });

  const at = (path: string) => join(repository.directory, path);
  const start = () => {
    const warn = () => undefined;
    const store = new KeptFiles({ root: caches, kind: 'blames', maxBytes: 1 << 30, warn, now: Date.now });
    return liveService({ home, caches: null, store });
  };

  /** Commit, line and author of each line of the editor's text; the author of a line that is not committed hangs on who asks. */
  async function ours({ service }: LiveService, text = readFileSync(at('f'), 'utf8')): Promise<string[]> {
    const answer = await service.blameFile(
      { fsPath: at('f'), text: ChunkedText.of(text), options: {} },
      { signal: new AbortController().signal, priority: () => 'cursor' },
    );
    return linesOf(answer);
  }

  function theirs(): string[] {
    const environment = { GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
    const { stdout, stderr } = runGit(repository.directory, ['blame', '--line-porcelain', 'f'], {
      environment,
    });
    expect(stderr).toBe('');
    const lines: string[] = [];
    let commit = '';
    for (const line of stdout.toString().split('\n')) {
      commit = /^[0-9a-f]{40} \d+ \d+/.exec(line)?.[0].split(' ').slice(0, 2).join(' ') ?? commit;
      if (line.startsWith('author ')) lines.push(named(commit, line.slice(7)));
    }
    return lines;
  }

  /** Opens the file in one process after another until everything is kept that can be. */
  async function keep(): Promise<void> {
    const live = start();
    expect(await ours(live)).toEqual(theirs());
    // A blame is written half a second later.
    await expect.poll(() => kept().length, { timeout: 5000 }).toBe(3);
    live.close();
  }

  const kept = () => {
    const directory = join(caches, 'blames');
    return readdirSync(directory).flatMap((name) =>
      readdirSync(join(directory, name))
        .filter((file) => file.endsWith('.list'))
        .map((file) => join(directory, name, file)),
    );
  };

  it.each([
    ['as it was committed', () => undefined],
    ['with lines that are not committed', () => appendFileSync(at('f'), 'six\n')],
    ['with a mark of its encoding', () => void repository.commit(withMark())],
  ])('is answered without the engine, %s', async (_, edit) => {
    edit();
    await keep();
    const live = start();
    expect(await ours(live)).toEqual(theirs());
    expect(live.called).toEqual([]);
    live.close();
  });

  it('has its lines read when it is quiet, before anything is typed', async () => {
    await keep();
    const live = start();
    await ours(live);
    expect(live.called).toEqual([]);
    await expect.poll(() => live.called, { timeout: 5000 }).toContain('committed');
    live.close();
  });

  function withMark(): string {
    writeFileSync(at('f'), '\ufeffone\n  two\nthree!\n');
    return 'marked';
  }

  const ignore = (file: string, which = 'HEAD') =>
    writeFileSync(file, `${repository.git('rev-parse', which)}\n`);

  it.each<[string, () => void, () => void]>([
    ['the configuration names a list', () => ignore(at('.git/list')), () => configure(at('.git/config'))],
    ['a list is edited', listed, () => ignore(at('.git/list'), 'HEAD~1')],
    ['a list is emptied', listed, () => writeFileSync(at('.git/list'), '')],
    ['a mailmap is made', () => undefined, () => writeFileSync(at('.mailmap'), rename('Ada'))],
    [
      'it is edited',
      () => writeFileSync(at('.mailmap'), rename('Ada')),
      () => writeFileSync(at('.mailmap'), rename('Eve')),
    ],
    ['HEAD moves', () => undefined, () => repository.git('reset', '-q', '--soft', 'HEAD~1')],
    ['the file is edited', () => undefined, () => writeFileSync(at('f'), 'zero\none\n  two\n')],
    ['an edit is undone', () => appendFileSync(at('f'), 'x\n'), () => repository.git('checkout', '-q', 'f')],
    ['the configuration includes another', () => ignore(at('.git/list')), included],
    ['an included one is made', missing, () => configure(at('.git/more'))],
    ['the global one is replaced', () => ignore(at('.git/list')), () => configure(join(home, '.gitconfig'))],
    ['a branch chooses another', byBranch, () => repository.git('checkout', '-q', '-b', 'other')],
    [
      'history is cut',
      () => undefined,
      () => writeFileSync(at('.git/shallow'), `${repository.git('rev-parse', 'HEAD~1')}\n`),
    ],
    ['a commit is replaced', () => undefined, () => repository.git('replace', 'HEAD~1', first)],
    [
      'the whole is committed anew',
      () => undefined,
      () => repository.git('commit', '-q', '--amend', '-m', 'x'),
    ],
    ['line ends are converted', crlf, () => writeFileSync(at('.gitattributes'), 'f -text\n')],
    ['line ends are no longer converted', () => undefined, () => crlf()],
    ['attributes are made', crlf, () => writeFileSync(at('.gitattributes'), 'f text\n')],
    ['what is kept is damaged', () => undefined, () => kept().map((path) => writeFileSync(path, 'x'))],
    ['what is kept is gone', () => undefined, () => rmSync(join(caches, 'blames'), { recursive: true })],
  ])('is blamed as git does when %s', async (_, before, change) => {
    before();
    const live = start();
    expect(await ours(live)).toEqual(theirs());
    await expect.poll(() => kept().length, { timeout: 5000 }).toBeGreaterThanOrEqual(2);
    live.close();
    change();
    const next = start();
    expect(await ours(next)).toEqual(theirs());
    // And goes on like that.
    expect(await ours(next)).toEqual(theirs());
    next.close();
  });

  function configure(file: string): void {
    appendFileSync(file, `[blame]\n\tignoreRevsFile = ${at('.git/list')}\n`);
  }

  function listed(): void {
    ignore(at('.git/list'));
    configure(at('.git/config'));
  }

  function included(): void {
    configure(at('.git/more'));
    appendFileSync(at('.git/config'), '[include]\n\tpath = more\n');
  }

  function missing(): void {
    ignore(at('.git/list'));
    appendFileSync(at('.git/config'), '[include]\n\tpath = more\n');
  }

  function byBranch(): void {
    ignore(at('.git/list'));
    configure(at('.git/more'));
    appendFileSync(at('.git/config'), '[includeIf "onbranch:other"]\n\tpath = more\n');
  }

  function crlf(): void {
    repository.git('config', 'core.autocrlf', 'true');
    writeFileSync(at('f'), readFileSync(at('f'), 'utf8').replaceAll('\n', '\r\n'));
  }
});

function rename(name: string): string {
  return `${name} <author@example.com>\n`;
}

function named(place: string, author: string): string {
  return /^0+ /.test(place) ? 'not committed' : `${place} ${author}`;
}

function linesOf({ blame }: FileAnswer): string[] {
  const lines: string[] = [];
  for (let row = 0; row < blame.rows.length; row += 5) {
    const [, count = 0, source = 0, place = 0] = blame.rows.subarray(row, row + 5);
    const commit = blame.origins[place]?.commit ?? '';
    for (let line = 0; line < count; line++) {
      lines.push(named(`${commit} ${source + line + 1}`, blame.commits[commit]?.author.name ?? ''));
    }
  }
  return lines;
}
