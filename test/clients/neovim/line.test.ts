/** Virtual text on the cursor's line in a real Neovim: it comes at once, follows edits and history, and never lies. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';

describeInNeovim('blame of the line', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;

  beforeAll(async () => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.commit('Count notes');
    repository.write('notes.txt', 'one\nTWO\nthree\n');
    repository.commit('Shout');
    home = scratchDirectory('neovim');
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['notes.txt'] });
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('is there right after the file was opened', async () => {
    expect(await editor.shows(/^one\s/)).toMatch(/^one {2,}A U Thor, \d+ years? ago · Count notes$/);
  });

  it('follows the cursor, and stands on one line only', async () => {
    await editor.type('j');
    await editor.shows(/^TWO .*· Shout$/);
    expect((await editor.screen()).filter((row) => row.includes('A U Thor'))).toHaveLength(1);
  });

  it('says so of a line that was edited, and takes it back with undo', async () => {
    await editor.type('A, too<Esc>');
    await editor.shows(/^TWO, too {2,}Not committed yet$/);
    await editor.type('u');
    await editor.shows(/^TWO .*· Shout$/);
  });

  it('moves with its line when text is put above it', async () => {
    await editor.type('ggOabove<Esc>');
    await editor.shows(/^above {2,}Not committed yet$/);
    await editor.type('jj');
    await editor.shows(/^TWO .*· Shout$/);
    await editor.type('u');
    await editor.type('j');
    await editor.shows(/^TWO .*· Shout$/);
  });

  it('is silent in insert mode', async () => {
    await editor.type('i');
    await editor.hides(/A U Thor|Not committed/);
    await editor.type('<Esc>');
    await editor.shows(/^TWO .*· Shout$/);
  });

  it('hears of a commit made elsewhere', async () => {
    await editor.command('3 | normal! Ax');
    await editor.command('silent write');
    await editor.shows(/^threex {2,}Not committed yet$/);
    repository.commit('Elsewhere');
    await editor.shows(/^threex .*· Elsewhere$/);
  });

  it('works without a file type', async () => {
    writeFileSync(join(repository.directory, 'odd.zzz'), 'odd\n');
    repository.commit('Oddity');
    await editor.command('edit odd.zzz');
    await editor.shows(/^odd .*· Oddity$/);
    expect(await editor.lua('return vim.bo.filetype')).toBe('');
    await editor.command('edit notes.txt');
  });

  it('can be switched off and on', async () => {
    await editor.shows(/A U Thor/);
    await editor.command('Blame line off');
    await editor.hides(/A U Thor/);
    await editor.command('Blame line');
    await editor.shows(/A U Thor/);
  });

  it('is shown in insert mode to who wants it', async () => {
    await editor.lua("require('blame_lsp.config').current.line.hide_in_insert = false");
    await editor.command('1');
    await editor.type('Ax');
    await editor.shows(/^onex {2,}Not committed yet$/);
    await editor.type('<BS>');
    await editor.shows(/^one .*· Count notes$/);
    await editor.type('<Esc>');
    await editor.lua("require('blame_lsp.config').current.line.hide_in_insert = true");
  });

  it('is asked for when the cursor rests, not for every line it passes', async () => {
    const count = 60;
    const lines = Array.from({ length: count }, (_, line) => `line ${line}\n`);
    repository.write('striped.txt', lines.join(''));
    repository.commit('Even');
    repository.write('striped.txt', lines.map((line, index) => (index % 2 ? `odd ${line}` : line)).join(''));
    repository.commit('Odd');
    await editor.command('edit striped.txt');
    await editor.shows(/^line 0 .*· Even$/);
    const asked = () => editor.wire().filter(({ method }) => method === 'blame/line').length;
    const before = asked();
    for (let step = 1; step < count; step++) await editor.type('j');
    await editor.shows(/^odd line 59 .*· Odd$/);
    expect(asked() - before).toBeLessThan(count / 2);
  });

  it('has one server for all of it', async () => {
    expect(await editor.lua('return #vim.lsp.get_clients()')).toBe(1);
    expect(editor.wire().filter(({ method }) => method === 'initialize')).toHaveLength(1);
  });
});
