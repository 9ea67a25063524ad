/** Merge bases of random histories, against `git merge-base --all`. */
import { expect, it } from 'vitest';
import { mergeBases } from '../../../server/git/mergeBase.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

/** A small generator of numbers that are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >>> 8) % below;
  };
}

describeWithGit(needsGit('mergeBases'), () => {
  it.each([1, 2, 3])('agrees with git on history %d', async (seed) => {
    const random = numbers(seed);
    const scratch = createRepository({ bare: true });
    const stream: string[] = [];
    for (let n = 1; n <= 40; n++) {
      const time = 1_700_000_000 + n * 10 - random(15);
      const parents = new Set(
        [n - 1 - random(Math.min(n, 6)), n - 1 - random(Math.min(n, 6))].filter((p) => p > 0),
      );
      const [from, merge] = [...parents];
      stream.push(`commit refs/heads/c${n}\nmark :${n}\ncommitter C <c@x> ${time} +0000\ndata 0\n`);
      if (from !== undefined) stream.push(`from :${from}\n`);
      if (merge !== undefined) stream.push(`merge :${merge}\n`);
      stream.push('\n');
    }
    scratch.fastImport(stream.join(''));
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('no repository');
    const reader = openReader(repository);
    for (let round = 0; round < 30; round++) {
      const [one, other] = [
        scratch.git('rev-parse', `c${1 + random(40)}`),
        scratch.git('rev-parse', `c${1 + random(40)}`),
      ];
      const expected = scratch
        .run(['merge-base', '--all', one, other])
        .stdout.toString()
        .split('\n')
        .filter((line) => line !== '');
      const found = mergeBases(reader, one, other);
      expect(found).toEqual(expect.arrayContaining(expected));
      // What is found beside them is excluded along with them.
      for (const oid of found.filter((each) => !expected.includes(each)))
        expect(
          expected.some((base) => scratch.run(['merge-base', '--is-ancestor', oid, base]).status === 0),
        ).toBe(true);
      if (expected.length === 0) expect(found).toEqual([]);
    }
    reader.close();
    scratch.remove();
  });
});
