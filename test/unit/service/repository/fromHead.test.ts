/** Which options are asked for of a question that starts at HEAD. */
import { expect, it } from 'vitest';
import { resolveFromHead } from '../../../../server/service/repository/fromHead.ts';
import type { AskedOptions } from '../../../../server/worker/messages.ts';
import { nothingConfigured } from '../../../support/resolvedOptions.ts';

const found = nothingConfigured;

/** What was asked for, and where the blame starts then. */
async function check(asked: AskedOptions, head: string | null) {
  const resolved: AskedOptions[] = [];
  const { start } = await resolveFromHead(asked, {
    resolve: async (options) => {
      resolved.push(options);
      return found;
    },
    head: async () => head,
  });
  return [...resolved, start];
}

it('those of any other question, from where HEAD is', async () => {
  expect(await check({ revision: 'HEAD', root: true }, 'abc')).toEqual([{ root: true }, 'abc']);
});

it('just those for all that is more than its name, and before the first commit', async () => {
  for (const asked of [{}, { revision: 'HEAD~' }, { revision: ['HEAD', '^v1'] }] as AskedOptions[])
    expect(await check(asked, 'abc')).toEqual([asked, null]);
  const reverse = { revision: 'HEAD', reverse: true };
  expect(await check(reverse, 'abc')).toEqual([reverse, null]);
  expect(await check({ revision: 'HEAD' }, null)).toEqual([{}, { revision: 'HEAD' }, null]);
});
