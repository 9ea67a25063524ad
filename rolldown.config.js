/** How the server is put together: few files, because looking for hundreds of modules took most of the time it needed to start. */
const inFolders = (names) => (id) => new RegExp(`server.(${names}).`).test(id) && !/[tT]hread\.ts$/.test(id);

export default {
  input: {
    main: 'server/main.ts',
    engineThread: 'server/worker/thread.ts',
    bodyThread: 'server/worker/bodyThread.ts',
    symbolsThread: 'server/symbols/thread.ts',
  },
  platform: 'node',
  // It finds its grammars beside itself.
  external: ['@vscode/tree-sitter-wasm'],
  output: {
    dir: 'dist',
    cleanDir: true,
    // All but the entry point lie in one folder, with the kernels, which a module finds beside itself.
    entryFileNames: ({ name }) => (name === 'main' ? '[name].js' : 'parts/[name].js'),
    chunkFileNames: 'parts/[name].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        { name: 'engine', test: inFolders('base|blame|cache|diff|git|kernel|scheduler|textconv|worker') },
        { name: 'server', test: inFolders('lsp|present|service|symbols') },
        { name: 'command', test: inFolders('cli') },
        { name: 'protocol', test: /node_modules.vscode-/ },
      ],
    },
  },
};
