/** The meter: what it shows, and when. */
import { describe, expect, it } from 'vitest';
import { type BlameArguments, parseArguments } from '../../../server/cli/arguments.ts';
import { startProgress } from '../../../server/cli/progress.ts';
import type { CommandIo } from '../../../server/cli/session.ts';

interface Setting {
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly errorTerminal?: boolean;
}

/** Advances by lines and milliseconds in turn. */
function shown(total: number, steps: readonly (readonly [number, number])[], setting: Setting = {}): string {
  let text = '';
  let now = 0;
  const io = {
    environment: setting.environment ?? { GIT_PROGRESS_DELAY: '0' },
    errorTerminal: setting.errorTerminal ?? false,
    now: () => now,
    stderr: (more: string) => {
      text += more;
    },
  } as CommandIo;
  const args: BlameArguments = parseArguments(setting.words ?? ['--progress']).args;
  const progress = startProgress({ io, args }, total);
  for (const [lines, milliseconds] of steps) {
    now += milliseconds;
    progress.advance(lines);
  }
  progress.finish();
  return text;
}

describe('progress', () => {
  it('shows every change of the percentage, and the end', () => {
    const steps = [
      [1, 0],
      [1, 0],
      [398, 0],
    ] as const;
    expect(shown(400, steps)).toBe(
      'Blaming lines:   0% (1/400)\rBlaming lines: 100% (400/400)\rBlaming lines: 100% (400/400), done.\n',
    );
  });

  it('shows what has not changed once a second', () => {
    expect(
      shown(1000, [
        [1, 0],
        [1, 500],
        [1, 500],
        [1, 10],
      ]),
    ).toBe(
      'Blaming lines:   0% (1/1000)\rBlaming lines:   0% (3/1000)\rBlaming lines:   0% (4/1000), done.\n',
    );
  });

  it('waits before it shows anything', () => {
    const late = { environment: {} };
    expect(
      shown(
        2,
        [
          [1, 900],
          [1, 90],
        ],
        late,
      ),
    ).toBe('');
    expect(
      shown(
        2,
        [
          [1, 900],
          [1, 100],
        ],
        late,
      ),
    ).toBe('Blaming lines: 100% (2/2)\rBlaming lines: 100% (2/2), done.\n');
    expect(
      shown(
        2,
        [
          [1, 1000],
          [1, 900],
        ],
        { environment: { GIT_PROGRESS_DELAY: '2' } },
      ),
    ).toBe('');
  });

  it('shows nothing where there are no lines', () => expect(shown(0, [])).toBe(''));

  it('breaks a line that is too wide', () => {
    const narrow = { environment: { GIT_PROGRESS_DELAY: '0', COLUMNS: '20' } };
    expect(
      shown(
        2,
        [
          [1, 0],
          [1, 0],
        ],
        narrow,
      ),
    ).toBe('Blaming lines:      \n   50% (1/2)\r  100% (2/2)\r  100% (2/2), done.\n');
  });

  it.each([
    [{ words: [] }, false],
    [{ words: [], errorTerminal: true }, true],
    [{ words: ['--no-progress'], errorTerminal: true }, false],
    [{ words: ['-p'], errorTerminal: true }, false],
    [{ words: ['--incremental'], errorTerminal: true }, false],
  ] satisfies [Setting, boolean][])('%j shows it: %s', (setting, expected) => {
    expect(shown(1, [[1, 0]], setting) !== '').toBe(expected);
  });

  it('refuses a delay that is no number', () => {
    expect(() => shown(1, [], { environment: { GIT_PROGRESS_DELAY: 'x' } })).toThrow(
      'failed to parse GIT_PROGRESS_DELAY',
    );
  });
});
