/** What is said of configuration that makes no sense. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkedConfig } from '../../../server/cli/configChecks.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { useScratch } from '../../support/scratch.ts';

describe('the configuration', () => {
  const scratch = useScratch('configChecks');
  let repository: Repository;

  beforeAll(() => {
    const gitDir = join(scratch.path, '.git');
    mkdirSync(gitDir);
    writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(gitDir, 'config'), '[core]\n\trepositoryformatversion = 0\n');
    const workTree = scratch.path;
    repository = { gitDir, commonDir: gitDir, workTree, objectFormat: 'sha1', refFormat: 'files' };
  });

  /** All that is said, the fatal end included; '' when nothing is wrong. */
  async function check(environment: Record<string, string>): Promise<string> {
    let said = '';
    const outside = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '', ...environment };
    try {
      await checkedConfig(repository, outside, (text) => {
        said += text;
      });
    } catch (error) {
      said += `fatal: ${(error as Error).message}`;
    }
    return said;
  }

  it.each([
    ["'blame.date'='short' 'blame.showemail' 'core.abbrev'='no'", ''],
    ["'core.abbrev'='99' 'blame.coloring'='none' 'diff.algorithm'='Patience'", ''],
    ["'blame.showroot'='maybe'", "fatal: bad boolean config value 'maybe' for 'blame.showroot'"],
    ["'blame.date'='never'", 'fatal: unknown date format never'],
    [
      "'blame.date'",
      "error: missing value for 'blame.date'\nfatal: unable to parse 'blame.date' from command-line config",
    ],
    ["'blame.coloring'='x'", "warning: invalid value for 'blame.coloring': 'x'\n"],
    [
      "'color.blame.repeatedlines'='x'",
      "error: invalid color value: x\nwarning: invalid value for 'color.blame.repeatedLines': 'x'\n",
    ],
    [
      "'color.blame.highlightrecent'='red,1 year ago,x'",
      'error: invalid color value: x\nfatal: expecting a color: x',
    ],
    ["'color.blame.highlightrecent'='red,1 year ago'", 'fatal: must end with a color'],
    [
      "'diff.algorithm'='x'",
      "error: unknown value for config 'diff.algorithm': x\nfatal: unable to parse 'diff.algorithm' from command-line config",
    ],
    [
      "'core.abbrev'='3'",
      "error: abbrev length out of range: 3\nfatal: unable to parse 'core.abbrev' from command-line config",
    ],
    ['x', 'error: bogus format in GIT_CONFIG_PARAMETERS\nfatal: unable to parse command-line config'],
  ])('%s', async (parameters, expected) => {
    expect(await check({ GIT_CONFIG_PARAMETERS: parameters })).toBe(expected);
  });

  it('names the line of a file', async () => {
    writeFileSync(join(repository.gitDir, 'config'), '[core]\n\tbare = false\n[diff]\n\talgorithm = x\n');
    expect(await check({})).toBe(
      "error: unknown value for config 'diff.algorithm': x\n" +
        "fatal: bad config variable 'diff.algorithm' in file '.git/config' at line 4",
    );
  });
});
