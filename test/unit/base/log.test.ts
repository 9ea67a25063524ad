/** Levels and sinks. */
import { expect, it } from 'vitest';
import { type LogLevel, logLevels, SwitchableLog } from '../../../server/base/log.ts';

it.each(logLevels.map((level, index) => [level, logLevels.slice(0, index + 1)] as const))(
  'at level %s lets through what is as urgent',
  (level, expected) => {
    const seen: LogLevel[] = [];
    const log = new SwitchableLog(level, (at) => seen.push(at));
    for (const each of logLevels) log[each]('text');
    expect(seen).toEqual(expected);
  },
);

it('writes to the newest sink, and to the one that hears everything', () => {
  const [first, second, both]: string[][] = [[], [], []];
  const log = new SwitchableLog(
    'info',
    (_, message) => first?.push(message),
    (_, message) => both?.push(message),
  );
  log.info('a');
  log.use((_, message) => second?.push(message));
  log.info('b');
  expect([first, second, both]).toEqual([['a'], ['b'], ['a', 'b']]);
});
