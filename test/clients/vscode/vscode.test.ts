/** The extension in a real VS Code, as a user sees it: after the line, in the status bar, in hovers, documents and annotations. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { until } from '../../support/until.ts';
import { describeInVscode, processesNaming, startVscode, type Vscode } from '../../support/vscode.ts';

vi.setConfig({ testTimeout: 90_000 });

describeInVscode('blame in VS Code', () => {
  let home: string;
  let repository: GitRepository;
  let vscode: Vscode;

  beforeAll(async () => {
    repository = createRepository();
    repository.write('notes.txt', 'one\ntwo\nthree\n');
    repository.commit('Count notes');
    repository.write('notes.txt', 'one\nzwei\nthree\n');
    repository.commit('Count in German');
    home = scratchDirectory('vscode');
    vscode = await startVscode({ home, folder: repository.directory, file: 'notes.txt' });
  }, 120_000);
  afterAll(async () => {
    await vscode?.code.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const servers = () => processesNaming(join(home, 'extensions', 'blame-'));
  /** What is said after the rows, without those of which nothing is said. */
  const said = (rows: readonly { text: string; after: string }[]) =>
    rows.flatMap(({ text, after }) => (after === '' ? [] : [`${text}: ${after}`]));
  const says = (...expected: (string | RegExp)[]) =>
    vscode.shows((rows) => {
      const found = said(rows);
      return (
        found.length === expected.length &&
        expected.every((pattern, index) => new RegExp(pattern).test(found[index] ?? ''))
      );
    });

  it('says after the line who wrote it', async () => {
    await vscode.focus();
    await says(/^one: A U Thor, \d years ago · Count notes$/);
    await expect.poll(() => vscode.status()).toMatch(/^A U Thor, \d years ago$/);
  });

  it('says it once: VS Code itself does not', async () => {
    const items = await vscode.code.page.locator('.statusbar-item:visible').allInnerTexts();
    expect(items.filter((text) => text.includes('A U Thor'))).toHaveLength(1);
  });

  it('gives way to VS Code where that is told to show it', async () => {
    vscode.set({ 'git.blame.editorDecoration.enabled': true, 'git.blame.statusBarItem.enabled': true });
    // It begins with the summary.
    await says(/^one: .*Count notes, A U Thor/);
    await expect.poll(() => vscode.status()).toBeNull();
    vscode.set({});
    await says(/^one: A U Thor, \d years ago · Count notes$/);
  });

  it('follows settings, of its own and of the server', async () => {
    vscode.set({ 'blame.line.format': '${sha} ${author}', 'blame.statusBar.enabled': false });
    await says(/^one: [0-9a-f]{8} A U Thor$/);
    await expect.poll(() => vscode.status()).toBeNull();
    vscode.set({ 'blame.inlayHint': 'line' });
    await vscode.shows((rows) => /A U Thor, \d years ago/.test(rows[2]?.text ?? ''));
    vscode.set({});
    await vscode.shows((rows) => rows[2]?.text === 'three');
    await says(/^one: A U Thor, /);
  });

  it('moves with the cursor', async () => {
    await vscode.press('ArrowDown');
    await says(/^zwei: A U Thor, .* · Count in German$/);
    await vscode.press('ArrowDown', 'ArrowDown');
    // The empty line at the end is nobody's.
    await says();
    expect(await vscode.status()).toBeNull();
  });

  it('is right after an edit above, and says so of lines that are not committed', async () => {
    await vscode.press('Control+Home');
    await vscode.code.page.keyboard.type('zero\nhalf\n');
    await says(/^one: .* · Count notes$/);
    await vscode.press('ArrowUp');
    await says('half: Not committed yet');
    await vscode.press('ArrowDown', 'ArrowDown');
    await says(/^zwei: .* · Count in German$/);
    await vscode.code.page.keyboard.type('!');
    await says('!zwei: Not committed yet');
    await vscode.press('Backspace');
    await says(/^zwei: .* · Count in German$/);
  });

  it('goes back with the edit', async () => {
    // More often than there were edits.
    for (let edits = 0; edits < 15; edits++) await vscode.press('Control+z');
    await vscode.press('Control+Home');
    await says(/^one: .* · Count notes$/);
  });

  it('follows a commit made outside', async () => {
    repository.write('notes.txt', 'eins\nzwei\nthree\n');
    await vscode.shows(([first]) => first?.text === 'eins');
    await vscode.press('Control+Home');
    await says('eins: Not committed yet');
    repository.commit('Count on');
    await says(/^eins: A U Thor, .* · Count on$/);
  });

  it('tells more in the hover of the text, and leaves words to others', async () => {
    const { page } = vscode.code;
    const line = await page.locator('.view-line').first().boundingBox();
    const word = await page.locator('.view-line').first().locator('span span').first().boundingBox();
    if (!line || !word) throw new Error('no line');
    const hover = page.locator('.monaco-hover:visible');
    await page.mouse.move(word.x + word.width + 60, line.y + line.height / 2);
    await hover.filter({ hasText: 'author@example.com' }).waitFor();
    expect(await hover.textContent()).toMatch(/Count on[\s\S]*-\s*one[\s\S]*\+\s*eins/);
    await page.mouse.move(0, 0);
    await hover.waitFor({ state: 'hidden' });
    await page.mouse.move(word.x + 5, line.y + line.height / 2);
    await page.waitForTimeout(1000);
    expect(await hover.count()).toBe(0);
  });

  it('shows the commit when the status bar is clicked', async () => {
    await vscode.code.page.locator('.statusbar-item[id$="blame.line"] a').click();
    const rows = await vscode.shows((found) => found.some(({ text }) => text === '+eins'));
    expect(rows[0]?.text).toMatch(/^commit [0-9a-f]{40}$/);
    await vscode.closeEditor();
  });

  it('walks to the version before and forward again', async () => {
    await vscode.press('Control+Alt+,');
    await says(/^one: .* · Count notes$/);
    await vscode.press('ArrowDown');
    await says(/^zwei: .* · Count in German$/);
    await vscode.press('Control+Alt+,');
    await says(/^two: .* · Count notes$/);
    await vscode.press('Control+Alt+.');
    await says(/^zwei: .* · Count in German$/);
  });

  it('annotates the file, and follows edits there', async () => {
    await vscode.code.visit(repository.directory, 'notes.txt');
    await vscode.focus();
    await says(/^eins: /);
    await vscode.run('Blame: Toggle Annotations of the File');
    const rows = await vscode.shows(([first]) => first?.before !== '');
    expect(rows.map(({ before }) => before.replace(/\d+/, 'n').trim())).toEqual([
      ...Array<string>(3).fill('A U Thor           ny'),
      '',
    ]);
    await vscode.press('End');
    await vscode.code.page.keyboard.type('\nneu');
    await vscode.shows((found) => found[1]?.before.startsWith('Not committed yet') === true);
    await vscode.run('Blame: Toggle Annotations of the File');
    await vscode.shows((found) => found.every(({ before }) => before === ''));
  });

  it('compares with the version before', async () => {
    await vscode.run('Blame: Compare with the Version before the Commit');
    const { page } = vscode.code;
    await page.locator('.editor.original .view-line', { hasText: 'eins' }).waitFor();
    await page.locator('.editor.modified .view-line', { hasText: 'neu' }).waitFor();
  });

  it('shows no message by itself', async () => {
    expect(await vscode.popups()).toEqual([]);
  });

  it('says nothing where there is no repository, and ends with its window', async () => {
    const before = servers();
    expect(before.length).toBeGreaterThan(0);
    const nowhere = join(home, 'nowhere');
    mkdirSync(nowhere);
    writeFileSync(join(nowhere, 'notes.txt'), 'one\ntwo\n');
    vscode.code.page.once('dialog', (dialog) => void dialog.accept());
    await vscode.code.visit(nowhere, 'notes.txt');
    await vscode.focus();
    // The old window's server has ended, and that of the new one has started.
    await until(
      () => servers().length > 0 && !servers().some((id) => before.includes(id)),
      () => `${before.join()} ${servers().join()}`,
      60_000,
    );
    await vscode.run('Blame: Show the Commit of the Line');
    await vscode.press('ArrowDown', 'ArrowUp');
    expect(said(await vscode.rows())).toEqual([]);
    expect(await vscode.status()).toBeNull();
    await vscode.code.close();
    await until(
      () => processesNaming(home).length === 0,
      () => processesNaming(home).join(),
    );
  });
});
