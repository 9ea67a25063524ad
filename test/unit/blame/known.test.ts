/** What is known of file versions: where it spares the walk, and where it is left alone. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { coalesce } from '../../../server/blame/coalesce.ts';
import { ownersLast } from '../../../server/blame/known.ts';
import { blame } from '../../../server/blame/run.ts';
import {
  type BlameOptions,
  defaultOptions,
  type KnownBlame,
  type SettledEntry,
} from '../../../server/blame/types.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';
import { numbered, writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';

const directory = scratchDirectory('known');
const lines = numbered('line', 20);
const ids = writeHistory(directory, [
  { id: 'root', files: { f: lines } },
  { id: 'edit', files: { f: lines.replace('line 5\n', 'five\n') } },
  { id: 'aside', files: { other: '1\n' } },
  { id: 'renamed', files: { f: null, g: lines.replace('line 5\n', 'five\n') } },
  { id: 'top', files: { g: lines.replace('line 5\n', 'five\nand a half\n') } },
]);
const { reader, close } = openRepository(directory);
afterAll(() => {
  close();
  rmSync(directory, { recursive: true, force: true });
});

const idOf = (name: string) => ids.get(name) ?? '';
const nameOf = (oid: string) => [...ids].find(([, id]) => id === oid)?.[0];

function run(name: string, path: string, known: (KnownBlame & { commit: string; path: string }) | null) {
  return runWith(name, path, { known });
}

function runWith(
  name: string,
  path: string,
  setup: {
    known: (KnownBlame & { commit: string; path: string }) | null;
    options?: Partial<BlameOptions>;
  },
) {
  const settled: SettledEntry[] = [];
  const { known, options } = setup;
  const { stats, anchor } = blame(reader, {
    target: { commit: idOf(name), path, uncommitted: null, ranges: null },
    options: { ...defaultOptions, ...options },
    cancel: neverCancelled,
    known: (commit, at) => (known?.commit === commit && known.path === at ? known : null),
    onSettled: (entries) => settled.push(...entries),
  });
  const outline = coalesce(settled).map(
    ({ line, count, origin }) => `${line}+${count} ${nameOf(origin.commit)}:${origin.path}`,
  );
  return {
    outline,
    visited: stats.commitsVisited,
    diffs: stats.diffs,
    anchor: anchor && nameOf(anchor.commit),
  };
}

/** A blame that is false, so that it shows where it was used. */
function claim(name: string, path: string, lineCount = 20): KnownBlame & { commit: string; path: string } {
  const origin = { commit: idOf('aside'), path: 'claimed', previous: null, boundary: false };
  const place = { commit: idOf(name), path };
  return {
    ...place,
    anchor: place,
    lineCount,
    rows: Int32Array.of(0, lineCount, 0, 0, 0),
    origins: [origin],
  };
}

describe('what is known', () => {
  it('is taken where lines come to it, under whatever name', () => {
    const whole = run('top', 'g', null);
    expect(whole).toMatchObject({
      outline: ['0+4 root:f', '4+1 edit:f', '5+1 top:g', '6+15 root:f'],
      visited: 5,
      anchor: 'top',
    });
    const used = ['0+5 aside:claimed', '5+1 top:g', '6+15 aside:claimed'];
    expect(run('top', 'g', claim('renamed', 'g'))).toMatchObject({ outline: used, visited: 2, diffs: 1 });
    expect(run('top', 'g', claim('aside', 'f'))).toMatchObject({ outline: used, visited: 3, diffs: 1 });
    expect(run('top', 'g', claim('aside', 'g'))).toEqual(whole);
  });

  it('is left alone where it can not be of that file, and where owners hang on more than their commits', () => {
    expect(run('top', 'g', claim('renamed', 'g', 19)).outline).toEqual(run('top', 'g', null).outline);
    const since = { since: 1 };
    const careful = runWith('top', 'g', { known: claim('renamed', 'g'), options: since });
    expect(careful).toMatchObject({ visited: 5, anchor: null });
  });

  it('holds at the commit where the first lines part from the others', () => {
    const anchors = [run('edit', 'f', null), run('aside', 'f', null), run('renamed', 'g', null)];
    expect(anchors.map(({ anchor }) => anchor)).toEqual(['edit', 'edit', 'edit']);
    const known = { ...claim('aside', 'f'), anchor: { commit: idOf('edit'), path: 'f' } };
    expect(run('renamed', 'g', known)).toMatchObject({ anchor: 'edit', visited: 2 });
  });
});

it.each([
  [{}, true],
  [{ firstParent: true, ignoreWhitespace: true, followRenames: false }, true],
  [{ moveScore: 20 }, false],
  [{ detectCopies: 1 }, false],
  [{ ignoreRevs: new Set(['a']) }, true],
  [{ exclude: ['a'] }, false],
  [{ reverseTo: 'a' }, false],
  [{ since: 1 }, false],
  [{ until: 1 }, false],
] as const)('owners last with %j: %s', (options, expected) => {
  expect(ownersLast({ ...defaultOptions, ...options } as BlameOptions)).toBe(expected);
});
