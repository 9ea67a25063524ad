/** One sum of memory for all threads. */
import { describe, expect, it } from 'vitest';
import { type MemoryPlan, planMemory, type ThreadRoom } from '../../../../server/service/kept/memoryPlan.ts';
import { defaultSettings } from '../../../../server/service/settings/settings.ts';

const MEGABYTE = 1024 * 1024;
const settings = defaultSettings(null);

/** What all caches may hold when each thread and a spare one are full. */
function caches({ finished, thread, spare }: MemoryPlan, threads: number): number {
  return (finished + threads * held(thread) + held(spare)) / MEGABYTE;
}

function held({ objects, texts, hunks }: ThreadRoom): number {
  return objects + texts + hunks;
}

describe('a plan of memory', () => {
  it.each([1, 2, 3, 4])('leaves room for the program and %i threads by themselves', (threads) => {
    const plan = planMemory(settings, threads);
    expect(caches(plan, threads)).toBeLessThan(settings.memoryMegabytes - 100 - 30 * (threads + 1));
    expect(plan.thread.objects).toBeGreaterThanOrEqual(plan.spare.objects);
  });

  it('gives each of many threads less', () => {
    const [few, many] = [planMemory(settings, 2), planMemory(settings, 4)];
    expect(many.thread.objects).toBeLessThan(few.thread.objects);
    expect(many.thread.texts).toBeLessThan(few.thread.texts);
    expect(many.thread.hunks).toBeLessThan(few.thread.hunks);
    // A repository's tables are as large for all of them, and so is what its index is made of.
    expect(many.tables).toBe(few.tables);
    expect(many.tables).toBeGreaterThanOrEqual(64 * MEGABYTE);
    expect(many.indexing).toBe(few.indexing);
    expect(many.thread.heap.old).toBeLessThan(few.thread.heap.old);
  });

  it('never gives so little that nothing works', () => {
    const plan = planMemory({ ...settings, memoryMegabytes: 200 }, 64);
    expect(plan.thread.objects).toBeGreaterThanOrEqual(8 * MEGABYTE);
    expect(plan.thread.texts).toBeGreaterThanOrEqual(3 * MEGABYTE);
    expect(plan.thread.hunks).toBeGreaterThanOrEqual(MEGABYTE);
    expect(plan.tables).toBeGreaterThanOrEqual(64 * MEGABYTE);
  });

  it('takes what is set for a part as it is', () => {
    const wanted = { ...settings, cacheMegabytes: 100, objectCacheMegabytes: 77, hunkCacheMegabytes: 0 };
    const { finished, thread } = planMemory(wanted, 4);
    expect([finished, thread.objects, thread.hunks]).toEqual([100 * MEGABYTE, 77 * MEGABYTE, 0]);
  });
});
