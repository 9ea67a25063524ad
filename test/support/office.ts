/** An editor with a scripted user in front of it: the file of the engine room open, its text one line ahead of the commit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Editor, editors } from './editors/all.ts';
import { buildEngineRoom, type EngineRoom } from './engineRoom.ts';
import { type LspClient, startClient, uriOf } from './lspClient.ts';
import { type Seen, watchScreen } from './screen.ts';
import { at } from './story.ts';

interface Action {
  readonly title: string;
  readonly kind?: string;
  readonly disabled?: { readonly reason: string };
  readonly command?: { readonly command: string; readonly arguments: unknown[] };
}

interface Desk {
  readonly client: LspClient;
  readonly seen: Seen;
  readonly uri: string;
  /** Names that were announced. */
  readonly commands: readonly string[];
  run(command: string, ...values: unknown[]): Promise<unknown>;
  actions(line: number, context?: object): Promise<Action[]>;
  hover(line: number, uri?: string): Promise<string | null>;
}

/** What the tests of one file share. */
export interface Office {
  readonly room: EngineRoom;
  /** The user's cache directory. */
  readonly cache: string;
  /** `extra` is laid over what the editor says at `initialize`; `shows` false: it refuses to show documents. */
  readonly sitDown: (editor: Editor, extra?: object, shows?: boolean) => Promise<Desk>;
}

/** Call at the top of a test file; it is there once tests run. */
export function useOffice(): Office {
  const office: { room: EngineRoom; cache: string } = { room: null as never, cache: '' };
  const clients: LspClient[] = [];
  beforeAll(() => {
    office.room = buildEngineRoom();
    office.cache = mkdtempSync(join(tmpdir(), 'blame-cache-'));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });
  afterAll(() => {
    office.room.made.remove();
    rmSync(office.cache, { recursive: true, force: true });
  });
  const sitDown: Office['sitDown'] = async (editor, extra = {}, shows = true) => {
    const desk = await open(office, { editor, extra, shows });
    clients.push(desk.client);
    return desk;
  };
  return Object.assign(office, { sitDown });
}

async function open(
  { room, cache }: Pick<Office, 'room' | 'cache'>,
  { editor, extra, shows }: { readonly editor: Editor; readonly extra: object; readonly shows: boolean },
): Promise<Desk> {
  const client = startClient(['--stdio'], { XDG_CACHE_HOME: cache });
  const seen = watchScreen(client, shows);
  const folder = { uri: uriOf(room.made.directory), name: 'engine' };
  const params = editors[editor] as { readonly capabilities: object };
  const capabilities = {
    ...params.capabilities,
    ...('capabilities' in extra ? (extra.capabilities as object) : {}),
  };
  const answer = await client.initialize({ ...params, workspaceFolders: [folder], ...extra, capabilities });
  const provider = answer.capabilities['executeCommandProvider'] as { commands: string[] };
  const uri = client.open(join(room.made.directory, room.path), room.text);
  return {
    client,
    seen,
    uri,
    commands: provider.commands,
    run: (command, ...values) => client.request('workspace/executeCommand', { command, arguments: values }),
    actions: (line, context = { diagnostics: [], triggerKind: 1 }) =>
      client.request('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: at(line), end: at(line) },
        context,
      }),
    async hover(line, of = uri) {
      const ask = async () => {
        const answer = await client.request<{ contents: { value: string } } | null>('textDocument/hover', {
          textDocument: { uri: of },
          position: at(line),
        });
        return answer?.contents.value ?? null;
      };
      // On a busy machine a hover may have come before all that it says was known; the next one has it.
      for (let before = await ask(); ; ) {
        const text = await ask();
        if (text === before) return text;
        before = text;
      }
    },
  };
}

/** Ages grow while the repository stays as it is. */
export function ageless(text: string | null): string {
  return `${(text ?? 'nothing').replace(/\b\d+ (year|month|week|day|hour|minute)s? ago/g, 'long ago')}\n`;
}

export async function expectText(text: string, name: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(`../e2e/expected/${name}.txt`);
}
