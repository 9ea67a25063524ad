/** Settings as users write them. */
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../server/service/settings/parseSettings.ts';
import { defaultSettings } from '../../../../server/service/settings/settings.ts';

const base = defaultSettings(null);

describe('settings', () => {
  it.each([
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['an empty section', {}, {}],
    ['a section', { hover: false, threads: 2 }, { hover: 'off', threads: 2 }],
    ['a section inside', { blame: { inlayHint: false } }, { inlayHint: 'off' }],
    [
      'switches in place of modes',
      { inlayHint: true, codeLens: true },
      { inlayHint: 'hunk', codeLens: 'symbols' },
    ],
    [
      'modes and templates',
      { inlayHint: 'recent', inlayHintSince: 'v1.0', codeLensTemplate: '${authors}', dateFormat: '%Y' },
      { inlayHint: 'recent', inlayHintSince: 'v1.0', codeLensTemplate: '${authors}', dateFormat: '%Y' },
    ],
    [
      'of paths',
      { paths: [{ pattern: '*.md', hover: false, codeLens: false, options: { root: true } }] },
      { paths: [{ pattern: '*.md', values: { hover: 'off', codeLens: 'off', options: { root: true } } }] },
    ],
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
    ['a string for a switch', { hover: 'yes' }, 'setting blame.hover must be one of always, endOfLine, off'],
    ['no list', { exclude: 'x' }, 'setting blame.exclude must be a list of texts'],
    ['another engine', { engine: 'svn' }, 'setting blame.engine must be one of auto, native, git'],
    ['no threads', { threads: 0 }, 'setting blame.threads must be a whole number from 1 to 64, or null'],
    [
      'half a megabyte',
      { cacheMegabytes: 0.5 },
      'setting blame.cacheMegabytes must be a whole number from 1 to 4096, or null',
    ],
    ['no object for options', { options: true }, 'setting blame.options must be an object'],
    ['an unknown option', { options: { wat: 1 } }, 'there is no setting blame.options.wat'],
    ['a revision for all', { options: { revision: 'v1' } }, 'there is no setting blame.options.revision'],
    [
      'an algorithm that nobody knows',
      { options: { diffAlgorithm: 'fast' } },
      'setting blame.options.diffAlgorithm must be one of myers, minimal, patience, histogram',
    ],
    ['an unknown name', { xyzzy: true }, 'there is no setting blame.xyzzy'],
    [
      'a name beside another',
      { inlayHints: true },
      'there is no setting blame.inlayHints; did you mean blame.inlayHint?',
    ],
    [
      'a template with an unknown field',
      { inlayHintTemplate: '${commits}' },
      expect.stringMatching(
        /^setting blame\.inlayHintTemplate must be a template .*: there is no field commits/,
      ),
    ],
    [
      'a date that nobody writes',
      { dateFormat: 'tomorrow' },
      expect.stringContaining('unknown date format tomorrow'),
    ],
  ])('that are wrong are complained about and ignored: %s', (_, input, complaint) => {
    expect(parseSettings(input, base)).toEqual({ settings: base, complaints: [complaint] });
  });
});

describe('settings of paths', () => {
  it.each([
    ['no list', {}, [], 'setting blame.paths must be a list of at most 200 objects'],
    ['no pattern', [{ hover: true }], [], 'setting blame.paths[0] must be an object with a pattern'],
    [
      'what is the same for all files',
      [{ pattern: 'a', threads: 1 }],
      [{ pattern: 'a', values: {} }],
      'there is no setting blame.paths[0].threads',
    ],
    [
      'a wrong value',
      [{ pattern: 'a', hover: 1 }],
      [{ pattern: 'a', values: {} }],
      'setting blame.paths[0].hover must be one of always, endOfLine, off',
    ],
  ])('that are wrong are complained about and left out: %s', (_, paths, taken, complaint) => {
    expect(parseSettings({ paths }, base)).toEqual({
      settings: { ...base, paths: taken },
      complaints: [complaint],
    });
  });
});
