/** Work tree content as git would store it, against `git hash-object --path`. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Config, configOf } from '../../../server/git/config.ts';
import { convertToGit } from '../../../server/git/convert.ts';
import { blobOid } from '../../../server/git/oid.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { readIndex } from '../../../server/git/workTreeIndex.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const wide = (text: string) => Buffer.from(text, 'utf16le');
const contents: Readonly<Record<string, Buffer>> = Object.fromEntries(
  Object.entries({
    unix: 'a\nb\n',
    dos: 'a\r\nb\r\n',
    mixed: 'a\r\nb\nc\r\n',
    'lone return': 'a\rb\r\n',
    'return at the end': 'a\r\n\r',
    zero: 'a\0\r\n',
    control: '\x01\x02\r\n',
    'few controls': `${'x'.repeat(300)}\x01\r\n`,
    'allowed controls': 'a\b\t\f\x1b\r\n',
    'control-Z': 'a\r\n\x1a',
    delete: 'a\x7f\r\n',
    id: '$Id: deadbeef $\r\n$Id$ $Id: a\n$ $Id:$ $Id: x $ y $Id: z',
    empty: '',
    'returns twice': 'a\r\r\n',
    umlaut: 'gr\xfcn\r\n',
  }).map(([name, text]) => [name, Buffer.from(text, 'latin1')]),
);
const wideContents: Readonly<Record<string, Buffer>> = {
  'little with mark': Buffer.concat([Buffer.from([0xff, 0xfe]), wide('ä\r\nb\n')]),
  'big with mark': Buffer.concat([Buffer.from([0xff, 0xfe]), wide('ä\r\nb\n')]).swap16(),
  little: wide('ä\r\nb\n'),
  broken: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
};

const attributeSets = [
  '',
  'text',
  '-text',
  'text=auto',
  'text eol=crlf',
  'eol=lf',
  'text=auto eol=crlf',
  '-text eol=lf',
  'crlf',
  '-crlf',
  'crlf=input',
  'text=other',
  '!text crlf',
  'ident',
  'text ident',
  'binary',
  'working-tree-encoding=ISO-8859-1',
  'working-tree-encoding=utf8 text',
];

describeWithGit(needsGit('convertToGit'), () => {
  let scratch: GitRepository;
  beforeEach(() => {
    scratch = createRepository();
  });
  afterEach(() => scratch.remove());

  async function source(settings: readonly (readonly [string, string])[]) {
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('no repository');
    const config = configOf([], { home: '/nowhere', userDirectory: '/nowhere' }).with(settings);
    return {
      repository,
      config,
      index: await readIndex(repository),
      reader: openReader(repository),
      systemFile: null,
    };
  }

  /** Adds every content three times: new, over a file that has CRLF in the index, over one that has not. */
  async function checkAdd(
    attributes: string,
    settings: readonly (readonly [string, string])[],
  ): Promise<void> {
    scratch.write('.gitattributes', `* ${attributes}\n`);
    const blob = (input: string) =>
      scratch.run(['hash-object', '-w', '--stdin'], { input }).stdout.toString().trim();
    const kinds = [null, blob('x\r\n'), blob('x\n')];
    const files = kinds.flatMap((old, kind) =>
      Object.entries(contents).map(([name, data], n) => ({ name, data, old, path: `${kind}-${n}` })),
    );
    const known = files.filter(({ old }) => old !== null).map(({ old, path }) => `100644 ${old}\t${path}\n`);
    scratch.run(['update-index', '--index-info'], { input: known.join('') });
    const at = await source(settings);
    for (const { path, data } of files) scratch.write(path, data);
    const options = settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    expect(scratch.run([...options, 'add', '--all']).status).toBe(0);
    const stored = new Map((await source([])).index.map(({ path, oid }) => [path, oid]));
    for (const { path, name, data } of files) {
      const converted = await convertToGit(at, path, data);
      expect([path, name, blobOid(converted.data, 'sha1')]).toEqual([path, name, stored.get(path)]);
    }
    at.reader.close();
  }

  it.each(attributeSets)('converts as add does with %j', (attributes) => checkAdd(attributes, []));

  it.each(['true', 'input', 'INPUT', 'false', '1'])('converts as add does with core.autocrlf=%s', (value) =>
    checkAdd('', [['core.autocrlf', value]]),
  );

  it.each(['UTF-16', 'utf16', 'UTF-16LE', 'UTF-16BE', 'UTF-16LE-BOM', 'no-such'])(
    'decodes %s',
    async (encoding) => {
      scratch.write('.gitattributes', `* working-tree-encoding=${encoding} text\n`);
      const at = await source([]);
      for (const [name, data] of Object.entries(wideContents)) {
        const hashed = scratch.run(['hash-object', '--path', 'file', '--stdin'], { input: data });
        const converted = await convertToGit(at, 'file', data);
        // What git can't decode is fatal to hash-object; blame goes on with the bytes as they are.
        const expected = hashed.stdout.toString().trim() || blobOid(data, 'sha1');
        expect([name, blobOid(converted.data, 'sha1')]).toEqual([name, expected]);
      }
      at.reader.close();
    },
  );

  it('runs no filter and names it', async () => {
    scratch.write('.gitattributes', '* filter=shout text\n');
    const at = await source([]);
    const plain = at.config;
    const convert = (config: Config) => convertToGit({ ...at, config }, 'file', Buffer.from('a\r\n'));
    expect(await convert(plain)).toEqual({ data: Buffer.from('a\n'), filter: null });
    expect(await convert(plain.with([['filter.shout.clean', 'touch ran']]))).toEqual({
      data: Buffer.from('a\n'),
      filter: 'shout',
    });
    at.reader.close();
  });
});
