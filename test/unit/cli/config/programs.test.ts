/** Programs of the user's alone, and for a limited time. */
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findPrograms, runFor } from '../../../../server/cli/config/programs.ts';
import { isAlive } from '../../../support/processes.ts';
import { useScratch } from '../../../support/scratch.ts';
import { until } from '../../../support/until.ts';

const scratch = useScratch('programs');
const at = (...parts: string[]) => join(scratch.path, ...parts);

function program(path: string, text = 'true'): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('programs on the PATH', () => {
  beforeAll(() => {
    program(at('bin', 'hx'));
    program(at('other', 'helix'));
    program(at('project', 'tools', 'hx'));
    mkdirSync(at('project', '.git'));
    mkdirSync(at('project', 'src'));
    mkdirSync(at('bin', 'helix'));
    writeFileSync(at('other', 'hx'), 'no program');
    mkdirSync(at('links'));
    symlinkSync(at('project', 'tools', 'hx'), at('links', 'hx'));
    mkdirSync(at('home', '.git'), { recursive: true });
    program(at('home', 'bin', 'hx'));
  });

  const find = (path: string[], cwd: string) =>
    findPrograms(['hx', 'helix'], {
      cwd: at(cwd),
      home: at('home'),
      environment: { PATH: path.join(':') },
      windows: false,
    }).map((found) => found.slice(scratch.path.length + 1));

  it('are found in its order', () => {
    expect(find([at('other'), at('nowhere'), at('bin')], 'bin')).toEqual(['other/helix', 'bin/hx']);
  });

  it.each([
    ['by a relative path', () => ['tools', '.'], 'project'],
    ["in the current directory's repository", () => [at('project', 'tools')], 'project/src'],
    ['through a link into it', () => [at('links')], 'project/src'],
  ])('are not taken %s', (_, path, cwd) => {
    expect(find(path(), cwd)).toEqual([]);
  });

  it('are taken from a home that is a repository, and from other repositories', () => {
    expect(find([at('home', 'bin')], 'home')).toEqual(['home/bin/hx']);
    expect(find([at('project', 'tools')], 'bin')).toEqual(['project/tools/hx']);
  });
});

describe('running', () => {
  it('gives what is printed, errors last', async () => {
    const path = program(at('talks'), 'echo error >&2; echo "$1 $(pwd)"');
    expect(await runFor(10_000, [path, 'one'], '/')).toBe('one /\n\nerror\n');
  });

  it.each([
    ['what is not there', () => at('nowhere')],
    ['what fails', () => program(at('fails'), 'echo x; exit 3')],
  ])('gives nothing of %s', async (_, path) => {
    expect(await runFor(10_000, [path()], '/')).toBeNull();
  });

  it('ends what goes on for too long, with all it started', async () => {
    const path = program(at('hangs'), `sleep 1000 & echo $! >'${at('child')}'; wait`);
    const started = performance.now();
    const answer = runFor(400, [path], '/');
    await until(() => existsSync(at('child')) && readFileSync(at('child'), 'utf8').endsWith('\n'));
    expect(await answer).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
    const child = Number(readFileSync(at('child'), 'utf8'));
    await until(() => !isAlive(child));
  });
});
