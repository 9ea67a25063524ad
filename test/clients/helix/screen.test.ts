/** Helix with the configuration that is printed for it, as a user sees it: hover, actions, keys, hints, and nothing in red. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { configureHelix, describeInHelix, type Helix, serversOf, startHelix } from '../../support/helix.ts';
import { isAlive } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const code = Array.from({ length: 120 }, (_, index) => `int number${index}(void) { return ${index}; }\n`);

describeInHelix('blame in Helix', () => {
  let home: string;
  let repository: GitRepository;
  let helix: Helix;

  beforeAll(() => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.write('numbers.c', code.join(''));
    repository.commit('Count notes');
    repository.write('notes.txt', 'one\nzwei\nthree\n');
    repository.commit('Count in German');
    home = scratchDirectory('helix');
    configureHelix(home);
    helix = startHelix(home, repository.directory, ['notes.txt']);
  });
  afterAll(() => {
    helix.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('shows who wrote the line', async () => {
    await helix.insist(' k', /A U Thor <author@example\.com>[\s\S]*Count notes/);
  });

  it('offers what can be done about it', async () => {
    await helix.insist(' a', /Blame: show \w{8} \(A U Thor, .*: Count notes\)[\s\S]*Blame: copy the id/);
  });

  it('tells it in the status line, by a key', async () => {
    await helix.escape();
    helix.terminal.type('j Bb');
    await helix.shows(/^Blame: \w{10} A U Thor, .* ago: Count in German$/m);
  });

  it('walks to the version before and forward again', async () => {
    helix.terminal.type(' Bp');
    await helix.shows(/^ +2 {2}two *$/m);
    helix.terminal.type(' Bf');
    await helix.shows(/^ +2 {2}zwei *$/m);
  });

  it('shows the commit', async () => {
    helix.terminal.type(' Bc');
    await helix.shows(/ {4}Count in German[\s\S]*-two/);
  });

  it('leaves nothing behind', async () => {
    const servers = serversOf(home);
    expect(servers.map(isAlive)).toEqual([true]);
    await helix.quit();
  });
});

/** What Helix says when something goes wrong, in its last row or above. */
const complaints = /error|fail|invalid|panick|not found|unsupported|exited|timed? ?out|unhandled/i;

describeInHelix('a user in a hurry in Helix', () => {
  let home: string;
  let repository: GitRepository;
  const open: Helix[] = [];

  beforeAll(() => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.write('numbers.txt', code.join(''));
    repository.commit('Count notes');
    home = scratchDirectory('helix');
    const hints = '[[language]]\nname = "text"\nlanguage-servers = ["blame"]\n';
    configureHelix(home, {
      languages: hints,
      config: '[editor]\nidle-timeout = 50\n[editor.lsp]\ndisplay-inlay-hints = true\n',
    });
  });
  afterAll(() => {
    for (const helix of open) helix.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('sees hints, and no complaint while typing, scrolling and changing files', async () => {
    const helix = startHelix(home, repository.directory, ['numbers.txt', 'notes.txt']);
    open.push(helix);
    const { terminal } = helix;
    const seen: string[] = [];
    const look = () => seen.push(terminal.screen());
    await helix.insist('l', /int number0\(void\) \{ return 0; \} +A U Thor, .* · Count notes/);
    for (let round = 0; round < 4; round++) {
      terminal.type('ggO');
      for (const word of ['who ', 'wrote ', 'this', '?']) {
        terminal.type(word);
        look();
      }
      await helix.escape();
      for (const key of ['C-d', 'C-d', 'C-u', 'PageDown', 'PageUp']) {
        terminal.press(key);
        look();
      }
      terminal.type(round % 2 === 0 ? 'gn' : 'gp');
      look();
      terminal.type('jxd');
      look();
      terminal.type('u');
      look();
    }
    // When all of that has been answered the newest text has its hints.
    await helix.insist('gg', /^ +1 .who wrote this\? +Not committed yet/m);
    look();
    const rows = seen.flatMap((screen) => screen.trimEnd().split('\n').slice(-2));
    expect(rows.filter((row) => complaints.test(row))).toEqual([]);
    await helix.quit();
  }, 60_000);

  it('sees no complaint where there is no repository', async () => {
    const directory = join(home, 'nowhere');
    mkdirSync(directory);
    writeFileSync(join(directory, 'notes.txt'), 'one\ntwo\n');
    const helix = startHelix(home, directory, ['notes.txt']);
    open.push(helix);
    await helix.insist(' Bb', /^Blame: nothing is known of line 1$/m);
    const seen: string[] = [];
    for (const keys of ['Ohello', ' again']) {
      helix.terminal.type(keys);
      seen.push(helix.terminal.screen());
    }
    await helix.escape();
    helix.terminal.type(' Bb');
    seen.push(await helix.shows(/^Blame: nothing is known of line 1$/m));
    expect(seen.filter((screen) => complaints.test(screen))).toEqual([]);
    await helix.quit();
  });

  it('quits in the middle of a blame', async () => {
    const helix = startHelix(home, repository.directory, ['numbers.txt']);
    open.push(helix);
    const before = serversOf(home).length;
    await until(() => serversOf(home).length > before);
    helix.terminal.type('l');
    await helix.quit();
  });
});
