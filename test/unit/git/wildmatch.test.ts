/** Patterns against git: a tree of names is asked with each pattern as an ignore rule and as a pathspec. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type WildmatchOptions, wildmatch } from '../../../server/git/wildmatch.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const texts = [
  'foo',
  'Foo',
  'foo/bar',
  'foo/baz/bar',
  'foobar',
  'bar',
  'b',
  'a/b',
  'a/b/c',
  'a-b',
  'a]b',
  'a\\b',
  'a*b',
  'x1',
  'xY',
  'deep/er/foo',
  'foo/deep/er',
  '[ab]',
  'ab',
  'a b',
  'a.b',
  'ä',
];

const patterns = [
  '*',
  '**',
  '?',
  'f*',
  '*o',
  'f*r',
  'foo/*',
  'foo/**',
  '**/bar',
  '**/foo',
  'foo/**/bar',
  'foo**bar',
  'f**/bar',
  '*/*',
  '*/**',
  '**/*/**',
  'a[-]b',
  'a[]]b',
  'a[]-]b',
  'a[!a-c]b',
  'a[^a-c]b',
  'a[a-]b',
  'a[\\\\]b',
  'a\\\\b',
  'a\\*b',
  'x[[:digit:]]',
  'x[[:upper:]]',
  'x[[:alpha:][:digit:]]',
  'x[[:nothing:]]',
  '[[]ab[]]',
  '[ab',
  'a[b',
  'a[',
  'a\\',
  '[a-c]b',
  '[c-a]b',
  'a[/]b',
  'a[.-/]b',
  'a?b',
  '[f]oo',
  '[F]OO',
  'f[N-P]o',
  '\\f\\o\\o',
  '???',
  '**o',
  'a/**/b',
  '[[:space:]]',
  'a[[:space:]]b',
  'a[[:punct:]]b',
  '[!a]*',
  '??',
];

/** Pathspecs compare what precedes the first special character by itself, so that `f**` crosses slashes there. */
function asPathspec(pattern: string, text: string, options: WildmatchOptions): boolean {
  const length = /^[^*?[\\]*/.exec(pattern)?.[0].length ?? 0;
  const fold = (part: string) => (options.ignoreCase ? part.toLowerCase() : part);
  const bytes = (part: string) => Buffer.from(part).toString('latin1');
  if (fold(pattern.slice(0, length)) !== fold(text.slice(0, length))) return false;
  return wildmatch(bytes(pattern.slice(length)), bytes(text.slice(length)), options);
}

describeWithGit(needsGit('wildmatch'), () => {
  let scratch: GitRepository;
  beforeAll(() => {
    scratch = createRepository();
    const blob = scratch.run(['hash-object', '-w', '--stdin']).stdout.toString().trim();
    scratch.git('config', 'core.protectNTFS', 'false');
    // Each text on its own in a tree, since foo and foo/bar exclude each other.
    for (const [index, text] of texts.entries()) {
      scratch.git('read-tree', '--empty');
      scratch.git('update-index', '--add', '--cacheinfo', `100644,${blob},${text}`);
      const tree = scratch.git('write-tree');
      scratch.git('tag', `t${index}`, tree);
    }
    scratch.git('read-tree', '--empty');
    for (const index of texts.keys()) scratch.git('read-tree', `--prefix=${index}/`, `t${index}`);
  });
  afterAll(() => scratch.remove());

  /** The texts that git's matcher accepts, found through pathspecs, which must begin with a literal here. */
  function accepted(pattern: string, options: { pathname: boolean; ignoreCase: boolean }): string[] {
    const magic = [...(options.pathname ? ['glob'] : []), ...(options.ignoreCase ? ['icase'] : [])];
    const bytes = Buffer.from(pattern);
    const specs = [...texts.keys()].map((index) => `:(${magic.join(',')})${index}/${bytes.toString()}`);
    const { stdout } = scratch.run(['ls-files', '-z', '--', ...specs]);
    return stdout
      .toString('utf8')
      .split('\0')
      .slice(0, -1)
      .map((path) => path.replace(/^\d+\//, ''));
  }

  it.each(patterns)('matches %j', (pattern) => {
    for (const pathname of [true, false])
      for (const ignoreCase of [true, false]) {
        const options = { pathname, ignoreCase };
        const matching = texts.filter((text) => asPathspec(pattern, text, options));
        expect({ options, matching: matching.sort() }).toEqual({
          options,
          matching: accepted(pattern, options).sort(),
        });
      }
  });
});

it.each([
  ['f**/bar', 'foo/baz/bar', false],
  ['**/bar', 'foo/baz/bar', true],
  ['foo', 'foo', true],
  ['foo', 'foo/bar', false],
  ['', '', true],
  ['', 'x', false],
])('takes %j whole and matches %j: %j', (pattern, text, expected) => {
  expect(wildmatch(pattern, text, { pathname: true, ignoreCase: false })).toBe(expected);
});

it('takes no longer for patterns made to be slow', () => {
  const pattern = `${'*a'.repeat(200)}b`;
  expect(wildmatch(pattern, 'a'.repeat(2000), { pathname: false, ignoreCase: false })).toBe(false);
});
