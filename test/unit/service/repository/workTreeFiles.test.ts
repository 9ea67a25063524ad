/** Files of the work tree as texts: what is read anew, and what is not. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfText, type SharedText } from '../../../../server/base/sharedText.ts';
import { LARGE, WorkTreeFiles } from '../../../../server/service/repository/workTreeFiles.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

let top = '';
beforeEach(() => {
  top = scratchDirectory('work-tree-files');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const at = (name: string) => join(top, name);
const SIZE = 2 * LARGE;
/** A whole second: it can be set exactly. */
const LONG_AGO = 1_000_000_000;
/** Some ticks of a file system's clock. */
const ticks = () => wait(30);
const never = () => new AbortController().signal;

/** Large, of that letter alone. */
function write(name: string, letter: string, size = SIZE): void {
  writeFileSync(at(name), Buffer.alloc(size, letter));
}

function stage({ maxBytes = 4 * SIZE, isNear = true } = {}) {
  const timers: (() => void)[] = [];
  // All that was written before is old, until a test says otherwise.
  const clock = { ahead: 60_000 };
  const files = new WorkTreeFiles({
    maxBytes,
    isNear: () => isNear,
    wallClock: () => Date.now() + clock.ahead,
    after: (_, action) => void timers.push(action),
  });
  const read = (name: string, signal = never()) => files.read(at(name), signal);
  const pass = () => {
    for (const action of timers.splice(0)) action();
  };
  return { files, read, clock, pass };
}

function nameOf(letter: string, size = SIZE): string {
  return createHash('sha1').update(Buffer.alloc(size, letter)).digest('hex');
}

function stringOf(text: SharedText | null): string | null {
  return text && Buffer.from(bytesOfText(text)).toString();
}

describe('what is there', () => {
  it.each<[string, () => void, string | null]>([
    ['a regular file', () => writeFileSync(at('f'), 'text'), 'text'],
    ['a link', () => symlinkSync('../target', at('f')), '../target'],
    ['a link in a circle', () => symlinkSync('f', at('f')), 'f'],
    ['a directory', () => mkdirSync(at('f')), null],
    ['nothing', () => undefined, null],
  ])('%s', async (_, arrange, content) => {
    arrange();
    expect(stringOf(await stage().read('f'))).toBe(content);
  });

  it('nothing below a file', async () => {
    writeFileSync(at('f'), 'text');
    expect(await stage().read('f/g')).toBeNull();
  });

  it('too much', async () => {
    writeFileSync(at('f'), '');
    truncateSync(at('f'), 257 << 20);
    await expect(stage().read('f')).rejects.toMatchObject({ code: 'tooLarge' });
  });
});

describe('a large file', () => {
  it('is not read anew while it is the same, and for some seconds only', async () => {
    write('f', 'a');
    const { files, read, pass } = stage();
    const first = await read('f');
    expect(first?.name).toBe(nameOf('a'));
    expect((await read('f')) === first).toBe(true);
    expect(files.bytes).toBe(SIZE);
    pass();
    expect(files.bytes).toBe(0);
    expect((await read('f')) === first).toBe(false);
  });

  it('stays as long as somebody asks', async () => {
    write('f', 'a');
    const timers: (() => void)[] = [];
    const files = new WorkTreeFiles({
      maxBytes: SIZE,
      isNear: () => true,
      wallClock: () => Date.now() + 60_000,
      after: (_, action) => void timers.push(action),
    });
    const first = await files.read(at('f'), never());
    await files.read(at('f'), never());
    timers[0]?.();
    expect((await files.read(at('f'), never())) === first).toBe(true);
  });

  const changes: readonly [string, () => void, string | null][] = [
    ['has grown', () => write('f', 'a', SIZE + 1), nameOf('a', SIZE + 1)],
    ['has become small', () => write('f', 'a', 5), nameOf('a', 5)],
    ['has other bytes', () => write('f', 'b'), nameOf('b')],
    [
      'has other bytes and the dates that it had',
      () => {
        write('f', 'b');
        utimesSync(at('f'), LONG_AGO, LONG_AGO);
      },
      nameOf('b'),
    ],
    [
      'is another one of the same size and dates',
      () => {
        write('g', 'b');
        utimesSync(at('g'), LONG_AGO, LONG_AGO);
        renameSync(at('g'), at('f'));
      },
      nameOf('b'),
    ],
    [
      'is a link to it now',
      () => {
        renameSync(at('f'), at('g'));
        symlinkSync('g', at('f'));
      },
      createHash('sha1').update('g').digest('hex'),
    ],
    ['is gone', () => rmSync(at('f')), null],
    [
      'is a directory now',
      () => {
        rmSync(at('f'));
        mkdirSync(at('f'));
      },
      null,
    ],
  ];

  it.each(changes)('is read anew when it %s', async (_, change, name) => {
    write('f', 'a');
    utimesSync(at('f'), LONG_AGO, LONG_AGO);
    const { read } = stage();
    expect((await read('f'))?.name).toBe(nameOf('a'));
    await ticks();
    change();
    expect((await read('f'))?.name ?? null).toBe(name);
  });

  it('gives its memory back when it has changed', async () => {
    write('f', 'a');
    const { files, read } = stage();
    await read('f');
    await ticks();
    write('f', 'a', 5);
    await read('f');
    expect(files.bytes).toBe(0);
  });

  it('that was changed a moment ago is not believed: it might be changed again with the same dates', async () => {
    write('f', 'a');
    const { files, read, clock } = stage();
    clock.ahead = 0;
    await read('f');
    expect(files.bytes).toBe(0);
    clock.ahead = 2000;
    await read('f');
    expect(files.bytes).toBe(0);
    clock.ahead = 10_000;
    await read('f');
    expect(files.bytes).toBe(SIZE);
  });

  it('with a date to come is not believed', async () => {
    write('f', 'a');
    const soon = Date.now() / 1000 + 3600;
    utimesSync(at('f'), soon, soon);
    const { files, read } = stage();
    await read('f');
    expect(files.bytes).toBe(0);
  });

  it('with an old date, given to it a moment ago, is not believed', async () => {
    write('f', 'a');
    utimesSync(at('f'), 1, 1);
    const { files, read, clock } = stage();
    clock.ahead = 0;
    await read('f');
    expect(files.bytes).toBe(0);
  });

  it('elsewhere than on this machine is not believed', async () => {
    write('f', 'a');
    const { files, read } = stage({ isNear: false });
    await read('f');
    expect(files.bytes).toBe(0);
  });

  it('goes when there is no room for another one', async () => {
    write('f', 'a');
    copyFileSync(at('f'), at('g'));
    write('h', 'a', 2 * SIZE);
    const { files, read } = stage({ maxBytes: SIZE + 1 });
    const first = await read('f');
    const second = await read('g');
    expect(files.bytes).toBe(SIZE);
    expect([(await read('g')) === second, (await read('f')) === first]).toEqual([true, false]);
    await read('h');
    expect(files.bytes).toBeLessThanOrEqual(SIZE + 1);
  });
});

it('a small file is not remembered', async () => {
  write('f', 'a', LARGE - 1);
  const { files, read } = stage();
  expect((await read('f'))?.name).toBe(nameOf('a', LARGE - 1));
  expect(files.bytes).toBe(0);
});

describe('who wants a large file at the same time', () => {
  it('shares one reading, even of one that is not believed', async () => {
    write('f', 'a');
    const { read, clock } = stage();
    clock.ahead = 0;
    const [first, second, third] = await Promise.all([read('f'), read('f'), read('f')]);
    expect(first?.name).toBe(nameOf('a'));
    expect([second === first, third === first]).toEqual([true, true]);
  });

  it('has what is there, whoever gives up', async () => {
    write('f', 'a');
    const { read } = stage();
    const [one, other] = [new AbortController(), new AbortController()];
    const reading = [read('f', one.signal), read('f', other.signal), read('f')] as const;
    const ended = Promise.allSettled(reading);
    setImmediate(() => one.abort());
    setTimeout(() => other.abort(), 1);
    const [first, second, third] = await ended;
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    expect(third.status === 'fulfilled' && third.value?.name).toBe(nameOf('a'));
  });

  it('reads on no longer when all have given up; who comes then begins anew', async () => {
    const size = 64 << 20;
    write('f', 'a', size);
    const { files, read } = stage({ maxBytes: size });
    const reason = new Error('given up');
    const giving = new AbortController();
    const given = read('f', giving.signal).catch((error: unknown) => error);
    await wait(10);
    giving.abort(reason);
    expect(await given).toBe(reason);
    // It was not read to its end.
    expect(files.bytes).toBe(0);
    expect((await read('f'))?.name).toBe(nameOf('a', size));
    expect(files.bytes).toBe(size);
  });

  it('never has what was there before it asked', async () => {
    write('f', 'a', 16 << 20);
    const { read, clock } = stage();
    const size = 64 << 20;
    for (const ahead of [0, 60_000]) {
      clock.ahead = ahead;
      write('f', 'a', size);
      await ticks();
      const first = read('f');
      await ticks();
      write('f', 'b', size);
      const second = read('f');
      await first;
      expect((await second)?.name).toBe(nameOf('b', size));
    }
  });

  it('has null for one that is gone by then', async () => {
    write('f', 'a');
    const { read } = stage();
    const reading = [read('f'), read('f')];
    rmSync(at('f'));
    expect(await Promise.all(reading)).toEqual([null, null]);
  });
});
