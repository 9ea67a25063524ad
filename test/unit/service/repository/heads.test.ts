/** HEADs as they were last seen. */
import { expect, it } from 'vitest';
import { Superseded } from '../../../../server/scheduler/job.ts';
import { Heads } from '../../../../server/service/repository/heads.ts';

it('end what waits for where they were, in their own repository', () => {
  const heads = new Heads();
  const [a, same, other] = [heads.see('/a', 'one'), heads.see('/a', 'one'), heads.see('/b', 'one')];
  expect(same).toBe(a);
  const moved = heads.see('/a', 'two');
  expect([a.aborted, other.aborted, moved.aborted]).toEqual([true, false, false]);
  expect(a.reason).toBeInstanceOf(Superseded);
  heads.see('/a', null);
  expect(moved.aborted).toBe(true);
});
