/** What commands show, in each editor by its own means, and the requests behind them. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorCode, uriOf } from '../support/lspClient.ts';
import { ageless, expectText, useOffice } from '../support/office.ts';
import { at } from '../support/story.ts';

const office = useOffice();
const { sitDown } = office;

const editors = ['neovim', 'helix', 'vscode', 'lspMode', 'zed'] as const;
/** Lines of the open text. */
const [newLine, renamedLine] = [3, 6];

describe('commands', () => {
  it.each(['neovim', 'helix', 'vscode', 'lspMode'] as const)(
    'open pages in the browser from %s',
    async (editor) => {
      const desk = await sitDown(editor);
      for (const command of ['openCommit', 'openFile', 'openLine'])
        await desk.run(`blame.${command}`, { uri: desk.uri, line: renamedLine });
      const page = 'https://github.com/ada/engine';
      const { renamed } = office.room.ids;
      await expect
        .poll(() => desk.seen.shown)
        .toEqual([
          { uri: `${page}/commit/${renamed}`, external: true },
          { uri: `${page}/blob/${renamed}/src/count.c`, external: true },
          { uri: `${page}/blob/${renamed}/src/count.c#L5`, external: true },
        ]);
      expect(desk.seen.said).toEqual([]);
    },
  );

  it('say the address where nothing can be opened', async () => {
    const zed = await sitDown('zed');
    await zed.run('blame.openCommit', { uri: zed.uri, line: renamedLine });
    const unwilling = await sitDown('helix', {}, false);
    await unwilling.run('blame.openCommit', { uri: unwilling.uri, line: renamedLine });
    const words = `Blame: https://github.com/ada/engine/commit/${office.room.ids.renamed}`;
    await expect.poll(() => [zed.seen.said, unwilling.seen.said]).toEqual([[words], [words]]);
    expect(zed.seen.shown).toEqual([]);
  });

  it('copy for who can, and show the text to others', async () => {
    const target = (uri: string) => ({ uri, line: renamedLine });
    const capabilities = { experimental: { blame: { copy: true } } };
    const able = await sitDown('neovim', { capabilities });
    const other = await sitDown('helix');
    for (const desk of [able, other])
      for (const command of ['copyCommit', 'copyMessage', 'copyPermalink'])
        await desk.run(`blame.${command}`, target(desk.uri));
    const { renamed } = office.room.ids;
    const link = `https://github.com/ada/engine/blob/${renamed}/src/count.c#L5`;
    const texts = [renamed, 'Move counting to a file of its own', link];
    await expect.poll(() => able.seen.copied).toEqual(texts);
    await expect.poll(() => other.seen.said).toEqual(texts);
    expect([able.seen.said, other.seen.copied]).toEqual([[], []]);
  });

  it('open the pull request that a message names', async () => {
    const desk = await sitDown('helix');
    const { request } = office.room.ids;
    const target = {
      uri: desk.uri,
      line: renamedLine,
      commit: request,
      path: 'src/notes.c',
      originalLine: 4,
    };
    await desk.run('blame.openPullRequest', target);
    await expect
      .poll(() => desk.seen.shown)
      .toEqual([{ uri: 'https://github.com/ada/engine/pull/12', external: true }]);
  });

  it.each(['blame.showCommit', 'blame.showChange', 'blame.lineHistory'])(
    '%s is a document',
    async (command) => {
      const helix = await sitDown('helix');
      await helix.run(command, { uri: helix.uri, line: renamedLine });
      await expect.poll(() => helix.seen.shown.length).toBe(1);
      const path = fileURLToPath(helix.seen.shown[0]?.uri ?? '');
      const text = readFileSync(path, 'utf8');
      expect(path.startsWith(office.cache) && path.endsWith('.diff')).toBe(true);
      expect(statSync(path).mode & 0o222).toBe(0);
      await expectText(ageless(text), command);
      const vscode = await sitDown('vscode');
      await vscode.run(command, { uri: vscode.uri, line: renamedLine });
      await expect.poll(() => vscode.seen.shown.length).toBe(1);
      const { uri } = vscode.seen.shown[0] ?? { uri: '' };
      expect(uri).toMatch(/^git-blame:\/\/\/.*\.diff\?commit=[0-9a-f]{40}&show=/);
      const content = await vscode.client.request('workspace/textDocumentContent', { uri });
      expect(content).toEqual({ text });
    },
  );

  it.each(['helix', 'neovim', 'vscode', 'lspMode'] as const)(
    'walk back through history and forward again in %s',
    async (editor) => {
      const desk = await sitDown(editor);
      const { first, request } = office.room.ids;
      const visited = [desk.uri];
      const step = async (command: string, uri: string, line: number) => {
        const before = desk.seen.shown.length;
        await desk.run(command, { uri, line });
        await expect.poll(() => desk.seen.shown.length).toBe(before + 1);
        const { uri: shown = '', selection } = desk.seen.shown.at(-1) ?? {};
        visited.push(shown);
        return { uri: shown, line: selection?.start.line ?? -1 };
      };
      const one = await step('blame.before', desk.uri, renamedLine);
      expect(one.line).toBe(4);
      // What is shown has a blame, hovers and actions of its own.
      const blamed = await desk.client.blame({ textDocument: { uri: one.uri } });
      expect(blamed).toMatchObject({ revision: request, version: null });
      expect(await desk.hover(one.line, one.uri)).toContain('Count notes that are not there yet');
      const two = await step('blame.before', one.uri, one.line);
      expect(await desk.hover(two.line, two.uri)).toContain('Begin the analytical engine');
      expect((await desk.client.blame({ textDocument: { uri: two.uri } })).revision).toBe(first);
      await desk.run('blame.before', two);
      await expect
        .poll(() => desk.seen.said)
        .toEqual([`Blame: nothing is before ${first.slice(0, 10)}: the file begins there`]);
      expect(await step('blame.forward', two.uri, two.line)).toEqual(one);
      expect(await step('blame.forward', one.uri, one.line)).toEqual({ uri: desk.uri, line: renamedLine });
      expect(visited[1]?.startsWith(editor === 'vscode' ? 'git-blame:' : 'file:')).toBe(true);
    },
  );

  it('show the committed version of a line that is not committed', async () => {
    const desk = await sitDown('vscode');
    await desk.run('blame.before', { uri: desk.uri, line: newLine });
    await expect
      .poll(() => desk.seen.shown)
      .toMatchObject([
        {
          uri: `${desk.uri.replace('file:', 'git-blame:')}?commit=${office.room.ids.unpushed}`,
          selection: { start: { line: 3 } },
        },
      ]);
  });

  it.each(editors)('ignore a revision by an edit in %s, and say what git wants', async (editor) => {
    const desk = await sitDown(editor);
    await desk.run('blame.ignoreRevision', { uri: desk.uri, line: renamedLine });
    await expect.poll(() => desk.seen.edits.length).toBe(1);
    const uri = uriOf(join(office.room.made.directory, '.git-blame-ignore-revs'));
    const newText = `# For git: git config blame.ignoreRevsFile .git-blame-ignore-revs
# Ada Lovelace: Move counting to a file of its own\n${office.room.ids.renamed}\n`;
    const edit = { range: { start: at(0), end: at(0) }, newText };
    const expected =
      editor === 'neovim'
        ? { changes: { [uri]: [edit] } }
        : {
            documentChanges: [
              { kind: 'create', uri, options: { ignoreIfExists: true } },
              { textDocument: { uri, version: null }, edits: [edit] },
            ],
          };
    expect(desk.seen.edits[0]?.edit).toEqual(expected);
    await expect.poll(() => desk.seen.said.join()).toContain('git config blame.ignoreRevsFile');
  });

  it('add to the list that is open and configured', async () => {
    const desk = await sitDown('helix');
    office.room.made.git('config', 'blame.ignoreRevsFile', '.ignored');
    const uri = desk.client.open(
      join(office.room.made.directory, '.ignored'),
      `# old\n${office.room.ids.first}`,
      3,
    );
    await desk.run('blame.ignoreRevision', { uri: desk.uri, line: renamedLine });
    await expect
      .poll(() => desk.seen.edits)
      .toMatchObject([
        {
          edit: {
            documentChanges: [
              { textDocument: { uri, version: 3 }, edits: [{ range: { start: at(1, 40) } }] },
            ],
          },
        },
      ]);
    await expect
      .poll(() => desk.seen.said)
      .toEqual([`Blame: ${office.room.ids.renamed.slice(0, 10)} is added to .ignored; save it`]);
    office.room.made.git('config', '--unset', 'blame.ignoreRevsFile');
  });

  it('switch hints and lenses off and on', async () => {
    const desk = await sitDown('vscode');
    const hints = () =>
      desk.client.request<unknown[]>('textDocument/inlayHint', {
        textDocument: { uri: desk.uri },
        range: { start: at(0), end: at(8) },
      });
    expect((await hints()).length).toBeGreaterThan(0);
    await desk.run('blame.toggleHints');
    expect(await hints()).toEqual([]);
    await desk.run('blame.toggleHints');
    expect((await hints()).length).toBeGreaterThan(0);
    expect(desk.seen.said).toEqual(['Blame: hints are off', 'Blame: hints are on']);
    expect(desk.client.asked).toContain('workspace/inlayHint/refresh');
    const neovim = await sitDown('neovim');
    await neovim.run('blame.toggleHints');
    await expect.poll(() => neovim.seen.said.join()).toContain('hints were off when the server started');
  });
});

describe('requests', () => {
  it('step back and read versions', async () => {
    const { client, uri } = await sitDown('vscode');
    const { first, request, renamed, unpushed } = office.room.ids;
    const previous = (commit: string, path: string, line: number) =>
      client.request('blame/previous', { textDocument: { uri }, commit, path, line });
    expect(await previous(renamed, 'src/count.c', 4)).toEqual({
      commit: request,
      path: 'src/notes.c',
      line: 4,
    });
    expect(await previous(first, 'src/notes.c', 0)).toBeNull();
    expect(await errorCode(previous(first, 'src/notes.c', 99))).toBe(-32602);
    expect(await errorCode(previous(first, 'src/nope.c', 0))).toBe(-32803);
    expect(await errorCode(previous('nope', 'src/notes.c', 0))).toBe(-32803);
    const content = (params: object) =>
      client.request<{ text: string; uri: string }>('blame/content', { textDocument: { uri }, ...params });
    const file = await content({ commit: 'HEAD~1', path: 'src/count.c' });
    expect(file.text).toContain('return all() + 1;');
    expect(await client.request('blame/content', { textDocument: { uri: file.uri } })).toEqual(file);
    expect((await content({ commit: unpushed })).text).toContain('+#include "notes.h"');
    expect(await errorCode(content({}))).toBe(-32602);
    expect(await errorCode(content({ commit: unpushed, path: 'nope' }))).toBe(-32803);
    for (const bad of ['git-blame:', 'file:///x', `git-blame:///nowhere/x?commit=${first}`, 7])
      expect(await errorCode(client.request('workspace/textDocumentContent', { uri: bad }))).toBe(-32602);
  });

  it('name links, and the path before', async () => {
    const { client, uri } = await sitDown('vscode');
    const commit = (id: string, path: string) =>
      client.request('blame/commit', { textDocument: { uri }, commit: id, path });
    const page = 'https://github.com/ada/engine';
    expect(await commit(office.room.ids.request, 'src/notes.c')).toMatchObject({
      previousPath: 'src/notes.c',
      links: { remote: 'origin', site: 'GitHub', pullRequest: { label: '#12', url: `${page}/pull/12` } },
      noLinks: null,
    });
    expect(await commit(office.room.ids.renamed, 'src/count.c')).toMatchObject({
      previousPath: 'src/notes.c',
      stats: { insertions: 1, deletions: 1 },
      links: { file: `${page}/blob/${office.room.ids.renamed}/src/count.c` },
    });
    expect(await commit(office.room.ids.unpushed, 'src/count.c')).toMatchObject({
      links: null,
      noLinks: 'notPushed',
    });
  });
});
