/** `blame/stats`: figures of the work done so far and of what goes on right now. */
import { toWireStats } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { blameMethods } from '../protocol.ts';

export const blameStats: ExplicitRoute = {
  method: blameMethods.stats,
  kind: 'explicit',
  handle: async (session) => {
    const rss = process.memoryUsage.rss();
    return toWireStats(session.service.stats(), {
      rss,
      texts: session.documents.bytes,
      watching: session.watches.counts(),
    });
  },
};
