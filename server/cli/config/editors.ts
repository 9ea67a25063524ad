/** Configuration for editors that need nothing asked of them first: pure texts around the command that starts the server. */

interface EditorSetup {
  /** What starts the server, without `--stdio`. */
  readonly command: readonly string[];
  /** Where the package is. */
  readonly top: string;
}

/** By the editor's name: a text to be put where its first comment says. */
export const editorTexts: Readonly<Record<string, (setup: EditorSetup) => string>> = {
  neovim,
  zed,
  vscode,
  emacs,
  eglot,
  kakoune,
};

function neovim({ command, top }: EditorSetup): string {
  return `-- For init.lua. The plugin, Neovim 0.10 or newer:
vim.opt.rtp:append(${quoted(`${top}/clients/neovim`)})
require('blame_lsp').setup({ cmd = { ${listed(command)} } })

-- Instead of it, with nothing but what Neovim 0.11 has itself:
-- vim.lsp.config('blame', { cmd = { ${listed(command)} }, root_markers = { '.git' } })
-- vim.lsp.enable('blame')
`;
}

function zed({ command, top }: EditorSetup): string {
  const [path = '', ...words] = command;
  const settings = {
    lsp: { blame: { binary: { path, arguments: [...words, '--stdio'] } } },
  };
  return `// Zed starts servers that an extension names, and no others. "zed: install dev extension" takes this folder:
// ${top}/clients/zed
// It finds a server on the PATH or installs one. For settings.json (zed: open settings), to have this one:
${JSON.stringify(settings, null, 2)}
`;
}

function vscode({ top }: EditorSetup): string {
  const settings = {
    'blame.server.path': `${top}/dist/main.js`,
    'blame.line.format': '${author}, ${ago} · ${summary}',
    'blame.hover': 'endOfLine',
    'blame.codeLens': 'off',
    'blame.inlayHint': 'off',
  };
  return `// VS Code starts servers through extensions, and no others. In a clone of blame-language-server:
//   npm install && npm run vsix && code --install-extension build/blame-*.vsix
// For settings.json (Preferences: Open User Settings (JSON)), where they differ from these. Without the first the extension runs the
// server that came with it.
${JSON.stringify(settings, null, 2)}
`;
}

function emacs({ command, top }: EditorSetup): string {
  return `;; For init.el, with lsp-mode ("config eglot" is for Eglot). Beside every other server, and in files that have none:
(add-to-list 'load-path ${quoted(`${top}/clients/emacs`)})
(require 'lsp-blame)
(setq lsp-blame-command '(${spaced(command)}))
(add-hook 'prog-mode-hook #'lsp-deferred)
(add-hook 'text-mode-hook #'lsp-deferred)
`;
}

function eglot({ command }: EditorSetup): string {
  return `;; For init.el. Eglot has one server in a buffer: this is for modes that have no other.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((text-mode) . (${spaced(command)}))))
(add-hook 'text-mode-hook #'eglot-ensure)

;; Beside another one, through the multiplexer "rass" (pip install rassumfrassum):
;; (add-to-list 'eglot-server-programs
;;              '((rust-mode rust-ts-mode) . ("rass" "--" "rust-analyzer" "--" ${spaced(command)})))
`;
}

function kakoune({ command }: EditorSetup): string {
  const [program = '', ...words] = command;
  const args = [...words, '--stdio'].map(quoted).join(', ');
  return `# For kakrc, with kakoune-lsp, in this order:
eval %sh{kak-lsp}
hook -group blame global BufCreate [^*].* %{
    set-option -add buffer lsp_servers %{
        [blame]
        command = ${quoted(program)}
        args = [${args}]
        root_globs = [".git"]
        settings_section = "blame"
        [blame.settings.blame]
        codeLens = "off"
    }
    evaluate-commands %sh{ [ -n "$kak_opt_lsp_language_id" ] || echo 'set-option buffer lsp_language_id plaintext' }
}
# Files that Kakoune knows no type of
hook -group blame global BufSetOption lsp_language_id= %{ set-option buffer lsp_language_id plaintext }
lsp-enable

# Space and b, then
declare-user-mode blame
map global user b ':enter-user-mode blame<ret>' -docstring 'blame'
${kakouneKeys.map(kakouneKey).join('\n')}
`;
}

const kakouneKeys: readonly (readonly [string, string, string])[] = [
  ['b', 'blame.show', 'who wrote the line'],
  ['o', 'blame.openCommit', 'address of the commit'],
  ['r', 'blame.openPullRequest', 'address of the pull or merge request'],
  ['y', 'blame.copyPermalink', 'link to the line'],
  ['s', 'blame.summary', 'who wrote the file'],
];

function kakouneKey([key, command, what]: readonly [string, string, string]): string {
  const call = `:lsp-execute-command ${command} "[%val{cursor_line}, ""%val{buffile}""]"<ret>`;
  return `map global blame ${key} %{${call}} -docstring '${what}'`;
}

/** A text in double quotes, as Lua, Lisp and TOML read it. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

function listed(command: readonly string[]): string {
  return [...command, '--stdio'].map(quoted).join(', ');
}

function spaced(command: readonly string[]): string {
  return [...command, '--stdio'].map(quoted).join(' ');
}
