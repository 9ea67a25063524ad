/** When a question about a text is answered at once, and with what. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import type { FileQuery } from '../../../server/service/contract.ts';
import { type FileBlame, hunksOf } from '../../../server/service/fileBlame.ts';
import { type Answered, LastGround } from '../../../server/service/lastGround.ts';
import type { Sight } from '../../../server/service/repository/quickDisk.ts';
import type { Overlay, ResolvedOptions } from '../../../server/worker/messages.ts';
import { fakeRepository } from '../../support/fakeRepository.ts';
import { nothingConfigured } from '../../support/resolvedOptions.ts';

const person = { name: 'N', email: 'n', time: 0, timezone: '+0000' };
const record = { summary: 'S', author: person, committer: person };
const origin = { commit: 'aa', path: 'd/f', previous: null, boundary: false };
const committed: FileBlame = {
  lineCount: 3,
  rows: Int32Array.of(0, 3, 0, 0, 0),
  origins: [origin],
  commits: { aa: record },
  uncommitted: null,
};

const overlay = (quads: readonly number[], lineCount: number): Overlay => ({
  blob: 'b10b',
  tracked: true,
  quads: Int32Array.from(quads),
  lineCount,
  files: [],
});

const resolved: ResolvedOptions = {
  ...nothingConfigured,
  identity: { name: 'Me', email: null },
  overrides: 'over',
  files: ['/top/.git/config'],
};

const text = ChunkedText.of('a\nb\nc\n');
const query: FileQuery = { fsPath: '/top/d/f', text, options: { findIgnoreRevs: true } };

function answered(change: Partial<Answered> = {}): Answered {
  const { options, grafts, lines } = resolved;
  const job = { repository: fakeRepository, commit: 'c0ffee', path: 'd/f', content: null };
  return {
    query,
    resolved,
    question: {
      job: { ...job, options, textconv: null, grafts, lines },
      seen: { stamp: 'names', overrides: 'over' },
    },
    overlay: overlay([], 3),
    ...change,
  };
}

type World = ReturnType<typeof stage>['world'];

function sightOf(world: Pick<World, 'head' | 'isMerging' | 'stamp'>): Sight {
  return {
    physicalPath: (path) => path,
    isLink: () => false,
    isPlain: () => true,
    stampOf: () => world.stamp,
    head: () => world.head,
    isMerging: () => world.isMerging,
  };
}

/** Everything as it was, and a text with a line more at its start. */
function stage() {
  const world = {
    repository: fakeRepository as typeof fakeRepository | null,
    head: 'c0ffee',
    blame: committed as FileBlame | null,
    isMerging: false,
    isNear: true,
    stamp: '1:2:3',
    overlay: overlay([0, 0, 0, 1], 4) as Overlay | null,
    looked: [] as (readonly string[])[],
    laid: [] as string[],
    shown: [] as string[],
  };
  const ground = new LastGround({
    glance: (paths, look) => {
      world.looked.push(paths);
      return world.isNear ? look(sightOf(world)) : undefined;
    },
    repositoryOf: (directory) => (directory === '/top/d' ? world.repository : null),
    optionsOf: () => ({ files: ['/top/.git/config'], stamp: '1:2:3', resolved }),
    jobs: { finished: () => world.blame },
    overlays: {
      now: (each, { job, overrides }) => {
        world.laid.push(`${each.toString()} ${job.path} ${job.commit} ${overrides}`);
        return world.overlay;
      },
      noteShown: ({ text: each }) => void world.shown.push(each.toString()),
    },
    uncommitted: () => ({ oid: '00', record }),
  });
  const typed = ChunkedText.of('x\na\nb\nc\n');
  /** `commit:start-end` of the rows, or null. */
  const ask = (change: Partial<FileQuery> = {}, line = 1) => {
    const answered = ground.answer({ ...query, text: typed, ...change }, { start: line, end: line + 1 });
    const { rows, origins, lineCount } = answered?.answer.blame ?? committed;
    const hunks = hunksOf(rows, origins, { start: 0, end: lineCount });
    return (
      answered && hunks.map(({ start, end, origin: { commit } }) => `${commit}:${start}-${end}`).join(' ')
    );
  };
  return { world, ground, ask };
}

describe('a text that is typed', () => {
  it('is answered for when all else is as it was', () => {
    const { world, ground, ask } = stage();
    expect(ask()).toBe(null);
    ground.note(answered());
    expect([ask(), ask({}, 0)]).toEqual(['aa:1-4', '00:0-1']);
    expect(world.laid).toEqual(['x\na\nb\nc\n d/f c0ffee over']);
    expect(world.shown).toEqual(['x\na\nb\nc\n']);
    const { gitDir, commonDir } = fakeRepository;
    expect(world.looked[0]).toEqual(['/top/d/f', '/top/d', '/top/.git/config', gitDir, commonDir]);
    // Twice the same text: it is looked at the disk each time.
    expect(world.looked).toHaveLength(2);
  });

  it('has the committed blame where it is the committed text', () => {
    const { world, ground, ask } = stage();
    ground.note(answered());
    expect(ask({ text })).toBe('aa:0-3');
    expect(world.laid).toEqual([]);
  });

  it.each<[string, (world: World) => void]>([
    ['options are others', (world) => Object.assign(world, { stamp: '1:2:4' })],
    ['HEAD is elsewhere', (world) => Object.assign(world, { head: 'decaf' })],
    ['a merge has begun', (world) => Object.assign(world, { isMerging: true })],
    ["the disk can't be looked at at once", (world) => Object.assign(world, { isNear: false })],
    ['it is to be found out where the file belongs', (world) => Object.assign(world, { repository: null })],
    ['it belongs elsewhere', (world) => Object.assign(world, { repository: { ...fakeRepository } })],
    ['the blame is forgotten', (world) => Object.assign(world, { blame: null })],
    ['an engine thread has to be asked', (world) => Object.assign(world, { overlay: null })],
  ])('takes longer when %s', (_, change) => {
    const { world, ground, ask } = stage();
    ground.note(answered());
    change(world);
    expect(ask()).toBe(null);
  });

  it.each<[string, Partial<FileQuery>]>([
    ['about another file', { fsPath: '/top/d/g' }],
    ['about what is on disk', { text: null }],
    ['with other options', { options: { findIgnoreRevs: false } }],
    ['with other limits', { limits: { milliseconds: 5, bytes: null } }],
  ])('takes longer in a question %s', (_, change) => {
    const { ground, ask } = stage();
    ground.note(answered());
    expect(ask(change)).toBe(null);
  });

  it('is laid as well where nobody sees it', () => {
    const { world, ground, ask } = stage();
    const rehearse = () =>
      ground.rehearse({ ...query, text: ChunkedText.of('y\na\nb\nc\n') }, { start: 0, end: 1 });
    rehearse();
    expect(ground.isUnknown).toBe(true);
    ground.note(answered());
    expect(ground.isUnknown).toBe(false);
    rehearse();
    expect([world.laid, world.shown]).toEqual([['y\na\nb\nc\n d/f c0ffee over'], []]);
    expect(ask({ text })).toBe('aa:0-3');
  });

  it('takes longer past its end', () => {
    const { ground, ask } = stage();
    ground.note(answered());
    expect(ask({}, 4)).toBe(null);
  });
});

it.each<[string, Partial<Answered>]>([
  ['that files have a say in', { overlay: { ...overlay([], 3), files: ['/top/.gitattributes'] } }],
  ['whose options are others by now', { resolved: { ...resolved, options: { ...resolved.options } } }],
  ['that a link leads to', { query: { ...query, fsPath: '/top/d/link' } }],
])('an answer about a text %s says nothing of the next one', (_, change) => {
  const { ground } = stage();
  const other = answered(change);
  ground.note(other);
  expect(ground.answer(other.query, { start: 0, end: 1 })).toBe(null);
});
