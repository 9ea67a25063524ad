/** The editors that tests speak for, by name. */
import { eglot } from './eglot.ts';
import { helix } from './helix.ts';
import { lspMode } from './lspMode.ts';
import { neovim } from './neovim.ts';
import { vscode } from './vscode.ts';
import { zed } from './zed.ts';

/** The parameters of `initialize`, but for `processId`, `rootUri` and `workspaceFolders`. */
export const editors = { neovim, helix, zed, vscode, lspMode, eglot } as const;

export type Editor = keyof typeof editors;
