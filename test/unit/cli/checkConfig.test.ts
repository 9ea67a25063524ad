/** Configuration that blame refuses, against the git at hand. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { describeWithGitSince, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

let repository: GitRepository;
beforeAll(() => {
  repository = createRepository();
  repository.write('f', 'one\n');
  repository.commit('one');
});
afterAll(() => repository.remove());

const refused = [
  ['blame.showRoot', 'x', "fatal: bad boolean config value 'x' for 'blame.showroot'\n"],
  ['diff.x.binary', 'maybe', "fatal: bad boolean config value 'maybe' for 'diff.x.binary'\n"],
  ['core.abbrev', 'x', "fatal: bad numeric config value 'x' for 'core.abbrev': invalid unit\n"],
  [
    'core.abbrev',
    '3',
    "error: abbrev length out of range: 3\nfatal: unable to parse 'core.abbrev' from command-line config\n",
  ],
  [
    'diff.algorithm',
    'x',
    "error: unknown value for config 'diff.algorithm': x\n" +
      "fatal: unable to parse 'diff.algorithm' from command-line config\n",
  ],
  ['blame.date', 'never', 'fatal: unknown date format never\n'],
  [
    'color.blame.highlightRecent',
    'red,1 year ago,x',
    'error: invalid color value: x\nfatal: expecting a color: x\n',
  ],
  ['color.blame.highlightRecent', 'red,1 year ago', 'fatal: must end with a color\n'],
  [
    'blame',
    'x',
    'error: key does not contain a section: blame\nfatal: unable to parse command-line config\n',
  ],
] as const;

const withSetting = (key: string, value: string) => ({
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: key,
  GIT_CONFIG_VALUE_0: value,
});

it.each(refused)('%s=%s is refused', async (key, value, expected) => {
  const { status, stderr } = await runBlame(repository.directory, ['HEAD', '--', 'f'], {
    environment: withSetting(key, value),
  });
  expect([status, stderr]).toEqual([128, expected]);
});

it.each([
  ['core.abbrev', 'no'],
  ['core.abbrev', 'auto'],
  ['diff.x.binary', 'AUTO'],
  ['diff.algorithm', 'Patience'],
  ['blame.coloring', 'none'],
])('%s=%s is taken', async (key, value) => {
  const environment = withSetting(key, value);
  const { status, stderr } = await runBlame(repository.directory, ['HEAD', '--', 'f'], { environment });
  expect([status, stderr]).toEqual([0, '']);
});

const warned = [
  ['blame.coloring', 'repeatedlines', "warning: invalid value for 'blame.coloring': 'repeatedlines'\n"],
  [
    'color.blame.repeatedLines',
    'x',
    "error: invalid color value: x\nwarning: invalid value for 'color.blame.repeatedLines': 'x'\n",
  ],
] as const;

it.each(warned)('%s=%s is passed over', async (key, value, expected) => {
  const environment = withSetting(key, value);
  const { status, stderr } = await runBlame(repository.directory, ['HEAD', '--', 'f'], { environment });
  expect([status, stderr]).toEqual([0, expected]);
});

it('names the place in a file', async () => {
  const file = join(repository.gitDir, 'config');
  writeFileSync(file, '[core]\n\trepositoryformatversion = 0\n[diff "x"]\n\txfuncname\n');
  const { stderr } = await runBlame(repository.directory, ['HEAD', '--', 'f']);
  expect(stderr).toBe(
    "error: missing value for 'diff.x.xfuncname'\n" +
      "fatal: bad config variable 'diff.x.xfuncname' in file '.git/config' at line 4\n",
  );
  writeFileSync(file, '[core]\n\trepositoryformatversion = 0\n');
});

describeWithGitSince(2, 55)(needsGit('the words of git'), () => {
  it.each([...refused, ...warned])('%s=%s', (key, value, expected) => {
    const environment = withSetting(key, value);
    expect(repository.run(['blame', 'HEAD', '--', 'f'], { environment }).stderr).toBe(expected);
  });
});
