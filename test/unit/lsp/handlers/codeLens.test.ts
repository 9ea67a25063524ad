/** Lenses over the scripted service. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { codeLens } from '../../../../server/lsp/handlers/codeLens.ts';
import { codeLensResolve } from '../../../../server/lsp/handlers/codeLensResolve.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

interface Lens {
  readonly range: { readonly start: { readonly line: number } };
  readonly command?: { readonly title: string };
}

function stage(init: object = {}, asked: string = uri) {
  const { session, world } = fakeSession({ ...init });
  world.files['/top/f'] = 'a\nb\nc\n';
  const ask = async () =>
    (await codeLens.handle(session, { textDocument: { uri: asked } }, fakeContext().context)) as Lens[];
  const resolve = async (lens: unknown) =>
    ((await codeLensResolve.handle(session, lens, fakeContext().context)) as Lens).command?.title;
  const open = (version = 1) =>
    session.documents.set({ uri: asked, version, text: ChunkedText.of('a\nb\nc\n') });
  return { session, world, ask, resolve, open };
}

async function shown({ ask, resolve }: ReturnType<typeof stage>): Promise<[number, string][]> {
  const lenses = await ask();
  return Promise.all(
    lenses.map(
      async (lens) =>
        [lens.range.start.line, lens.command?.title ?? (await resolve(lens)) ?? ''] as [number, string],
    ),
  );
}

const file = 'Ada, 1 day ago · 2 commits · 1 author';
const one = 'Ada, 1 day ago · 1 commit · 1 author';

describe('lenses', () => {
  it.each<[string, string, object, [number, string][]]>([
    ['a file', uri, {}, [[0, file]]],
    [
      'a file by its hunks',
      uri,
      { codeLens: 'hunks' },
      [
        [0, one],
        [1, one],
      ],
    ],
    ['a file alone', uri, { codeLens: 'file' }, [[0, file]]],
    ['what is no file', 'untitled:1', {}, []],
    ['a file without history', 'file:///elsewhere/f', {}, []],
    ['a file when they are switched off', uri, { codeLens: false }, []],
    ['a file in words of its own', uri, { codeLensTemplate: '${authorCount}' }, [[0, '1']]],
  ])('of %s', async (_, asked, initializationOptions, expected) => {
    expect(await shown(stage({ initializationOptions }, asked))).toEqual(expected);
  });

  it.each<[number[], [number, string][]]>([
    [
      [1, 3],
      [
        [0, file],
        [1, one],
      ],
    ],
    [
      [0, 2, 2, 3],
      [
        [0, file],
        [2, one],
      ],
    ],
  ])('of symbols at %j', async (outline, expected) => {
    const set = stage();
    set.world.outline = outline;
    set.open();
    expect(await shown(set)).toEqual(expected);
  });

  it('show their latest commit when they are clicked', async () => {
    const set = stage();
    set.world.outline = [1, 3];
    set.open();
    const resolved = await Promise.all(
      (await set.ask()).map((lens) => codeLensResolve.handle(set.session, lens, fakeContext().context)),
    );
    expect(resolved).toMatchObject([
      {
        command: { command: 'blame.showCommit', arguments: [{ uri, commit: expect.any(String), path: 'f' }] },
      },
      { command: { command: 'blame.showCommit', arguments: [{ uri, line: 1, originalLine: 4, path: 'f' }] } },
    ]);
  });

  it('cost no history before they are seen', async () => {
    const { ask, resolve, world, open } = stage();
    open();
    const [lens] = await ask();
    expect(world.calls.map(({ method }) => method)).not.toContain('blame');
    await resolve(lens);
    expect(world.calls.map(({ method }) => method)).toContain('blame');
  });

  it('of what git does not track are none', async () => {
    const { ask, world, open } = stage();
    open();
    world.overlay = { tracked: false };
    expect(await ask()).toEqual([]);
    world.overlay = null;
    world.head = null;
    expect(await ask()).toEqual([]);
  });
});

describe('while a text is edited', () => {
  const refreshSupport = { capabilities: { workspace: { codeLens: { refreshSupport: true } } } };

  it('lenses move along', async () => {
    const set = stage(refreshSupport);
    set.world.outline = [1, 3];
    set.open();
    await shown(set);
    set.session.outlines.edited(uri, [{ line: 0, removed: 0, added: 2 }]);
    const lenses = (await codeLens.interim?.(set.session, { textDocument: { uri } })) as Lens[];
    expect(lenses.map(({ range }) => range.start.line)).toEqual([0, 3]);
  });

  it.each(['hunks', 'file'])('lenses by %s stay', async (mode) => {
    const set = stage({ ...refreshSupport, initializationOptions: { codeLens: mode } });
    set.open();
    expect(await codeLens.interim?.(set.session, { textDocument: { uri } })).toBeNull();
    const before = await shown(set);
    const lenses = (await codeLens.interim?.(set.session, { textDocument: { uri } })) as Lens[];
    expect(lenses).toHaveLength(before.length);
  });

  it('there is nothing to show of what is not open', async () => {
    expect(await codeLens.interim?.(stage().session, { textDocument: { uri } })).toBeNull();
  });
});
