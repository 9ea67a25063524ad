/** The extension for Zed as a component: built, translated for Node, and run in place of Zed with a host of our own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { $init, generate } from '@bytecodealliance/jco-transpile/component';
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';

const folder = join(import.meta.dirname, '..', '..', 'clients', 'zed');
const target = join(import.meta.dirname, '..', '..', 'build', 'zed');

/** What is missing to build the extension here; null when nothing is. */
export function lackingForZed(): string | null {
  if (process.env['BLAME_TEST_ZED'] !== undefined) return null;
  const { stdout, error } = spawnSync('rustc', ['--print', 'target-libdir', '--target', 'wasm32-wasip2'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) return 'no rustc on this machine';
  return existsSync(stdout.trim()) ? null : 'no wasm32-wasip2 (rustup target add wasm32-wasip2)';
}

/** The component's file: `BLAME_TEST_ZED` names one that was built already, else cargo builds it. */
export function buildZedComponent(): string {
  const built = process.env['BLAME_TEST_ZED'];
  if (built !== undefined) return built;
  if (runCargo() !== null) {
    // What was built before the project's folder was moved looks for itself where it was.
    rmSync(target, { recursive: true, force: true });
    const fault = runCargo();
    if (fault !== null) throw new Error(`cargo could not build the extension:\n${fault}`);
  }
  return join(target, 'wasm32-wasip2', 'release', 'blame_zed.wasm');
}

/** What cargo complained of; null when all went well. */
function runCargo(): string | null {
  const args = ['build', '--locked', '--release', '--target', 'wasm32-wasip2', '--target-dir', target];
  // The variable keeps what the code generator made.
  const env = { ...process.env, WIT_BINDGEN_DEBUG: '1' };
  const { status, stderr } = spawnSync('cargo', args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 400_000,
    env,
  });
  return status === 0 ? null : stderr;
}

/** What the code generator made for the extension's API when cargo built it. */
export function generatedCode(): string {
  const builds = join(target, 'release', 'build');
  const outputs = readdirSync(builds).map((name) => join(builds, name, 'out', 'extension0.rs'));
  return readFileSync(outputs.find((path) => existsSync(path)) ?? builds, 'utf8');
}

/** A core module as the runtime compiles it; types for Node don't name it. */
type CompiledModule = object;
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => CompiledModule };

/** A component as a module for Node. */
export interface TranslatedComponent {
  readonly instantiate: (
    readModule: (name: string) => CompiledModule,
    imports: object,
  ) => Promise<ZedExtension>;
  readonly readModule: (name: string) => CompiledModule;
}

/** Writes what makes a module of the component into `place`. */
export async function translateComponent(file: string, place: string): Promise<TranslatedComponent> {
  await $init;
  const { files } = generate(readFileSync(file), {
    name: 'blame',
    instantiation: { tag: 'async' },
    noTypescript: true,
    noNodejsCompat: true,
  });
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), bytes);
  }
  writeFileSync(join(place, 'package.json'), '{"type":"module"}');
  const { instantiate } = await import(pathToFileURL(join(place, 'blame.js')).href);
  return { instantiate, readModule: (name) => new WebAssembly.Module(readFileSync(join(place, name))) };
}

/** What Zed calls, as far as it concerns a language server. */
interface ZedExtension {
  initExtension(): void;
  languageServerCommand(server: string, worktree: object): ZedCommand;
  languageServerInitializationOptions(server: string, worktree: object): string | undefined;
  languageServerWorkspaceConfiguration(server: string, worktree: object): string | undefined;
}

interface ZedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
}

/** Zed and what is around it. */
export interface ZedSurroundings {
  /** Where the extension may write: Zed gives each one a directory. */
  readonly directory: string;
  /** `lsp.blame` in the user's settings, as Zed hands it on; a text that is no JSON stands for settings that can't be read. */
  readonly settings: object | string;
  readonly path: Readonly<Record<string, string>>;
  readonly shell: readonly (readonly [string, string])[];
  /** What npm has; null where it can't be reached. */
  readonly newest: string | null;
  readonly installed: string | null;
  /** What happens to a version that is to be installed; throws what the host complains of. */
  readonly install: (version: string) => void;
  readonly node: string | null;
}

/** The extension, what a worktree is in its eyes, and what it has asked of its host so far. */
export interface RunningExtension {
  readonly extension: ZedExtension;
  readonly worktree: object;
  readonly asked: string[];
}

/** The extension as Zed starts it, seeing nothing of this machine but its own directory. */
export async function startExtension(
  { instantiate, readModule }: TranslatedComponent,
  surroundings: ZedSurroundings,
): Promise<RunningExtension> {
  const { directory } = surroundings;
  const asked: string[] = [];
  const Worktree = worktreeOf(surroundings);
  const system = new WASIShim({
    sandbox: { preopens: { '.': directory, [directory]: directory }, env: { PWD: directory }, args: [] },
  });
  const extension = await instantiate(readModule, {
    ...system.getImportObject({ asVersion: '0.2.6' }),
    ...unversioned(system.getImportObject() as Record<string, unknown>),
    ...hostImports(surroundings, asked),
    worktree: { default: Worktree },
  });
  extension.initExtension();
  return { extension, worktree: new Worktree(), asked };
}

function unversioned(imports: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(imports).map(([name, value]) => [name.split('@')[0], value]));
}

function worktreeOf({ path, shell }: ZedSurroundings): new () => object {
  return class Worktree {
    id(): bigint {
      return 1n;
    }
    which(program: string): string | undefined {
      return path[program];
    }
    shellEnv(): readonly (readonly [string, string])[] {
      return shell;
    }
  };
}

function hostImports(zed: ZedSurroundings, asked: string[]): object {
  return {
    'get-settings': {
      default: (_place: object, category: string, key: string) => {
        if (category !== 'lsp' || key !== 'blame') throw new Error(`asked for ${category}.${key}`);
        return typeof zed.settings === 'string' ? zed.settings : JSON.stringify(zed.settings);
      },
    },
    'key-value-store': { default: class KeyValueStore {} },
    project: { default: class Project {} },
    'set-language-server-installation-status': {
      default: (server: string, status: { readonly tag: string; readonly val?: string }) =>
        void asked.push(`${server}: ${status.tag}`),
    },
    'zed:extension/nodejs': {
      nodeBinaryPath: () => orComplain(zed.node, 'no node'),
      npmPackageLatestVersion: (name: string) => {
        asked.push(`newest ${name}`);
        return orComplain(zed.newest, 'no network');
      },
      npmPackageInstalledVersion: () => zed.installed ?? undefined,
      npmInstallPackage: (name: string, version: string) => {
        asked.push(`install ${name} ${version}`);
        zed.install(version);
      },
    },
  };
}

/** Errors of the host are texts; what is thrown is the text itself. */
function orComplain(value: string | null, complaint: string): string {
  if (value === null) throw complaint;
  return value;
}
