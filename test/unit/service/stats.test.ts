/** The engine's figures. */
import { expect, it } from 'vitest';
import { newEngineWork } from '../../../server/service/stats.ts';

it('begin at zero, each service with its own', () => {
  const work = newEngineWork();
  work.diffs++;
  expect(Object.values(newEngineWork())).toEqual([0, 0, 0, 0, 0, 0]);
});
