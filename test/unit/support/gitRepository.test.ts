/** The scratch repositories that other tests rely on: fixed ids, own configuration, gone afterwards. */
import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { describeWithGit, gitAtLeast, gitVersion, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

describeWithGit(needsGit('scratch repository'), () => {
  let repository: GitRepository | undefined;
  afterEach(() => repository?.remove());

  it('gives the same ids on every machine', () => {
    repository = createRepository();
    repository.write('dir/file', 'one\n');
    expect(repository.commit('first')).toBe('74cbae36757b674f8e860d839b9e32da890579be');
    repository.write(Buffer.from([0x66, 0xff]), 'two\n');
    repository.commit('second');
    expect(repository.git('log', '--format=%ct %an')).toBe('1700000120 A U Thor\n1700000060 A U Thor');
    expect(repository.git('ls-files')).toBe('dir/file\n"f\\377"');
  });

  it('reports a failing git and throws only when asked to succeed', () => {
    repository = createRepository({ bare: true, objectFormat: 'sha256' });
    expect(repository.run(['blame', 'nothing']).status).toBe(128);
    expect(() => repository?.git('blame', 'nothing')).toThrow('status 128');
  });

  it('imports a stream and is removed', () => {
    repository = createRepository({ bare: true });
    repository.fastImport(
      'commit refs/heads/main\ncommitter C <c@x> 5 +0000\ndata 2\nhi\nM 644 inline a\ndata 2\nx\n\n',
    );
    expect(repository.git('show', 'main:a')).toBe('x');
    repository.remove();
    expect(existsSync(repository.directory)).toBe(false);
  });

  it('knows how old git is', () => {
    const [major, minor] = gitVersion() ?? [0, 0];
    expect(gitAtLeast(major, minor)).toBe(true);
    expect(gitAtLeast(major, minor + 1)).toBe(false);
  });
});
