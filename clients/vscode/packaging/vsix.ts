/** Puts the extension together: its code in one file, the built server, the manifest and what people read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.ts';
import { completeManifest, contentTypes, vsixManifest } from './manifest.ts';
import { type ZipEntry, zip } from './zip.ts';

/** The grammars lie beside the server, which looks for them as for any package. */
const GRAMMARS = 'node_modules/@vscode/tree-sitter-wasm';

/** The file's name and content, made of the project at `top`, whose server must have been built. */
export async function makeVsix(top: string): Promise<{ name: string; content: Buffer }> {
  const { version, dependencies } = readJson(join(top, 'package.json')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const manifest = completeManifest({
    manifest: readJson(join(top, 'clients/vscode/manifest.json')) as never,
    schema: readJson(join(top, 'settings.schema.json')) as never,
    version,
  });
  const files: ZipEntry[] = [
    entry('package.json', `${JSON.stringify(manifest, null, 2)}\n`),
    entry('extension.cjs', await bundle(join(top, 'clients/vscode/extension/extension.ts'))),
    copied(top, 'clients/vscode/README.md', 'README.md'),
    copied(top, 'clients/vscode/picture.png', 'picture.png'),
    copied(top, 'CHANGELOG.md', 'CHANGELOG.md'),
    copied(top, 'LICENSE', 'LICENSE.txt'),
    entry('LICENCES.txt', licencesOf([...Object.keys(dependencies), 'vscode-languageclient'], top)),
    entry('server/package.json', `${JSON.stringify({ version, type: 'module' })}\n`),
    copied(top, 'dist/main.js', 'server/dist/main.js'),
    copied(top, 'dist/package.json', 'server/dist/package.json'),
    ...folder(top, 'dist/parts', 'server/dist/parts'),
    ...folder(top, GRAMMARS, `server/${GRAMMARS}`),
  ].map(({ path, content }) => ({ path: `extension/${path}`, content }));
  const paths = ['extension.vsixmanifest', ...files.map(({ path }) => path)];
  const content = zip([
    entry('extension.vsixmanifest', vsixManifest(manifest)),
    entry('[Content_Types].xml', contentTypes(paths)),
    ...files,
  ]);
  return { name: `blame-${version}.vsix`, content };
}

/** VS Code loads extensions as CommonJS modules, and gives them `vscode`. */
async function bundle(input: string): Promise<string> {
  const build = await rolldown({ input, platform: 'node', external: ['vscode'] });
  try {
    const { output } = await build.generate({ format: 'cjs', exports: 'named', minify: true });
    if (output.length !== 1) throw new Error('the extension is more than one file');
    return output[0].code;
  } finally {
    await build.close();
  }
}

function entry(path: string, text: string): ZipEntry {
  return { path, content: Buffer.from(text) };
}

function copied(top: string, from: string, path: string): ZipEntry {
  return { path, content: readFileSync(join(top, from)) };
}

/** All that a folder holds but declarations for compilers. */
function folder(top: string, from: string, to: string): ZipEntry[] {
  return readdirSync(join(top, from), { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile() && !found.name.endsWith('.d.ts'))
    .map((found) => relative(join(top, from), join(found.parentPath, found.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => copied(top, `${from}/${path}`, `${to}/${path}`));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
