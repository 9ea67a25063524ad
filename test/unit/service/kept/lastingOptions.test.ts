/** Options that come back from JSON as what they were. */
import { expect, it } from 'vitest';
import { defaultOptions } from '../../../../server/blame/types.ts';
import type { Repository } from '../../../../server/git/repository.ts';
import { LastingAnswers } from '../../../../server/service/kept/lastingAnswers.ts';
import { keepOptions, recallOptions } from '../../../../server/service/kept/lastingOptions.ts';
import type { ResolvedOptions } from '../../../../server/worker/messages.ts';

const repository: Repository = {
  gitDir: '/nowhere/.git',
  commonDir: '/nowhere/.git',
  workTree: '/nowhere',
  objectFormat: 'sha1',
  refFormat: 'files',
};
const files = ['/nowhere/.git/config'];
const resolved: ResolvedOptions = {
  options: { ...defaultOptions, ignoreRevs: new Set(['aa', 'bb']), exclude: ['cc'] },
  start: null,
  mailmap: 'm',
  textconv: { commands: '[]', attributeFiles: ['/etc/gitattributes'] },
  grafts: null,
  lines: ['1,2'],
  identity: { name: 'Ada', email: null },
  warnings: ['a list is missing'],
  config: 'c',
  overrides: 'o',
  files,
  sources: { config: files, ignoreRevs: [], mailmap: [] },
};

function stage() {
  const kept = new Map<string, readonly Uint8Array[]>();
  const actions: (() => void)[] = [];
  const answers = new LastingAnswers({
    store: {
      read: (_, name) => kept.get(name) ?? [],
      write: (_, name, values) => void kept.set(name, values),
    },
    program: '',
    later: (_, action) => void actions.push(action),
    now: () => Date.now(),
  });
  const keep = async (value: ResolvedOptions) => {
    keepOptions(answers, { repository, asked: { root: true }, files }, async () => value);
    while (actions.length > 0) actions.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const looked: (readonly string[])[] = [];
  const recall = (root: boolean) =>
    recallOptions(answers, { repository, asked: { root } }, async (paths) => void looked.push(paths));
  return { kept, keep, recall, looked };
}

it('are the same when they come back, for the same question', async () => {
  const { keep, recall, looked } = stage();
  await keep(resolved);
  expect(await recall(true)).toEqual(resolved);
  expect(looked).toEqual([files]);
  expect(await recall(false)).toBeNull();
});

it('are not kept with a file of grafts', async () => {
  const { keep, kept } = stage();
  await keep({ ...resolved, grafts: { path: '/g', data: new Uint8Array(1) } });
  expect(kept.size).toBe(0);
});

const broken: readonly object[] = [
  { options: null },
  { options: { ...resolved.options, ignoreRevs: [1] } },
  { options: { ignoreRevs: [] } },
  { warnings: null },
  { files: 'x' },
  { sources: null },
  { mailmap: 1 },
];
it.each(broken)('are not taken in the form of %j', async (change) => {
  const { keep, kept, recall } = stage();
  await keep(resolved);
  for (const [name, [bytes]] of kept) {
    const record = JSON.parse(Buffer.from(bytes ?? []).toString());
    kept.set(name, [Buffer.from(JSON.stringify({ ...record, answer: { ...record.answer, ...change } }))]);
  }
  expect(await recall(true)).toBeNull();
});
