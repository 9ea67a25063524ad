/** Records of commits: shared between blames, told apart by what people are called, bounded. */
import { expect, it } from 'vitest';
import { CommitRecords } from '../../../../server/service/kept/commitRecords.ts';
import { fakePerson } from '../../../support/fakeService.ts';
import { resultOf } from '../../../support/resultOf.ts';

const recordOf = (summary: string) => ({ summary, author: fakePerson, committer: fakePerson });

it('a commit has one record, whoever tells of it', () => {
  const records = new CommitRecords(100_000);
  const first = records.shared('s', { aa: recordOf('a') });
  const second = records.shared('s', { aa: recordOf('a'), bb: recordOf('b') });
  expect(second['aa']).toBe(first['aa']);
  expect(resultOf(records.all('s', ['aa', 'bb', 'aa']))).toEqual(
    new Map([
      ['aa', recordOf('a')],
      ['bb', recordOf('b')],
    ]),
  );
  expect(resultOf(records.all('s', ['aa', 'cc']))).toBeNull();
  expect(resultOf(records.all('other names', ['aa']))).toBeNull();
});

it('what was not used for longest goes', () => {
  const records = new CommitRecords(3000);
  for (let n = 0; n < 100; n++) records.shared('s', { [`c${n}`]: recordOf('x') });
  expect(records.bytes).toBeLessThanOrEqual(3000);
  expect(resultOf(records.all('s', ['c99']))).not.toBeNull();
  expect(resultOf(records.all('s', ['c0']))).toBeNull();
});

it('of many ways to call people not all are remembered', () => {
  const records = new CommitRecords(10_000_000);
  for (let n = 0; n < 2500; n++) records.shared(`names ${n}`, { aa: recordOf(`${n}`) });
  expect(resultOf(records.all('names 0', ['aa']))).toBeNull();
  expect(resultOf(records.all('names 2499', ['aa']))?.get('aa')?.summary).toBe('2499');
});
