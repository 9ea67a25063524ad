/** The picture of Emacs with lsp-mode: a file and the commit that made its line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_FILE } from './demo.ts';
import type { Scene } from './scene.ts';

export const emacs: Scene = {
  name: 'emacs',
  title: `emacs ${DEMO_FILE}  M-x lsp-blame-commit`,
  file: 'clients/emacs/picture.svg',
  columns: 110,
  rows: 36,
  command({ home, top }) {
    const init = join(home, 'picture.el');
    writeFileSync(
      init,
      [
        '(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil)',
        '(setq inhibit-startup-screen t lsp-auto-guess-root t lsp-warn-no-matched-clients nil)',
        '(setq lsp-headerline-breadcrumb-enable nil lsp-inlay-hint-enable t)',
        '(menu-bar-mode -1)',
        '(setq split-height-threshold 20)',
        "(load-theme 'modus-vivendi t)",
        `(add-to-list 'load-path "${join(top, 'clients', 'emacs')}")`,
        "(require 'lsp-lens)",
        "(require 'lsp-blame)",
        `(setq lsp-blame-command '("${process.execPath}" "${join(top, 'dist', 'main.js')}" "--stdio"))`,
        "(add-to-list 'auto-mode-alist '(\"\\\\.ts\\\\'\" . prog-mode))",
        "(add-hook 'prog-mode-hook #'lsp-deferred)",
      ].join('\n'),
    );
    return [process.env['BLAME_PICTURE_EMACS'] ?? 'emacs', '-q', '-l', init, '+22', DEMO_FILE];
  },
  steps: [
    [/Grace Hopper, \d+ \w+ ago/, (terminal) => terminal.press('M-x')],
    [/M-x/, (terminal) => terminal.type('lsp-blame-commit\r')],
    [/commit \w{40}/, () => {}],
  ],
};
