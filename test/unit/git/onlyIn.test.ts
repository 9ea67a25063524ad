/** Commits that only some tips have, on random histories, against `git rev-list --not`. */
import { expect, it } from 'vitest';
import { commitsOnlyIn } from '../../../server/git/onlyIn.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { createRepository } from '../../support/gitRepository.ts';

/** A history of `count` commits with merges, `c1` to `c<count>` its branches. */
function history(count: number, random: (below: number) => number): string {
  const stream: string[] = [];
  for (let n = 1; n <= count; n++) {
    const parents = new Set(
      [n - 1 - random(Math.min(n, 5)), n - 1 - random(Math.min(n, 5))].filter((p) => p > 0),
    );
    const [from, merge] = [...parents];
    stream.push(
      `commit refs/heads/c${n}\nmark :${n}\ncommitter C <c@x> ${1_700_000_000 + n} +0000\ndata 0\n`,
    );
    if (from !== undefined) stream.push(`from :${from}\n`);
    if (merge !== undefined) stream.push(`merge :${merge}\n`);
    stream.push('\n');
  }
  return stream.join('');
}

it.each([1, 2, 3])('agrees with git on history %d', async (seed) => {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
  const scratch = createRepository({ bare: true });
  scratch.fastImport(history(30, random));
  const repository = await discoverRepository(scratch.directory);
  if (repository === null) throw new Error('no repository');
  const reader = openReader(repository);
  const ids = Array.from({ length: 30 }, (_, n) => scratch.git('rev-parse', `c${n + 1}`));
  for (let round = 0; round < 15; round++) {
    const pick = () => ids[random(30)] ?? '';
    const [ours, theirs] = [
      [pick(), pick()],
      [pick(), pick()],
    ];
    const expected = scratch
      .git('rev-list', ...ours, '--not', ...theirs)
      .split('\n')
      .filter((oid) => oid !== '');
    expect(commitsOnlyIn(reader, { ours, theirs }, 1000)?.sort()).toEqual(expected.sort());
  }
  expect(commitsOnlyIn(reader, { ours: ids, theirs: [] }, 10)).toBeNull();
  reader.close();
  scratch.remove();
});
