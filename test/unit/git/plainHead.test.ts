/** HEAD as git writes it is read as ever; everything else is left to those who take their time. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPlainHead } from '../../../server/git/plainHead.ts';
import { readHead } from '../../../server/git/refs.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';

const OID = '1'.repeat(40);
const OTHER = '2'.repeat(40);
const ref = 'ref: refs/heads/main\n';

let repository: Repository;
beforeEach(() => {
  const top = scratchDirectory('plain-head');
  const formats = { objectFormat: 'sha1', refFormat: 'files' } as const;
  repository = { gitDir: top, commonDir: top, workTree: null, ...formats };
  mkdirSync(join(top, 'refs', 'heads'), { recursive: true });
});
afterEach(() => rmSync(repository.gitDir, { recursive: true, force: true }));

/** Files by name; what begins with `->` is a link. */
function arrange(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(repository.gitDir, name);
    if (text.startsWith('->')) symlinkSync(text.slice(2), path);
    else writeFileSync(path, text);
  }
}

it.each<[string, Record<string, string>]>([
  ['detached', { HEAD: `${OID}\n` }],
  ['on a branch', { HEAD: ref, 'refs/heads/main': `${OID}\n` }],
  ['on a packed branch', { HEAD: ref, 'packed-refs': `${OTHER} refs/heads/a\n${OID} refs/heads/main\n` }],
  [
    'on a branch that is packed and loose',
    { HEAD: ref, 'packed-refs': `${OTHER} refs/heads/main\n`, 'refs/heads/main': `${OID}\n` },
  ],
])('%s', async (_, files) => {
  arrange(files);
  const head = readPlainHead(repository);
  expect(head?.commit).toBe(OID);
  expect(head).toEqual(await readHead(repository));
});

it.each<[string, Record<string, string>]>([
  ['missing', {}],
  ['a link', { HEAD: '->refs/heads/main', 'refs/heads/main': `${OID}\n` }],
  ['leading out of the repository', { HEAD: 'ref: refs/heads/../../main\n', main: `${OID}\n` }],
  ['on no branch', { HEAD: 'ref: refs/bisect/main\n' }],
  ['with more than an id', { HEAD: `${OID} \n` }],
  ['of no commit', { HEAD: `${'0'.repeat(40)}\n` }],
  ['of another format', { HEAD: `${'1'.repeat(64)}\n` }],
  ['on a branch without commits', { HEAD: ref }],
  ['on a link', { HEAD: ref, 'refs/heads/main': '->other', 'refs/heads/other': `${OID}\n` }],
  ['on a branch that leads to another', { HEAD: ref, 'refs/heads/main': 'ref: refs/heads/other\n' }],
  ['on a branch whose packed line is odd', { HEAD: ref, 'packed-refs': `${OID}  refs/heads/main\n` }],
])('%s is left to others', (_, files) => {
  arrange(files);
  expect(readPlainHead(repository)).toBeNull();
});

it('is not read further when it is endless', () => {
  arrange({ HEAD: `${ref}${' '.repeat(5000)}` });
  expect(() => readPlainHead(repository)).toThrow(/more than/);
});

it.each<Partial<Repository>>([{ refFormat: 'reftable' }, { unknownFormat: 'objects of another kind' }])(
  'of a format that we do not read is left to others',
  (format) => {
    arrange({ HEAD: `${OID}\n` });
    expect(readPlainHead({ ...repository, ...format })).toBeNull();
  },
);
