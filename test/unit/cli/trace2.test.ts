/** Events of a command for programs that follow git. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { traceCommand } from '../../../server/cli/trace2.ts';
import { useScratch } from '../../support/scratch.ts';

describe('a trace', () => {
  const scratch = useScratch('trace2');

  it('holds the start and the end', () => {
    const file = join(scratch.path, 'events');
    let time = 1_700_000_000_000;
    const environment = { GIT_TRACE2_EVENT: file, GIT_TRACE2_PARENT_SID: 'parent' };
    const end = traceCommand({ environment, now: () => time }, ['git', 'blame', 'f']);
    time += 1500;
    end(128);
    const events = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ event }) => event)).toEqual(['version', 'start', 'exit', 'atexit']);
    expect(events[1]).toMatchObject({ argv: ['git', 'blame', 'f'], time: '2023-11-14T22:13:20.000Z' });
    expect(events[2]).toMatchObject({ code: 128, t_abs: 1.5 });
    expect(new Set(events.map(({ sid }) => sid)).size).toBe(1);
    expect(events[0]?.['sid']).toMatch(/^parent\/20231114T221320\.000Z-P[0-9a-f]{8}$/);
  });

  it.each([{}, { GIT_TRACE2_EVENT: '1' }, { GIT_TRACE2_EVENT: 'relative' }])('%j: none', (environment) => {
    traceCommand({ environment, now: () => 0 }, [])(0);
    expect(existsSync('relative')).toBe(false);
  });

  it('does no harm where it cannot be written', () => {
    const environment = { GIT_TRACE2_EVENT: join(scratch.path, 'none', 'events') };
    expect(() => traceCommand({ environment, now: () => 0 }, [])(0)).not.toThrow();
  });
});
