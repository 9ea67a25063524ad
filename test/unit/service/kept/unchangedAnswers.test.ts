/** An answer is given again only where all that it hangs on is as it was. */
import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { defaultOptions } from '../../../../server/blame/types.ts';
import type { Repository } from '../../../../server/git/repository.ts';
import type { FileAnswer, FileQuery } from '../../../../server/service/contract.ts';
import { emptyBlame } from '../../../../server/service/fileBlame.ts';
import { type Grounds, UnchangedAnswers } from '../../../../server/service/kept/unchangedAnswers.ts';
import type { Overlay, ResolvedOptions } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const text = ChunkedText.of('text');
const overlay = { quads: new Int32Array(), files: ['attributes'] } as unknown as Overlay;
const answer: FileAnswer = { revision: 'aa', blame: emptyBlame, identity: null, ways: null };

/** A file that was asked about, `head`: that of HEAD, else the text of the editor. */
function stage(head: boolean) {
  const world = {
    head: 'aa' as string | undefined,
    stamps: { config: '1', attributes: '1' } as Record<string, string>,
    physical: '/top/d',
    isLink: false,
    isMerging: false,
    isNear: true,
    repository: fakeRepository as Repository | null,
    resolved: { options: { ...defaultOptions }, start: null, textconv: null } as unknown as ResolvedOptions,
    isSure: true,
    overlayStamp: '1' as string | null,
  };
  const answers = new UnchangedAnswers({
    glance: (_, look) =>
      world.isNear
        ? look({
            head: () => world.head,
            stampOf: (files) => files.map((file) => world.stamps[file]).join(' '),
            physicalPath: () => world.physical,
            isLink: () => world.isLink,
            isPlain: () => !world.isLink && world.physical === '/top/d',
            isMerging: () => world.isMerging,
          })
        : undefined,
    repositoryOf: () => world.repository,
    optionsOf: (_, { revision }) =>
      world.isSure && revision === undefined
        ? { files: ['config'], stamp: '1', resolved: world.resolved }
        : null,
    stampOf: () => world.overlayStamp,
  });
  const query: FileQuery = {
    fsPath: '/top/d/f',
    text: head ? null : text,
    options: head ? { revision: 'HEAD' } : {},
  };
  const note = (change: Partial<Grounds> = {}) => {
    const place = { repository: fakeRepository, path: 'd/f' };
    const { resolved } = world;
    const grounds = { place, resolved, commit: 'aa', overlay: head ? null : overlay, isLookedAt: true };
    answers.note(query, { ...grounds, ...change }, answer);
  };
  const recall = (change: Partial<FileQuery> = {}, isLookedAt = true) =>
    answers.recall({ ...query, ...change }, isLookedAt)?.answer ?? null;
  return { world, note, recall };
}

type World = ReturnType<typeof stage>['world'];

const both = { head: false, text: false };
const textAlone = { head: true, text: false };
const elsewhere = { ...fakeRepository } as Repository;
const others = { options: { ...defaultOptions }, start: null, textconv: null } as unknown as ResolvedOptions;

/** What has changed, and who gets the same answer all the same. */
const cases: readonly [string, Partial<World>, { readonly head: boolean; readonly text: boolean }][] = [
  ['nothing has changed', {}, { head: true, text: true }],
  ['HEAD has moved', { head: 'bb' }, both],
  ['HEAD is not plain', { head: undefined }, both],
  ['a setting was written', { stamps: { config: '2', attributes: '1' } }, both],
  ['attributes were written', { stamps: { config: '1', attributes: '2' } }, textAlone],
  ['a merge has begun', { isMerging: true }, textAlone],
  ['the file became a link', { isLink: true }, textAlone],
  ['the directory lies elsewhere', { physical: '/top/e' }, both],
  ['the disk is slow', { isNear: false }, both],
  ['the repository is to be found anew', { repository: null }, both],
  ['it is another repository', { repository: elsewhere }, both],
  ['options are not sure', { isSure: false }, both],
  ['options came to something else', { resolved: others }, both],
];

it.each(cases)('where %s', (_, change, expected) => {
  for (const head of [true, false]) {
    const { world, note, recall } = stage(head);
    expect(recall()).toBeNull();
    note();
    expect(recall()).toBe(answer);
    expect(recall()).toBe(answer);
    Object.assign(world, change);
    expect(recall()).toBe(expected[head ? 'head' : 'text'] ? answer : null);
  }
});

it.each<[string, Partial<FileQuery>]>([
  ['another text', { text: ChunkedText.of('text') }],
  ['another file', { fsPath: '/top/d/g' }],
  ['other options', { options: { ignoreWhitespace: true } }],
  ['other limits', { limits: { milliseconds: 1, bytes: null } }],
])('is not for %s', (_, change) => {
  const { note, recall } = stage(false);
  note();
  expect(recall(change)).toBeNull();
});

it('is for who looks at it where somebody has looked at it before', () => {
  const { note, recall } = stage(false);
  note({ isLookedAt: false });
  expect([recall({}, true), recall({}, false)]).toEqual([null, answer]);
  note();
  expect([recall({}, true), recall({}, false)]).toEqual([answer, answer]);
});

it('remembers nothing that hangs on more than is looked at', () => {
  const unsure = stage(false);
  unsure.world.overlayStamp = null;
  unsure.note();
  expect(unsure.recall()).toBeNull();
  const asked = stage(true);
  asked.world.isSure = false;
  asked.note();
  asked.world.isSure = true;
  expect(asked.recall()).toBeNull();
  const older = stage(true);
  older.note({ resolved: { ...older.world.resolved, options: { ...defaultOptions } } });
  expect(older.recall()).toBeNull();
  const converted = stage(true);
  converted.world.resolved = {
    ...converted.world.resolved,
    textconv: { commands: '', attributeFiles: [] },
  } as never;
  converted.note();
  expect(converted.recall()).toBeNull();
  const ofDisk = stage(false);
  ofDisk.note({ overlay: null });
  expect(ofDisk.recall()).toBeNull();
});
