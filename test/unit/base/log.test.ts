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

it('writes to the newest sink', () => {
  const [first, second]: string[][] = [[], []];
  const log = new SwitchableLog('info', (_, message) => first?.push(message));
  log.info('a');
  log.use((_, message) => second?.push(message));
  log.info('b');
  expect([first, second]).toEqual([['a'], ['b']]);
});
