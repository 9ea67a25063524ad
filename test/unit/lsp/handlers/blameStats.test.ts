/** `blame/stats` over the scripted service. */
import { expect, it } from 'vitest';
import { blameStats } from '../../../../server/lsp/handlers/blameStats.ts';
import type { BlameStats } from '../../../../server/lsp/protocol.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

it('counts, and knows the memory', async () => {
  const stats = (await blameStats.handle(fakeSession().session, {}, fakeContext().context)) as BlameStats;
  expect(stats).toMatchObject({ requests: 0, inFlight: 0, abandonedMs: { max: 0, total: 0 } });
  expect(stats.memory.rss).toBeGreaterThan(1_000_000);
});
