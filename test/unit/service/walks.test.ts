/** The way back and forward again. */
import { expect, it } from 'vitest';
import { Walks } from '../../../server/service/walks.ts';

it('knows where a step came from, the last one if there were several', () => {
  const walks = new Walks();
  expect(walks.originOf('one')).toBeNull();
  walks.step({ uri: 'file', line: 1 }, 'one');
  walks.step({ uri: 'other', line: 2 }, 'one');
  expect(walks.originOf('one')).toEqual({ uri: 'other', line: 2 });
});

it('does not remember for ever', () => {
  const walks = new Walks();
  for (let at = 0; at < 2000; at++) walks.step({ uri: 'file', line: at }, `step ${at}`);
  expect([walks.originOf('step 0'), walks.originOf('step 1999')]).toEqual([
    null,
    { uri: 'file', line: 1999 },
  ]);
});
