/** The examples of protocol.md: each was a real exchange, and still is. */

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blameMethods, blameNotifications } from '../../server/lsp/protocol.ts';
import { compactJson } from '../support/compactJson.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { type GitRepository, scratchDirectory } from '../support/gitRepository.ts';
import { builtServer, type LspClient, startClient, topOf, uriOf } from '../support/lspClient.ts';
import { openShop, shopFile } from '../support/shopHistory.ts';

/*
 * In protocol.md an example is a comment that names it, the parameters in a fence and the result in another. It speaks of a
 * repository at /shop. BLAME_TEST_RECORD writes what is answered today.
 */
const protocol = join(topOf(import.meta.dirname), 'protocol.md');
const form = /<!-- example (\S+) -->\n```json\n([\s\S]*?)\n```\n```json\n([\s\S]*?)\n```/g;
const options = {
  clientInfo: { name: 'example' },
  capabilities: {
    textDocument: {
      inlayHint: { resolveSupport: { properties: ['tooltip'] } },
      codeAction: {
        codeActionLiteralSupport: {},
        dataSupport: true,
        resolveSupport: { properties: ['edit'] },
      },
    },
    workspace: { applyEdit: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    experimental: { blame: { copy: true, content: true } },
  },
  initializationOptions: { dateFormat: 'short' },
};

interface Example {
  readonly name: string;
  readonly params: string;
  readonly result: string;
}

const examples: readonly Example[] = [...readFileSync(protocol, 'utf8').matchAll(form)].map(
  ([, name = '', params = '', result = '']) => ({ name, params, result }),
);

describeWithGit(needsGit('the examples of protocol.md'), () => {
  let shop: GitRepository;
  let client: LspClient;
  let capabilities: object = {};
  const heard = new Map<string, unknown[]>();
  beforeAll(async () => {
    shop = openShop();
    client = startClient();
    for (const method of Object.values(blameNotifications))
      client.connection.onNotification(method, (params: unknown) => {
        heard.set(method, [...(heard.get(method) ?? []), params]);
      });
    ({ capabilities } = await client.initialize(options));
    const path = join(shop.directory, shopFile);
    // One line is edited and not saved.
    client.open(path, readFileSync(path, 'utf8').replace('sum > 100', 'sum > 200'), 7);
  });
  afterAll(() => {
    client.kill();
    shop.remove();
  });

  /** What goes over the wire, with the repository at its place. */
  const placed = (text: string) => JSON.parse(text.replaceAll('/shop/', `${shop.directory}/`)) as unknown;

  /** The times of what is not committed are those of the test, and ages grow. */
  function unplaced(value: unknown): unknown {
    const text = JSON.stringify(value)
      .replaceAll(`${shop.directory}/`, '/shop/')
      .replaceAll(`${shop.directory}`, '/shop')
      .replace(/\b\d+ (years?|months?) ago/g, '3 years ago');
    return JSON.parse(text, (key, each: unknown) =>
      key === 'time' && typeof each === 'number' && each > Date.now() / 1000 - 86_400 ? 1_700_000_000 : each,
    );
  }

  async function exchanged({ name, params }: Example): Promise<unknown> {
    if (name === 'initialize') return capabilities;
    if (name === blameNotifications.didChange) {
      shop.commit('More');
      await expect.poll(() => heard.get(name)?.length ?? 0, { timeout: 5000 }).toBeGreaterThan(0);
      return heard.get(name)?.[0];
    }
    if (name === blameNotifications.copy) {
      await client.request('workspace/executeCommand', placed(params));
      await expect.poll(() => heard.get(name)?.length ?? 0).toBeGreaterThan(0);
      return heard.get(name)?.at(-1);
    }
    return client.request(name, placed(params));
  }

  it.each(examples.map((example) => [example.name, example] as const))('%s', async (name, example) => {
    const answer = unplaced(await exchanged(example));
    if (process.env['BLAME_TEST_RECORD']) record(example, answer);
    else expect(comparable(name, answer)).toEqual(comparable(name, JSON.parse(example.result)));
  });

  it('are there for each method and notification', () => {
    const names = new Set(examples.map(({ name }) => name));
    const all = [...Object.values(blameMethods), ...Object.values(blameNotifications)];
    expect(all.filter((method) => !names.has(method))).toEqual([]);
  });

  it('the client in thirty lines is one', () => {
    const [, program = ''] =
      /<!-- client -->\n```js\n([\s\S]*?)\n```/.exec(readFileSync(protocol, 'utf8')) ?? [];
    expect(program.split('\n').length).toBeLessThanOrEqual(30);
    const directory = scratchDirectory('client');
    try {
      writeFileSync(join(directory, 'client.mjs'), program);
      mkdirSync(join(directory, 'bin'));
      const command = join(directory, 'bin', 'blame-language-server');
      writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${builtServer}' "$@"\n`);
      chmodSync(command, 0o755);
      const environment = { ...process.env, PATH: `${join(directory, 'bin')}:${process.env['PATH']}` };
      const args = [join(directory, 'client.mjs'), join(shop.directory, 'README.md')];
      const { stdout, status } = spawnSync(process.execPath, args, {
        encoding: 'utf8',
        env: environment,
        timeout: 20_000,
      });
      const lines = stdout.trim().split('\n');
      expect([status, lines.length]).toEqual([0, 2]);
      expect(lines[0]).toMatch(/^1-6 [0-9a-f]{8} Ada Lovelace$/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('speak of documents that are there', () => {
    expect(uriOf('/shop/src/cart.ts')).toBe('file:///shop/src/cart.ts');
    expect(examples.length).toBeGreaterThan(10);
  });
});

/** Figures of the server's own work are never the same: their names are. */
function comparable(name: string, value: unknown): unknown {
  if (name !== blameMethods.stats) return value;
  return JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'number' ? 0 : each));
}

function record({ name, params }: Example, answer: unknown): void {
  const text = readFileSync(protocol, 'utf8');
  const written = text.replace(form, (whole, ...[at, before]: string[]) =>
    at === name && before === params
      ? `<!-- example ${name} -->\n\`\`\`json\n${compactJson(JSON.parse(params))}\n\`\`\`\n\`\`\`json\n${compactJson(answer)}\n\`\`\``
      : whole,
  );
  writeFileSync(protocol, written);
}
