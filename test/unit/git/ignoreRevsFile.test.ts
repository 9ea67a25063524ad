/** Files that list commits to look through. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { configOf } from '../../../server/git/config.ts';
import { configuredIgnoreRevsFiles, parseIgnoreRevs } from '../../../server/git/ignoreRevsFile.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';
import { openRepository } from '../../support/repositoryReader.ts';

test('the configuration names files, sorted, each once', () => {
  const names = ['b', ':(optional)a', 'b', ''];
  const config = configOf([], { home: '/h', userDirectory: '/h' }).with(
    names.map((name) => ['blame.ignoreRevsFile', name] as const),
  );
  expect(configuredIgnoreRevsFiles(config)).toEqual([
    { name: '', mayBeMissing: false },
    { name: 'a', mayBeMissing: true },
    { name: 'b', mayBeMissing: false },
  ]);
});

describeWithGit(needsGit('a list'), () => {
  let repository: GitRepository;
  let reader: ObjectReader;
  let commit: string;
  beforeAll(() => {
    repository = createRepository();
    repository.write('f', 'a\n');
    commit = repository.commit('one');
    repository.git('tag', '-a', '-m', 'x', 'v1');
    reader = openRepository(join(repository.directory, '.git')).reader;
  });
  afterAll(() => {
    reader.close();
    repository.remove();
  });

  it('has ids, comments, tags, and ids of nothing', () => {
    const tag = repository.git('rev-parse', 'v1');
    const tree = repository.git('rev-parse', 'HEAD^{tree}');
    const text = `# first\n${commit.toUpperCase()} # why\n\n  ${tag}\n${tree}\n${'1'.repeat(40)}\r\n`;
    expect(parseIgnoreRevs(text, reader)).toEqual([commit, commit]);
  });

  it.each(['HEAD', 'abc123', `${'1'.repeat(41)}`])('has no %s', (word) => {
    expect(() => parseIgnoreRevs(`${word}\n`, reader)).toThrow(
      expect.objectContaining({ code: 'badRevision', message: `invalid object name: ${word}` }),
    );
  });
});
