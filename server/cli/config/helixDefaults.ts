/** What Helix's built-in configuration has and `hx --health` does not tell: names of servers and features left to others. */

/** What an entry of `language-servers` says beside the server's name. */
interface ServerFeatures {
  readonly key: 'except-features' | 'only-features';
  readonly features: readonly string[];
}

/**
 * Servers whose command has another name, by command; by `language/command` where two have the same. Helix 25.07 and older tell of
 * commands where configuration wants names.
 */
export const serverNames: ReadonlyMap<string, string> = new Map([
  ['OmniSharp', 'omnisharp'],
  ['R', 'r'],
  ['actions-languageserver', 'actions-language-server'],
  ['ada_language_server', 'ada-language-server'],
  ['gpr/ada_language_server', 'ada-gpr-language-server'],
  ['basedpyright-langserver', 'basedpyright'],
  ['biome', 'biome-lsp-proxy'],
  ['cue', 'cuelsp'],
  ['erlang_ls', 'erlang-ls'],
  ['fsautocomplete', 'fsharp-ls'],
  ['golangci-lint-langserver', 'golangci-lint-lsp'],
  ['graphql-lsp', 'graphql-language-service'],
  ['haskell-language-server-wrapper', 'haskell-language-server'],
  ['jedi-language-server', 'jedi'],
  ['kcl-language-server', 'kcl-lsp'],
  ['lake', 'lean'],
  ['luau-lsp', 'luau'],
  ['millet-ls', 'millet'],
  ['ncat', 'godot'],
  ['ngserver', 'angular'],
  ['nu', 'nu-lsp'],
  ['oxfmt', 'oxfmt-language-server'],
  ['oxlint', 'oxlint-language-server'],
  ['pb', 'pbkit'],
  ['pixi', 'mojo-lsp-server'],
  ['pyright-langserver', 'pyright'],
  ['ripple-language-server', 'ripple-lsp'],
  ['swim', 'spade-language-server'],
  ['tailwindcss-language-server', 'tailwindcss-ls'],
  ['tsp-server', 'typespec'],
  ['v-analyzer', 'vlang-language-server'],
  ['vue-language-server', 'vuels'],
  ['wat_server', 'wasm-language-tools'],
]);

const except = (...features: string[]): ServerFeatures => ({ key: 'except-features', features });

/** By `language/server`. */
export const serverFeatures: ReadonlyMap<string, ServerFeatures> = new Map([
  ['erlang/elp', except('document-symbols', 'workspace-symbols')],
  ['erlang/erlang-ls', except('document-symbols', 'workspace-symbols')],
  ['gjs/typescript-language-server', except('format', 'diagnostics')],
  ['gts/typescript-language-server', except('format', 'diagnostics')],
  [
    'hare/hare-lsp',
    except('code-action', 'completion', 'format', 'inlay-hints', 'rename-symbol', 'workspace-symbols'),
  ],
  ['pkgbuild/bash-language-server', except('diagnostics')],
]);
