/** Settings as users write them. */
import { describe, expect, it } from 'vitest';
import { limitsOf, optionsOf } from '../../../../server/service/settings/asked.ts';
import {
  defaultSettings,
  isSwitchedOff,
  settingsForPath,
} from '../../../../server/service/settings/settings.ts';

const base = defaultSettings(null);

describe('defaults', () => {
  it.each([
    [null, 'hunk'],
    ['Visual Studio Code', 'hunk'],
    ['helix', 'hunk'],
    ['Neovim', 'off'],
    ['Zed', 'off'],
    ['Zed Preview', 'off'],
  ] as const)(
    'for %s have hints: %s, and actions where they are asked for by people',
    (client, inlayHint) => {
      const codeAction = !client?.startsWith('Zed');
      expect(defaultSettings(client)).toEqual({ ...base, inlayHint, codeAction });
    },
  );
});

describe('surfaces', () => {
  it.each<[string, readonly string[], boolean]>([
    ['/top/a.c', [], false],
    ['/top/package-lock.json', ['package-lock.json'], true],
    ['/top/deep/package-lock.json', ['package-lock.json'], true],
    ['/top/dist/a/b.js', ['dist/**'], true],
    ['/top/src/b.js', ['dist/**'], false],
    ['/top/a.c', ['/top/*.c'], true],
    ['/top/src/a.c', ['/top/*.c'], false],
    ['C:\\top\\a.min.js', ['*.min.js'], true],
  ])('of %s without %j are off: %s', (path, exclude, off) => {
    expect(isSwitchedOff({ ...base, exclude }, path)).toBe(off);
    expect(isSwitchedOff({ ...base, exclude, enabled: false }, path)).toBe(true);
  });
});

it('limits are told in the units of the engine', () => {
  expect(limitsOf({ ...base, timeLimitSeconds: 2, maxFileMegabytes: 3 })).toEqual({
    milliseconds: 2000,
    bytes: 3 * 1024 * 1024,
  });
  expect(limitsOf({ ...base, timeLimitSeconds: null, maxFileMegabytes: null })).toEqual({
    milliseconds: null,
    bytes: null,
  });
});

describe('settings of paths', () => {
  const settings = {
    ...base,
    paths: [
      { pattern: '*.md', values: { inlayHint: 'off', codeLens: 'file' } },
      { pattern: 'docs/**', values: { codeLens: 'off' } },
    ],
  } as const;

  it.each([
    ['/top/a.ts', { inlayHint: 'hunk', codeLens: 'symbols' }],
    ['/top/a.md', { inlayHint: 'off', codeLens: 'file' }],
    ['/top/docs/a.md', { inlayHint: 'off', codeLens: 'off' }],
    ['/top/docs/a.txt', { inlayHint: 'hunk', codeLens: 'off' }],
  ])('for %s', (path, expected) => {
    expect(settingsForPath(settings, path)).toMatchObject(expected);
    expect(settingsForPath(settings, path)).toBe(settingsForPath(settings, path));
  });
});

it('options ask for the usual list unless it is not wanted', () => {
  expect(optionsOf({ ...base, options: { root: true } })).toEqual({ findIgnoreRevs: true, root: true });
  expect(optionsOf({ ...base, options: { findIgnoreRevs: false } })).toEqual({ findIgnoreRevs: false });
  expect(optionsOf({ ...base, findIgnoreRevs: false })).toEqual({});
});
