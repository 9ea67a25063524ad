/** The texts for editors that are asked nothing. */
import { describe, expect, it } from 'vitest';
import { editorTexts } from '../../../../server/cli/config/editors.ts';

const setup = { command: ['/opt/my "node"', '/opt/main.js'], top: '/opt/blame' };

describe('configuration', () => {
  it.each([
    ['neovim', 'vim.opt.rtp:append("/opt/blame/clients/neovim")'],
    ['neovim', 'setup({ cmd = { "/opt/my \\"node\\"", "/opt/main.js", "--stdio" } })'],
    ['emacs', '(add-to-list \'load-path "/opt/blame/clients/emacs")'],
    ['emacs', '(setq lsp-blame-command \'("/opt/my \\"node\\"" "/opt/main.js" "--stdio"))'],
    ['eglot', '((text-mode) . ("/opt/my \\"node\\"" "/opt/main.js" "--stdio"))'],
    ['kakoune', 'command = "/opt/my \\"node\\""\n        args = ["/opt/main.js", "--stdio"]'],
    [
      'kakoune',
      'map global blame b %{:lsp-execute-command blame.show "[%val{cursor_line}, ""%val{buffile}""]"<ret>}',
    ],
  ])('%s: %s', (editor, expected) => {
    expect(editorTexts[editor]?.(setup)).toContain(expected);
  });

  it.each(['zed', 'vscode'])('%s: comments, then JSON', (editor) => {
    const text = editorTexts[editor]?.(setup) ?? '';
    const settings: unknown = JSON.parse(text.replace(/^\/\/.*\n/gm, ''));
    expect(Object.keys(settings as object)).not.toEqual([]);
  });

  it('names the program and its words where Zed wants them', () => {
    const text = editorTexts['zed']?.(setup) ?? '';
    expect(JSON.parse(text.replace(/^\/\/.*\n/gm, ''))).toEqual({
      lsp: { blame: { binary: { path: '/opt/my "node"', arguments: ['/opt/main.js', '--stdio'] } } },
    });
  });
});
