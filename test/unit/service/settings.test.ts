/** Settings as users write them. */
import { describe, expect, it } from 'vitest';
import { defaultSettings, isSwitchedOff, limitsOf, parseSettings } from '../../../server/service/settings.ts';

const base = defaultSettings(null);

describe('defaults', () => {
  it.each([
    [null, true],
    ['Visual Studio Code', true],
    ['helix', true],
    ['Neovim', false],
    ['Zed', false],
    ['Zed Preview', false],
  ])('for %s have hints: %s', (client, inlayHint) => {
    expect(defaultSettings(client)).toEqual({ ...base, inlayHint });
  });
});

describe('settings', () => {
  it.each([
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['an empty section', {}, {}],
    ['a section', { hover: false, threads: 2 }, { hover: false, threads: 2 }],
    ['a section inside', { blame: { inlayHint: false } }, { inlayHint: false }],
    ['null inside', { blame: null }, {}],
    ['null for a value', { hover: null }, {}],
    [
      'no limits',
      { timeLimitSeconds: null, maxFileMegabytes: null },
      { timeLimitSeconds: null, maxFileMegabytes: null },
    ],
    ['patterns', { exclude: ['*.lock'], engine: 'git' }, { exclude: ['*.lock'], engine: 'git' }],
    ['with options', { options: { detectMoves: 30, root: null } }, { options: { detectMoves: 30 } }],
  ])('may be %s', (_, input, expected) => {
    expect(parseSettings(input, base)).toEqual({ settings: { ...base, ...expected }, complaints: [] });
  });

  it.each([
    ['a string for the section', 'on', 'the section "blame" must be an object'],
    ['a list for the section', [], 'the section "blame" must be an object'],
    ['a string for a switch', { hover: 'yes' }, 'setting blame.hover must be true or false'],
    ['no list', { exclude: 'x' }, 'setting blame.exclude must be a list of texts'],
    ['another engine', { engine: 'svn' }, 'setting blame.engine must be "auto", "native" or "git"'],
    ['no threads', { threads: 0 }, 'setting blame.threads must be a whole number from 1 to 64'],
    [
      'half a megabyte',
      { cacheMegabytes: 0.5 },
      'setting blame.cacheMegabytes must be a whole number from 1 to 4096',
    ],
    ['no object for options', { options: true }, 'setting blame.options must be an object'],
    ['an unknown option', { options: { wat: 1 } }, 'there is no setting blame.options.wat'],
    ['a revision for all', { options: { revision: 'v1' } }, 'there is no setting blame.options.revision'],
    [
      'an algorithm that nobody knows',
      { options: { diffAlgorithm: 'fast' } },
      'setting blame.options.diffAlgorithm must be one of myers, minimal, patience, histogram',
    ],
    ['an unknown name', { hovver: true }, 'there is no setting blame.hovver'],
  ])('that are wrong are complained about and ignored: %s', (_, input, complaint) => {
    expect(parseSettings(input, base)).toEqual({ settings: base, complaints: [complaint] });
  });
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
