/** When files with long histories are compared, in which order, and when no more. */
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../../../server/blame/types.ts';
import type { LongHistory } from '../../../../server/git/history/longHistories.ts';
import { Dropped, type Priority, type Task, type Waiter } from '../../../../server/scheduler/job.ts';
import { LongFiles } from '../../../../server/service/repository/longFiles.ts';
import type { Runner } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

interface Asked {
  readonly path?: string;
  readonly commit: string;
}

/** Each file has `pairs` and takes `worked`; 'bad' can't be compared, 'dropped' gives way to others, 'unreadable' can't be listed. */
function stage(world: { files: readonly string[] | null; pairs?: number; worked?: number }) {
  const log: string[] = [];
  const urgency: Priority[] = [];
  const waiting: (() => void | Promise<void>)[] = [];
  const lane = {
    async call(method: string, { path, commit }: Asked) {
      log.push(path ?? `list ${commit}`);
      if (path === 'dropped') throw new Dropped();
      if (method === 'longFiles' && world.files?.includes('unreadable')) throw new Error('unreadable');
      if (method === 'longFiles')
        return world.files?.map((name): LongHistory => ({ path: name, size: 1 })) ?? null;
      if (path === 'bad') throw new Error('bad');
      return { pairs: world.pairs ?? 10, worked: world.worked ?? 10 };
    },
  };
  const submit = (task: Task<Runner, unknown, unknown>, waiter: Waiter<unknown>) => {
    urgency.push(waiter.priority());
    return task.run(lane as unknown as Runner, waiter.signal, () => undefined);
  };
  const longFiles = new LongFiles({
    scheduler: { submit: submit as never },
    leisure: { later: (_, action) => void waiting.push(action) },
    after: (_, action) => action(),
  });
  const blamed = (commit: string, options: object = {}) =>
    longFiles.after({
      repository: fakeRepository,
      commit,
      options: { ...defaultOptions, ...options },
    });
  /** Time enough for so many things, or for all. */
  const rest = async (most = 1000) => {
    for (let n = 0; n < most && waiting.length > 0; n++) await waiting.shift()?.();
  };
  return { blamed, rest, log, urgency, waiting };
}

describe('files with long histories', () => {
  it('are compared one after the other when nothing is asked, less urgently than all else', async () => {
    const { blamed, rest, log, urgency, waiting } = stage({ files: ['a', 'b', 'c'] });
    blamed('1');
    expect(log).toEqual([]);
    await rest(1);
    expect(log).toEqual(['list 1']);
    await rest(1);
    expect(log).toEqual(['list 1', 'a']);
    expect(waiting).toHaveLength(1);
    await rest();
    expect(log).toEqual(['list 1', 'a', 'b', 'c']);
    expect(new Set(urgency)).toEqual(new Set(['background']));
  });

  it('are looked at again when many commits have come', async () => {
    const { blamed, rest, log } = stage({ files: [] });
    for (let n = 0; n < 50; n++) {
      blamed(`${n}`);
      blamed(`${n}`);
      await rest();
    }
    expect(log).toEqual(['list 0']);
    blamed('50');
    await rest();
    expect(log).toEqual(['list 0', 'list 50']);
  });

  it('are asked for again with the next blame as long as there is no index', async () => {
    const { blamed, rest, log } = stage({ files: null });
    for (const commit of ['1', '1', '2']) {
      blamed(commit);
      await rest();
    }
    expect(log).toEqual(['list 1', 'list 1', 'list 2']);
  });

  it('are compared once at a time for each manner of comparing', async () => {
    const { blamed, rest, log } = stage({ files: ['a'] });
    blamed('1');
    blamed('1', { moveScore: 20, firstParent: true });
    blamed('1', { ignoreWhitespace: true });
    await rest();
    expect(log).toEqual(['list 1', 'list 1', 'a', 'a']);
  });

  it.each([
    ['pairs', { pairs: 100_000 }],
    ['work', { worked: 29_000 }],
  ])('are left when there was much %s', async (_, each) => {
    const { blamed, rest, log } = stage({ files: ['a', 'b', 'c', 'd', 'e'], ...each });
    blamed('1');
    await rest();
    expect(log).toEqual(['list 1', 'a', 'b', 'c']);
  });

  it('are left when something goes wrong, until there are more commits', async () => {
    const { blamed, rest, log } = stage({ files: ['bad', 'b'] });
    for (let n = 0; n <= 50; n++) {
      blamed(`${n}`);
      await rest();
    }
    expect(log).toEqual(['list 0', 'bad', 'list 50', 'bad']);
  });

  it('are not looked for again and again where they can not be listed', async () => {
    const { blamed, rest, log } = stage({ files: ['unreadable'] });
    for (let n = 0; n <= 50; n++) {
      blamed(`${n}`);
      await rest();
    }
    expect(log).toEqual(['list 0', 'list 50']);
  });

  it('are tried again with the next blame where they gave way to others', async () => {
    const { blamed, rest, log } = stage({ files: ['dropped', 'b'] });
    for (const commit of ['1', '1']) {
      blamed(commit);
      await rest();
    }
    expect(log).toEqual(['list 1', 'dropped', 'list 1', 'dropped']);
  });
});
