/** Configuration against `git config`: syntax, levels, includes, types. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configOf, loadConfig } from '../../../server/git/config.ts';
import { parseConfigFile } from '../../../server/git/configFile.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const texts = [
  '[core]\n\tbare = false\n',
  '\ufeff[Core]\r\nBARE = true\r\n',
  '[a] b = c\n[a]b=c;d\n[a "B.c\\"\\\\"] d-E = f # g\n',
  '[a.B] c = d\n[a.b "C"] e = f\n',
  '[a] b = c\n[]\n',
  '[ "a"] b = c\n',
  '[a]\nb\nc=\nd = ""\ne = " x "\nf = x" y "z \t\ng = "#;" ; #\n',
  '[a]\nb = one \\\n  two\\\nthree\nc = "quoted \\\n more"\n',
  '[a]\nb = tab\\tnewline\\nquote\\"slash\\\\back\\b.\n',
  '# c\n; d\n\n[a] ; e\n # f\nb = c',
  '[a]\nb = c \t  \n\n[d]e=  f g  h\n',
  '[a]\nb = ü\n[a "ü"]c = é\n',
  // Not configuration:
  '[a\nb = c\n',
  '[a] 1b = c\n',
  '[a] b c\n',
  '[a] b # c\n',
  '[a] b = "c\n',
  '[a] b = \\x\n',
  '[a "b] c = d\n',
  '[a "b" ] c = d\n',
  '[a_b] c = d\n',
  '[a b] c = d\n',
  '[a]\n\n=c\n',
  'b = c\\',
];

it('keeps tabs within a value, as git has done since 2.45', () => {
  expect(parseConfigFile(Buffer.from('[a] b = c\td\t\n'), 'file')).toMatchObject([{ value: 'c\td' }]);
});

it('can be given up before each of its files, there or not', async () => {
  const polls = { count: 0 };
  const environment = { HOME: '/nowhere', GIT_CONFIG_SYSTEM: '/nowhere/system' };
  const { files } = await loadConfig(null, environment, { check: () => polls.count++ });
  expect(files.length).toBe(3);
  expect(polls.count).toBeGreaterThanOrEqual(files.length);
});

describeWithGit(needsGit('configuration'), () => {
  let scratch: GitRepository;
  beforeEach(() => {
    scratch = createRepository();
  });
  afterEach(() => scratch.remove());

  it.each(texts)('parses %j', (text) => {
    const file = join(scratch.directory, 'some-config');
    writeFileSync(file, text);
    const { status, stdout, stderr } = scratch.run(['config', '--file', file, '--list', '-z']);
    const parse = () =>
      parseConfigFile(Buffer.from(text), file).map(({ key, value }) =>
        value === null ? key : `${key}\n${value}`,
      );
    if (status === 0) expect(parse()).toEqual(stdout.toString().split('\0').slice(0, -1));
    else
      expect(parse).toThrow(/bad config line \d+ in file .*/.exec(stderr)?.[0] ?? 'git gave another reason');
  });

  async function load(environment: Readonly<Record<string, string>>, directory = scratch.directory) {
    const found = await discoverRepository(directory);
    return loadConfig(found, {
      HOME: join(scratch.directory, 'home'),
      GIT_CONFIG_NOSYSTEM: '1',
      ...environment,
    });
  }

  /** What git lists, with the same environment and a home below the repository. */
  async function agrees(environment: Readonly<Record<string, string>> = {}) {
    const home = join(scratch.directory, 'home');
    const variables = { HOME: home, GIT_CONFIG_GLOBAL: '', GIT_CONFIG_COUNT: '0', ...environment };
    const own = ['GIT_CONFIG_GLOBAL', 'XDG_CONFIG_HOME'].flatMap((name) =>
      name in environment ? [] : ['-u', name],
    );
    const { stdout, status, stderr } = scratch.run(
      ['-c', `alias.see=!env ${own.join(' ')} git config --list -z --show-origin`, 'see'],
      { environment: variables },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const fields = stdout.toString().split('\0').slice(0, -1);
    const listed = fields
      .filter((_, index) => index % 2 === 1)
      .filter((field) => !field.startsWith('alias.see'));
    const config = await load(environment);
    expect(config.entries.map(({ key, value }) => (value === null ? key : `${key}\n${value}`))).toEqual(
      listed,
    );
    return config;
  }

  function writeHome(name: string, text: string): void {
    mkdirSync(join(scratch.directory, 'home/.config/git'), { recursive: true });
    writeFileSync(join(scratch.directory, 'home', name), text);
  }

  it('names every file that it looked for', async () => {
    scratch.git('config', 'include.path', 'there');
    scratch.git('config', '--add', 'include.path', '/not/there');
    writeFileSync(join(scratch.directory, '.git/there'), '[include] path = deeper\n');
    const { files } = await load({});
    const home = join(scratch.directory, 'home');
    expect(files).toEqual([
      join(home, '.config/git/config'),
      join(home, '.gitconfig'),
      ...['config', 'there', 'deeper'].map((name) => join(scratch.directory, '.git', name)),
      '/not/there',
    ]);
  });

  it('reads all levels in order', async () => {
    writeHome('.config/git/config', '[level] name = xdg\n[only] xdg\n');
    writeHome('.gitconfig', '[level] name = home\n');
    writeHome('system', '[level] name = system\n');
    scratch.git('config', 'level.name', 'repository');
    scratch.git('config', 'extensions.worktreeConfig', 'true');
    scratch.git('config', '--worktree', 'level.name', 'worktree');
    const system = { GIT_CONFIG_NOSYSTEM: '0', GIT_CONFIG_SYSTEM: join(scratch.directory, 'home/system') };
    const config = await agrees(system);
    expect(config.getAll('Level.NAME')).toEqual(['system', 'xdg', 'home', 'repository', 'worktree']);
    expect(config.entry('level.name')).toMatchObject({
      line: 2,
      file: join(scratch.gitDir, 'config.worktree'),
    });
    await agrees({
      GIT_CONFIG_GLOBAL: join(scratch.directory, 'home/system'),
      GIT_CONFIG_COUNT: '2',
      GIT_CONFIG_KEY_0: 'level.NAME',
      GIT_CONFIG_VALUE_0: 'environment',
      GIT_CONFIG_KEY_1: 'A.b.C',
      GIT_CONFIG_VALUE_1: '',
    });
    await agrees({ XDG_CONFIG_HOME: join(scratch.directory, 'home/.config') });
  });

  it('reads what git passes on to its children', async () => {
    const parameters = `'level.name'='it'\\''s' 'a.b'= 'c.d=e'`;
    const config = await load({ GIT_CONFIG_PARAMETERS: parameters });
    expect(config.get('level.name')).toBe("it's");
    expect(config.bool('a.b')).toBe(true);
    expect(config.get('c.d')).toBe('e');
    await expect(load({ GIT_CONFIG_PARAMETERS: "'a.b" })).rejects.toThrow('bogus format');
    await expect(load({ GIT_CONFIG_COUNT: '1' })).rejects.toThrow('GIT_CONFIG_KEY_0');
    await expect(load({ GIT_CONFIG_COUNT: 'x' })).rejects.toThrow('bogus count');
  });

  it('follows includes and their conditions', async () => {
    scratch.git('checkout', '--quiet', '-b', 'feature/one');
    scratch.git('config', 'remote.origin.url', 'https://example.com/team/project');
    scratch.git('config', 'include.path', '../included');
    scratch.git('config', '--add', 'include.path', 'missing');
    const conditions = [
      `gitdir:${scratch.directory}/`,
      `gitdir:${scratch.directory}/.git`,
      `gitdir/i:${scratch.directory.toUpperCase()}/`,
      'gitdir:*/.git',
      'gitdir:blame-*/',
      'gitdir:./',
      'gitdir:~/',
      'gitdir:/elsewhere/',
      'onbranch:feature/',
      'onbranch:feature/*',
      'onbranch:feature',
      'onbranch:**',
      'hasconfig:remote.*.url:https://example.com/**',
      'hasconfig:remote.*.url:ssh://**',
      'unknown:x',
    ];
    for (const [index, condition] of conditions.entries()) {
      writeFileSync(join(scratch.directory, `conditional-${index}`), `[holds] it = "${condition}"\n`);
      scratch.git('config', `includeIf.${condition}.path`, `../conditional-${index}`);
    }
    writeFileSync(
      join(scratch.directory, 'included'),
      '[in] cluded = 1\n[include] path = deeper\n[in] cluded = 3\n',
    );
    writeFileSync(join(scratch.directory, 'deeper'), '[in] cluded = 2\n');
    scratch.git('config', '--add', 'in.cluded', '4');
    const config = await agrees();
    expect(config.getAll('in.cluded')).toEqual(['1', '2', '3', '4']);
    expect(config.getAll('holds.it').length).toBeGreaterThan(6);
  });

  it('refuses includes that never end', async () => {
    scratch.git('config', 'include.path', 'config');
    await expect(load({})).rejects.toThrow('exceeded maximum include depth (10)');
  });

  it.each([
    'true',
    'Yes',
    'on',
    '1',
    '-1',
    '0',
    'FALSE',
    'no',
    'off',
    '',
    '2k',
    '0x10',
    '010',
    '1 ',
    ' 1',
    'maybe',
    '1t',
    '08',
  ])('types %j', (value) => {
    const config = configOf([], { home: '/home/me', userDirectory: '/home/me/git' }).with([['a.b', value]]);
    const ask = (type: string) => scratch.run(['-c', `a.b=${value}`, 'config', `--type=${type}`, 'a.b']);
    const bool = ask('bool');
    if (bool.status === 0) expect(String(config.bool('a.b'))).toBe(bool.stdout.toString().trim());
    else expect(() => config.bool('a.b')).toThrow('bad boolean config value');
    const int = ask('int');
    if (int.status === 0) expect(String(config.int('a.b'))).toBe(int.stdout.toString().trim());
    else expect(() => config.int('a.b')).toThrow('bad numeric config value');
  });
});

it('expands the home directory and says null for what is not there', () => {
  const places = { home: '/home/me', userDirectory: '/home/me/.config/git' };
  const config = configOf([], places).with([
    ['mailmap.file', '~/map'],
    ['a.relative', 'x/~'],
    ['a.alone', null],
  ]);
  expect(config.path('Mailmap.File')).toBe('/home/me/map');
  expect(config.path('a.relative')).toBe('x/~');
  expect(config.bool('a.alone')).toBe(true);
  expect(config.get('a.alone')).toBe('');
  expect([config.get('b.c'), config.bool('b.c'), config.int('b.c'), config.path('b.c')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(config.userFile('ignore')).toBe('/home/me/.config/git/ignore');
});
