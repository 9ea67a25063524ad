/** When an index of history is brought up to date, and when not any more. */
import { describe, expect, it } from 'vitest';
import type { Repository } from '../../../../server/git/repository.ts';
import { QueueFull } from '../../../../server/scheduler/job.ts';
import { HistoryUpdates } from '../../../../server/service/repository/historyUpdates.ts';
import type { HistoryOutcome } from '../../../../server/worker/messages.ts';

function repository(commonDir: string): Repository {
  return { gitDir: `${commonDir}/x`, commonDir, workTree: null, objectFormat: 'sha1', refFormat: 'files' };
}

function stage(answer: (commit: string) => HistoryOutcome | null) {
  const asked: string[] = [];
  const warned: string[] = [];
  const updates = new HistoryUpdates({
    update: async ({ commonDir }, commit) => {
      asked.push(`${commonDir} ${commit}`);
      return answer(commit);
    },
    warn: (message) => warned.push(message),
  });
  return { updates, asked, warned };
}

describe('updates of an index', () => {
  it('are asked for once for each commit of a repository, and its size is known then', async () => {
    const outcome = { commits: 3, added: 3, bytes: 70, warnings: ['odd'] };
    const { updates, asked, warned } = stage(() => outcome);
    for (const commit of ['a', 'a', 'b']) await updates.after(repository('/r'), commit);
    await Promise.all([updates.after(repository('/s'), 'a'), updates.after(repository('/s'), 'a')]);
    expect(asked).toEqual(['/r a', '/r b', '/s a']);
    expect(updates.bytes).toBe(140);
    expect(warned).toEqual(['odd', 'odd', 'odd']);
  });

  it('of thousands of commits the last ones alone are remembered', async () => {
    const outcome = { commits: 1, added: 1, bytes: 1, warnings: [] };
    const { updates, asked } = stage(() => outcome);
    for (let n = 0; n < 3000; n++) await updates.after(repository('/r'), `${n}`);
    await updates.after(repository('/r'), '2999');
    expect(asked.length).toBe(3000);
    await updates.after(repository('/r'), '0');
    expect(asked.length).toBe(3001);
  });

  it('are urgent until there is an index', async () => {
    const asked: string[] = [];
    const updates = new HistoryUpdates({
      update: async (_, commit, isNew) => {
        asked.push(`${commit} ${isNew ? 'new' : 'known'}`);
        return commit === 'a' ? null : { commits: 1, added: 1, bytes: 1, warnings: [] };
      },
      warn: () => undefined,
    });
    for (const commit of ['a', 'b', 'c']) await updates.after(repository('/r'), commit);
    expect(asked).toEqual(['a new', 'b new', 'c known']);
  });

  it('end for a repository that is not fit for one, with one word about it', async () => {
    const { updates, asked, warned } = stage(() => {
      throw new Error('trees are out of order');
    });
    for (const commit of ['a', 'a', 'b']) await updates.after(repository('/r'), commit);
    expect(asked).toEqual(['/r a']);
    expect(warned).toEqual(['no index of history is kept for /r: trees are out of order']);
  });

  it('are tried again when there was no room for them', async () => {
    const { updates, asked, warned } = stage(() => {
      throw new QueueFull();
    });
    for (const commit of ['a', 'a']) await updates.after(repository('/r'), commit);
    expect(asked).toEqual(['/r a', '/r a']);
    expect([warned, updates.bytes]).toEqual([[], 0]);
  });

  it('come to nothing where no index is kept', async () => {
    const { updates } = stage(() => null);
    await updates.after(repository('/r'), 'a');
    expect(updates.bytes).toBe(0);
  });
});
