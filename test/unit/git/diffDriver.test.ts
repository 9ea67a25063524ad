/** What `diff` attributes and `diff.<driver>` settings say of a path. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { loadConfig } from '../../../server/git/config.ts';
import { diffDriverOf, functionLineMatcher } from '../../../server/git/diffDriver.ts';
import { functionPatterns } from '../../../server/git/functionPatterns.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { useScratch } from '../../support/scratch.ts';

describe('diffDriverOf', () => {
  const scratch = useScratch('driver');
  const driver = async (attribute: string, settings: readonly (readonly [string, string])[] = []) => {
    const repository: Repository = {
      gitDir: join(scratch.path, '.git'),
      commonDir: join(scratch.path, '.git'),
      workTree: scratch.path,
      objectFormat: 'sha1',
      refFormat: 'files',
    };
    mkdirSync(join(repository.gitDir, 'info'), { recursive: true });
    writeFileSync(join(repository.gitDir, 'info', 'attributes'), `f ${attribute}\n`);
    const environment = { HOME: scratch.path, GIT_CONFIG_NOSYSTEM: '1', XDG_CONFIG_HOME: scratch.path };
    const config = (await loadConfig(null, environment)).with(settings);
    const reader = { cancel: neverCancelled } as ObjectReader;
    return diffDriverOf({ repository, config, index: [], reader, systemFile: null }, 'f');
  };

  it('knows the plain attribute', async () => {
    expect(await driver('text')).toBe(null);
    expect(await driver('!diff')).toBe(null);
    expect(await driver('diff')).toEqual({ name: null, binary: false, textconv: null, functions: null });
    expect(await driver('-diff')).toMatchObject({ name: null, binary: true });
    expect(await driver('binary')).toMatchObject({ name: null, binary: true });
  });

  it('knows built-in drivers, configured ones, and no others', async () => {
    expect(await driver('diff=what')).toBe(null);
    expect(await driver('diff=toString')).toBe(null);
    expect(await driver('diff=perl')).toEqual({
      name: 'perl',
      binary: null,
      textconv: null,
      functions: { ...functionPatterns['perl'], extended: true },
    });
    expect(await driver('diff=mine', [['diff.mine.textconv', 'cat']])).toEqual({
      name: 'mine',
      binary: null,
      textconv: 'cat',
      functions: null,
    });
  });

  it('lets the last of both function settings count, over what is built in', async () => {
    const both = [
      ['diff.perl.funcname', '^a\\(b\\)'],
      ['diff.perl.xfuncname', '!^c\n^(d)'],
    ] as const;
    expect((await driver('diff=perl', both))?.functions).toEqual({
      rules: ['!^c', '^(d)'],
      extended: true,
      ignoreCase: false,
    });
    expect((await driver('diff=perl', both.toReversed()))?.functions?.extended).toBe(false);
  });

  it.each([
    ['true', true],
    ['no', false],
    ['Auto', null],
  ])('takes binary %s', async (value, expected) => {
    expect((await driver('diff=x', [['diff.x.binary', value]]))?.binary).toBe(expected);
  });
});

describe('functionLineMatcher', () => {
  const matcher = (rules: string, extended = true) =>
    functionLineMatcher({ rules: rules.split('\n'), extended, ignoreCase: false });

  it('goes by the first rule that matches', () => {
    const matches = matcher('^aa\n!^a\n^[ab]');
    expect(['aa', 'a', 'b', 'c'].filter(matches)).toEqual(['aa', 'b']);
  });

  it('follows back references', () => {
    expect(['abab', 'abba'].filter(matcher('^(..)\\1'))).toEqual(['abab']);
    expect(['abab', 'abba'].filter(matcher('^\\(..\\)\\1', false))).toEqual(['abab']);
  });

  it('refuses malformed rules in the words of git', () => {
    expect(() => matcher('a\n!b')).toThrow('Last expression must not be negated: !b');
    expect(() => matcher('a\n(b')).toThrow('Invalid regexp to look for hunk header: (b');
  });
});
