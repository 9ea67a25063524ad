/** The extension for Zed, built and run with a host in Zed's place: what it starts, what it installs, which settings it hands on. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInEditor } from '../../support/editorBinary.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';
import {
  buildZedComponent,
  generatedCode,
  lackingForZed,
  type RunningExtension,
  startExtension,
  type TranslatedComponent,
  translateComponent,
  type ZedSurroundings,
} from '../../support/zedComponent.ts';

const name = 'blame-language-server';
const kept = join(import.meta.dirname, '..', '..', '..', '.ci', 'zed', 'generator', 'src');
const entry = join('node_modules', name, 'dist', 'main.js');

describeInEditor('the extension for Zed', suite, { lacking: lackingForZed() });

function suite(): void {
  let place: string;
  let component: TranslatedComponent;
  let runs = 0;

  beforeAll(async () => {
    place = scratchDirectory('zed');
    component = await translateComponent(buildZedComponent(), join(place, 'component'));
  }, 900_000);
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  /** A directory in which `version` is installed, or nothing. */
  function freshDirectory(version: string | null): string {
    const directory = join(place, `extension-${runs++}`);
    mkdirSync(directory);
    if (version !== null) putPackage(directory);
    return directory;
  }

  function putPackage(directory: string): void {
    mkdirSync(dirname(join(directory, entry)), { recursive: true });
    writeFileSync(join(directory, entry), '');
  }

  async function start(given: Partial<ZedSurroundings>): Promise<RunningExtension & { directory: string }> {
    const directory = freshDirectory(given.installed ?? null);
    const running = await startExtension(component, {
      directory,
      settings: {},
      path: {},
      shell: [['HOME', '/home/ada']],
      newest: '1.2.0',
      installed: null,
      install: () => putPackage(directory),
      node: '/zed/node',
      ...given,
    });
    return { ...running, directory };
  }

  const stdio = ['--stdio'];
  const home = { HOME: '/home/ada' };
  const looked = ['blame: checking-for-update', `newest ${name}`];
  const installed = [...looked, 'blame: downloading', `install ${name} 1.2.0`, 'blame: none'];
  const onPath = { [name]: `/usr/bin/${name}` };
  const refuse = (words: string) => () => {
    throw words;
  };

  it.each([
    ['is on the PATH', { path: onPath }, { command: onPath[name], args: stdio, env: home, asked: [] }],
    [
      'is named in the settings',
      { path: onPath, settings: { binary: { path: '/opt/blame' } } },
      { command: '/opt/blame', args: stdio, env: home, asked: [] },
    ],
    [
      'is named with words and variables of its own',
      {
        settings: {
          binary: { path: 'node', arguments: ['main.js', '--stdio'], env: { HOME: '/tmp', TZ: 'UTC' } },
        },
      },
      { command: 'node', args: ['main.js', '--stdio'], env: { HOME: '/tmp', TZ: 'UTC' }, asked: [] },
    ],
    [
      'is on the PATH and gets words from the settings',
      { path: onPath, settings: { binary: { arguments: ['--stdio', '--log-level=debug'] } } },
      { command: onPath[name], args: ['--stdio', '--log-level=debug'], env: home, asked: [] },
    ],
    ['is nowhere', {}, { command: '/zed/node', args: [entry, ...stdio], env: home, asked: installed }],
    [
      'is installed in an older version',
      { installed: '1.1.0' },
      { command: '/zed/node', args: [entry, ...stdio], env: home, asked: installed },
    ],
    [
      'is installed in the newest version',
      { installed: '1.2.0', install: refuse('not again') },
      { command: '/zed/node', args: [entry, ...stdio], env: home, asked: [...looked, 'blame: none'] },
    ],
    [
      'is installed, without a network',
      { installed: '1.1.0', newest: null },
      { command: '/zed/node', args: [entry, ...stdio], env: home, asked: [...looked, 'blame: none'] },
    ],
    [
      'is installed, and newer ones may not be',
      { installed: '1.1.0', install: refuse('npm:install is not granted') },
      { command: '/zed/node', args: [entry, ...stdio], env: home, asked: installed },
    ],
  ] as const)('starts a server that %s', async (_where, given, { command, args, env, asked }) => {
    const {
      extension,
      worktree,
      directory,
      asked: wasAsked,
    } = await start(given as Partial<ZedSurroundings>);
    const answer = extension.languageServerCommand('blame', worktree);
    const inDirectory = (word: string) => (word === entry ? join(directory, entry) : word);
    expect({ ...answer, env: Object.fromEntries(answer.env), asked: wasAsked }).toEqual({
      command,
      args: args.map(inDirectory),
      env,
      asked,
    });
  });

  const failed = [...looked, 'blame: downloading', `install ${name} 1.2.0`, 'blame: failed'];

  it.each([
    ['there is no network', { newest: null }, /npm \(no network\)/, [...looked, 'blame: failed']],
    [
      'installing is not allowed',
      { install: refuse('npm:install is not granted') },
      /npm:install is not granted/,
      failed,
    ],
    ['the package is another one', { install: () => {} }, /has no node_modules/, failed],
    ['there is no Node', { node: null }, /no Node to run .* \(no node\)/, installed],
  ] as const)('says what to do where %s', async (_what, given, words, asked) => {
    const { extension, worktree, asked: wasAsked } = await start(given);
    const complaint = complaintOf(() => extension.languageServerCommand('blame', worktree));
    expect(complaint).toMatch(words);
    expect(complaint).toContain('npm install -g blame-language-server');
    expect(complaint).toContain('lsp.blame.binary.path');
    expect(wasAsked).toEqual(asked);
  });

  it('says which settings it can not read', async () => {
    const { extension, worktree } = await start({ settings: '{' });
    expect(complaintOf(() => extension.languageServerCommand('blame', worktree))).toMatch(
      /settings for lsp\.blame can't be read/,
    );
  });

  it('looks for the package once, and again where that failed or it has gone', async () => {
    let reachable = false;
    const zed = await start({
      install: () => {
        if (!reachable) throw 'no disk';
        putPackage(zed.directory);
      },
    });
    const ask = () => zed.extension.languageServerCommand('blame', zed.worktree);
    expect(complaintOf(ask)).toMatch(/no disk/);
    reachable = true;
    ask();
    ask();
    expect(zed.asked).toEqual([...failed, ...installed]);
    rmSync(join(zed.directory, 'node_modules'), { recursive: true });
    ask();
    expect(zed.asked).toEqual([...failed, ...installed, ...installed]);
  });

  // Where there is no crates.io, .ci/component has this code instead of what generates it.
  if (process.env['BLAME_TEST_ZED'] === undefined)
    it('is made of the code that is kept in place of its generator', () => {
      expect(generatedCode()).toBe(readFileSync(join(kept, 'bindings.rs'), 'utf8'));
    });

  const quiet = { blame: { inlayHint: 'off' } };

  it.each([
    ['nothing', {}, quiet, quiet],
    [
      'the section',
      { settings: { blame: { hover: 'endOfLine' } } },
      { blame: { hover: 'endOfLine', inlayHint: 'off' } },
      { blame: { hover: 'endOfLine', inlayHint: 'off' } },
    ],
    [
      'what is in the section',
      { settings: { inlayHint: 'recent', codeAction: true } },
      { blame: { inlayHint: 'recent', codeAction: true } },
      { blame: { inlayHint: 'recent', codeAction: true } },
    ],
    [
      'options of its own for the start',
      { initialization_options: { threads: 2 }, settings: { you: 'me' } },
      { blame: { threads: 2, inlayHint: 'off' } },
      { blame: { you: 'me', inlayHint: 'off' } },
    ],
    ['a list', { settings: [1] }, quiet, quiet],
  ] as const)('hands on %s', async (_what, settings, initial, later) => {
    const { extension, worktree } = await start({ settings });
    const parsed = (text: string | undefined): unknown => JSON.parse(text ?? 'null');
    expect(parsed(extension.languageServerInitializationOptions('blame', worktree))).toEqual(initial);
    expect(parsed(extension.languageServerWorkspaceConfiguration('blame', worktree))).toEqual(later);
  });
}

/** What a call of the component complains of: errors across its border are values. */
function complaintOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String((error as { payload?: unknown }).payload);
  }
  throw new Error('it did not complain');
}
