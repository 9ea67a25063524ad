/** Attributes against `git check-attr`. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AttributeSource, attributesOf } from '../../../server/git/attributes.ts';
import { loadConfig } from '../../../server/git/config.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { readIndex } from '../../../server/git/workTreeIndex.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const paths = [
  'a.c',
  'dir/a.c',
  'dir/sub/a.c',
  'dir/sub/b.h',
  'B.H',
  'a b',
  'ä.c',
  'dir',
  'x/dir/y',
  'notes.txt',
  'foo/bar',
  'foo/x/bar',
];

const files: readonly (readonly [what: string, top: string, below: string])[] = [
  ['values', '*.c text\n*.h -text\n*.txt text=auto eol=crlf\n* x\na.c !x\n', ''],
  ['later lines and lower directories', '*.c one two=2\n*.c -one\n', '*.c two=3\n'],
  [
    'macros',
    '[attr]mine text -diff x=1\n[attr]outer mine y\n*.c mine\n*.h outer -x\n*.txt binary\nB.H -binary\n',
    '[attr]not allowed\n*.c not\n',
  ],
  ['a macro set off by a blank', '[attr] mine text\n*.c mine\n', ''],
  ['a macro unset', '[attr]mine text\n*.c !mine\n* mine\n', ''],
  [
    'patterns with slashes',
    '/a.c p1\ndir/*.c p2\n**/sub/* p3\n/dir/** p4\ndir/ p5\nfoo/**/bar p6\nsub/a.c p8\n',
    'sub/*.h p9\n/a.c p10\n',
  ],
  ['quotes and blanks', '"a b" q\n"\\303\\244.c" u\n  \t a.c   r \t s=  \r\n"unclosed t\n', ''],
  ['lines that count for nothing', '# *.c c\n!*.c n\n*.c a$b\n*.c -\n*.c =v\n*.c --x\n\n', ''],
  ['a byte order mark', '\ufeff*.c text\n', ''],
  ['a line that is too long', `*.c text=${'x'.repeat(3000)}\n*.c y\n`, ''],
  ['case', '*.C upper\nb.h lower\n', ''],
];

function sorted(attributes: readonly (readonly unknown[])[]): string[] {
  return attributes.map((each) => each.join(' ')).sort((a, b) => (a < b ? -1 : 1));
}

describeWithGit(needsGit('attributes'), () => {
  let scratch: GitRepository;
  beforeEach(() => {
    scratch = createRepository();
    mkdirSync(join(scratch.gitDir, 'info'), { recursive: true });
  });
  afterEach(() => scratch.remove());

  async function agrees(): Promise<void> {
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('no repository');
    const config = await loadConfig(repository, { HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' });
    const reader = openReader(repository);
    const source: AttributeSource = {
      repository,
      config,
      index: await readIndex(repository),
      reader,
      systemFile: null,
    };
    for (const path of paths) {
      const found = await attributesOf(source, Buffer.from(path).toString('latin1'));
      const lines = [...found].map(([name, value]) => [
        name,
        value === true ? 'set' : value === false ? 'unset' : value,
      ]);
      const { stdout } = scratch.run(['check-attr', '-z', '--all', '--', path]);
      const fields = stdout.toString('latin1').split('\0');
      const expected = Array.from({ length: Math.floor(fields.length / 3) }, (_, n) => [
        fields[3 * n + 1],
        fields[3 * n + 2],
      ]);
      expect([path, sorted(lines.filter(([, value]) => value !== null))]).toEqual([path, sorted(expected)]);
    }
    reader.close();
  }

  it.each(files)('reads %s', async (_, top, below) => {
    scratch.write('.gitattributes', top);
    scratch.write('dir/.gitattributes', below);
    await agrees();
    scratch.git('config', 'core.ignoreCase', 'true');
    await agrees();
  });

  it('reads all places, and the index for what the work tree lacks', async () => {
    scratch.write('.gitattributes', '*.c from=top\n*.h only\n');
    scratch.write('dir/.gitattributes', '*.c from=dir\n');
    writeFileSync(join(scratch.gitDir, 'info/attributes'), 'dir/sub/a.c from=info\n[attr]mine y\n*.h mine\n');
    writeFileSync(join(scratch.directory, 'own'), '* from=own\n');
    scratch.git('config', 'core.attributesFile', join(scratch.directory, 'own'));
    await agrees();
    scratch.git('add', '.gitattributes', 'dir');
    rmSync(join(scratch.directory, '.gitattributes'));
    await agrees();
    symlinkSync('own', join(scratch.directory, '.gitattributes'));
    await agrees();
  });
});
