import { join } from 'node:path';

/**
 * How the server is put together: few files, because looking for hundreds of modules took most of the time it needed to start, and
 * in each only what the same threads and commands need, because reading what they don't was most of the rest.
 */
export default {
  input: {
    main: 'server/main.ts',
    program: 'server/program.ts',
    composeService: 'server/composeService.ts',
    startServer: 'server/startServer.ts',
    engineThread: 'server/worker/threadStart.ts',
    engine: 'server/worker/thread.ts',
    bodyThread: 'server/worker/bodyThread.ts',
    symbolsThread: 'server/symbols/thread.ts',
  },
  platform: 'node',
  // It finds its grammars beside itself.
  external: ['@vscode/tree-sitter-wasm'],
  plugins: [kinds(), plainLetters()],
  // In place of Node's own, for which a thread would load a dozen of its modules at its start; the cache of recent things asks for it, too.
  transform: {
    inject: { performance: [join(import.meta.dirname, 'server/base/monotonic.ts'), 'performance'] },
  },
  output: {
    dir: 'dist',
    // Node's loader of ES modules takes as long as all of the server's code.
    format: 'cjs',
    // Parts are loaded by our own loader, for which Node has no way to import.
    dynamicImportInCjs: false,
    cleanDir: true,
    // All but the entry point lie in one folder, with the kernels, which a module finds beside itself.
    entryFileNames: ({ name }) => (name === 'main' ? '[name].js' : 'parts/[name].js'),
    comments: { jsdoc: false },
    chunkFileNames: 'parts/[name].js',
    // What Node loads by itself, before our loader is there.
    codeSplitting: {
      groups: [
        {
          name: 'partLoader',
          test: /server.(cache.(cacheFile|cacheRoot|compiledCode|partLoader)|base.(assert|cancel|slices))\.ts$/,
        },
        { name: 'jsonrpc', test: /node_modules.vscode-jsonrpc/ },
        // Apart, so that none of the server's own parts is long.
        {
          name: 'order',
          test: /server.(scheduler|service.order).(queue|refreshes|storms|supersede|triggers)\.ts$/,
        },
      ],
    },
  },
};

/** What kind of modules Node finds here; without this it would take them for what the sources are. */
function kinds() {
  return {
    name: 'kinds',
    generateBundle() {
      const kind = (type) => `${JSON.stringify({ type })}\n`;
      this.emitFile({ type: 'asset', fileName: 'package.json', source: kind('commonjs') });
      // tsc writes the client for terminals.
      this.emitFile({ type: 'asset', fileName: 'terminal/package.json', source: kind('module') });
    },
  };
}

/** V8 holds a text of plain letters in half of the memory, and reads it sooner; all others are in literals. */
function plainLetters() {
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return {
    name: 'plain letters',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped);
      }
    },
  };
}
