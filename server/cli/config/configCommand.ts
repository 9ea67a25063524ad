/** The `config` command: prints an editor's configuration, and says on the error output what it could not find. */
import { readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { editorTexts } from './editors.ts';
import { type HelixConfiguration, helixKeys, helixLanguages } from './helix.ts';
import { type Ask, askHelix, type HelixHealth, helixVersion } from './helixHealth.ts';
import { findPrograms, runFor, type Surroundings } from './programs.ts';

export interface ConfigIo extends Surroundings {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Where the package is, and what runs it: for a server that is not on the PATH. */
  readonly top: string;
  readonly runtime: string;
  readonly now: () => number;
}

/** One answer of Helix takes some hundredths of a second. */
const ANSWER_MS = 5_000;
const ALL_ANSWERS_MS = 30_000;

/** What can be asked for. */
export const configNames: readonly string[] = ['helix', 'helix-keys', ...Object.keys(editorTexts)];

/** Exit code 0; 1 when what is needed could not be found, 2 for an editor that is not known. */
export async function runConfig(editor: string, io: ConfigIo): Promise<number> {
  const command = serverCommand(io);
  const makeText = Object.hasOwn(editorTexts, editor) ? editorTexts[editor] : undefined;
  if (makeText) io.stdout(makeText({ command, top: io.top.replaceAll('\\', '/') }));
  else if (editor === 'helix-keys') io.stdout(helixKeys());
  else if (editor === 'helix') return configureHelix(command, io);
  else {
    complain(io, `no configuration for ${editor}; there is one for ${configNames.join(', ')}`);
    return 2;
  }
  return 0;
}

function complain(io: ConfigIo, sentence: string): void {
  io.stderr(`blame-language-server: ${sentence}\n`);
}

/** By its name where the PATH has it, else by the file that is running. */
function serverCommand(io: ConfigIo): readonly string[] {
  const onPath = findPrograms(['blame-language-server'], io).length > 0;
  return onPath ? ['blame-language-server'] : [io.runtime, join(io.top, 'dist', 'main.js')];
}

async function configureHelix(command: readonly string[], io: ConfigIo): Promise<number> {
  const found = await findHelix(io);
  if (typeof found === 'string') {
    complain(io, found);
    return 1;
  }
  const { path, version, health } = found;
  if (health === null) {
    complain(io, `${path} (Helix ${version}) does not list its languages: "${path} --health languages"`);
    return 1;
  }
  const { languageFile } = health;
  if (health.fault !== null) {
    complain(io, `Helix can't read ${languageFile}: ${health.fault}. Mend it first`);
    return 1;
  }
  const userFile = languageFile === null ? null : readText(languageFile);
  if (languageFile !== null && userFile === null)
    complain(io, `${languageFile} can't be read: your own lists of servers are taken from Helix`);
  report(helixLanguages({ version, health, userFile, command }), io);
  return 0;
}

function report({ text, remarks }: HelixConfiguration, io: ConfigIo): void {
  for (const remark of remarks) complain(io, remark);
  io.stdout(text);
}

interface InstalledHelix {
  readonly path: string;
  readonly version: string;
  readonly health: HelixHealth | null;
}

/** The first that answers, or why there is none. */
async function findHelix(io: ConfigIo): Promise<InstalledHelix | string> {
  const paths = findPrograms(['hx', 'helix'], io);
  const end = io.now() + ALL_ANSWERS_MS;
  for (const path of paths) {
    const ask: Ask = async (args) => {
      const left = Math.min(ANSWER_MS, end - io.now());
      // At the root of the disk, where no project's configuration is.
      return left > 0 ? runFor(left, [path, ...args], parse(path).root) : null;
    };
    const version = await helixVersion(ask);
    if (version !== null) return { path, version, health: await askHelix(ask) };
  }
  if (paths.length > 0) return `${paths.join(', ')}: this is not Helix, or does not answer`;
  return 'neither hx nor helix is on the PATH: Helix is asked for its languages, so this must run where it is installed';
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
