/** Answers beyond the process: when they are kept, and when they hold. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Repository } from '../../../../server/git/repository.ts';
import type { LastingStore } from '../../../../server/service/kept/keptBlames.ts';
import { LastingAnswers } from '../../../../server/service/kept/lastingAnswers.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';
import { useScratch } from '../../../support/scratch.ts';

const repository: Repository = fakeRepository;

/** A place to keep things, and processes that begin with nothing else. */
function stage(now: () => number = () => Date.now()) {
  const kept = new Map<string, readonly Uint8Array[]>();
  const timers: (() => void)[] = [];
  const store: LastingStore = {
    read: (owner, name) => kept.get(owner + name) ?? [],
    write: (owner, name, values) => void kept.set(owner + name, values),
  };
  const later = (_: number, action: () => void) => void timers.push(action);
  const start = (program = 'one') => new LastingAnswers({ store, program, later, now });
  /** Until nothing is about to be kept. */
  const settle = async () => {
    while (timers.length > 0) timers.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { kept, start, settle };
}

describe('answers', () => {
  const scratch = useScratch('answers');
  const subject = { repository, name: 'question' };
  const file = () => join(scratch.path, 'config');
  const request = (answer: unknown, files: readonly string[] = [file()]) => ({
    files,
    ask: async () => ({ files, answer }),
  });

  it('hold while their files are the same', async () => {
    const { start, settle } = stage();
    writeFileSync(file(), 'one');
    start().keep(subject, request({ some: 'answer' }));
    await settle();
    expect(await start().recall(subject)).toEqual({ some: 'answer' });
    expect(await start().recall({ ...subject, name: 'other' })).toBeNull();
    expect(await start('another version').recall(subject)).toBeNull();
    writeFileSync(file(), 'two');
    expect(await start().recall(subject)).toBeNull();
    writeFileSync(file(), 'one');
    expect(await start().recall(subject)).toEqual({ some: 'answer' });
    rmSync(file());
    expect(await start().recall(subject)).toBeNull();
  });

  it('are kept when it is quiet, the last one', async () => {
    const { start, settle, kept } = stage();
    const answers = start();
    for (const answer of [1, 2, 3]) answers.keep(subject, request(answer));
    expect(kept.size).toBe(0);
    await settle();
    expect(await start().recall(subject)).toBe(3);
  });

  const unsure: readonly (readonly [string, Parameters<LastingAnswers['keep']>[1]])[] = [
    ['hang on other files by now', { files: [], ask: async () => ({ files: ['/x'], answer: 1 }) }],
    ['hang on more than files', { files: [], ask: async () => ({ files: null, answer: 1 }) }],
    ['fail', { files: [], ask: () => Promise.reject(new Error('gone')) }],
    ['are long', { files: [], ask: async () => ({ files: [], answer: 'x'.repeat(1 << 20) }) }],
  ];
  it.each(unsure)('are not kept where they %s', async (_, wanted) => {
    const { start, settle, kept } = stage();
    start().keep(subject, wanted);
    await settle();
    expect(kept.size).toBe(0);
  });

  it('are not kept when a file is written meanwhile', async () => {
    const { start, settle, kept } = stage();
    const ask = async () => {
      writeFileSync(file(), `${Math.random()}`);
      return { files: [file()], answer: 1 };
    };
    start().keep(subject, { files: [file()], ask });
    await settle();
    expect(kept.size).toBe(0);
  });

  it('are not kept when a file can not be looked at', async () => {
    const { start, settle, kept } = stage();
    const loop = join(scratch.path, 'loop');
    symlinkSync(loop, loop);
    start().keep(subject, request(1, [loop]));
    await settle();
    expect(kept.size).toBe(0);
  });

  it('are kept where only dates tell, when those are old enough to tell', async () => {
    for (const [later, size] of [
      [0, 0],
      [60_000, 1],
    ] as const) {
      const { start, settle, kept } = stage(() => Date.now() + later);
      writeFileSync(file(), 'x'.repeat(100_000));
      start().keep(subject, request(1));
      await settle();
      expect(kept.size).toBe(size);
    }
  });

  it('are not kept where git is asked', async () => {
    const { start, settle, kept } = stage();
    start().keep({ ...subject, repository: { ...repository, refFormat: 'reftable' } }, request(1, []));
    await settle();
    expect(kept.size).toBe(0);
  });

  it.each(['', '{}', '[1]', '{"files":[1],"marks":"","answer":1}', 'null'])(
    'are no answers where %j was found',
    async (text) => {
      const { start, settle, kept } = stage();
      start().keep(subject, request(1, []));
      await settle();
      for (const key of kept.keys()) kept.set(key, [Buffer.from(text)]);
      expect(await start().recall(subject)).toBeNull();
    },
  );
});
