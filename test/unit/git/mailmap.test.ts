/** Mailmaps against `git check-mailmap`, and the places they are read from. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configOf } from '../../../server/git/config.ts';
import { loadMailmap, mapPerson, parseMailmap } from '../../../server/git/mailmap.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

function contact(text: string) {
  const [, name = '', email = ''] = /^(.*?) ?<(.*)>$/.exec(text) ?? [];
  return { name, email, time: 5, timezone: '+0000' };
}

const mailmaps = [
  '',
  'Proper Name <a@x>\n',
  '<new@x> <a@x>\n',
  'Proper <new@x> <a@x>\n',
  'Proper <new@x> Old <a@x>\n',
  'Simple <s@x> <a@x>\nProper <new@x> Old <a@x>\n',
  'Proper <new@x> Old <a@x>\nSimple <s@x> <a@x>\nLast <a@x>\n',
  'One <a@x>\nTwo <a@x>\n',
  'One <one@x> Old <a@x>\nTwo <two@x> OLD <A@X>\n',
  '# Comment <a@x>\n # Not one <a@x>\n',
  'Name only\n<>\nX <> <a@x>\nBroken <a@x\n',
  '  Blanks  <a@x>  <  a@x>\r\nReturn <r@x> <b@x>\r\n',
  'No newline <a@x>',
  '<new@x> Old <a@x>\n',
  'Empty Old <new@x> <>\n',
  'Jörg <a@x>\nÄ <ä@x> ÖLD <a@x>\n',
  'A <a@x> # and <b@x>\n',
  'N <n@x>junk<a@x>more<c@x>\n',
];

const contacts = [
  'Old <a@x>',
  'OLD <A@x>',
  'Other <a@x>',
  '<a@x>',
  'B <b@x>',
  'old <>',
  'ÖLD <a@x>',
  'öld <ä@x>',
];

describeWithGit(needsGit('mailmap'), () => {
  let repository: GitRepository;
  beforeEach(() => {
    repository = createRepository();
  });
  afterEach(() => repository.remove());

  it.each(mailmaps)('maps by %j', (text) => {
    writeFileSync(join(repository.directory, '.mailmap'), text);
    const expected = repository.git('check-mailmap', ...contacts).split('\n');
    const bytes = (value: string) => Buffer.from(value).toString('latin1');
    const map = parseMailmap([Buffer.from(text)]);
    const mapped = contacts.map((each) => mapPerson(map, contact(bytes(each))));
    expect(mapped.map(({ name, email }) => `${name === '' ? '' : `${name} `}<${email}>`)).toEqual(
      expected.map(bytes),
    );
  });

  async function nameIn(config: Readonly<Record<string, string>>, commit: string) {
    const found = await discoverRepository(repository.directory);
    if (found === null) throw new Error('no repository');
    const entries = Object.entries(config).map(([key, value]) => ({ key, value, file: 'test', line: 0 }));
    const map = await loadMailmap(
      found,
      configOf(entries, { home: repository.directory, userDirectory: repository.directory }),
      {
        readBlob: async (revision) => {
          const { status, stdout } = repository.run(['cat-file', 'blob', revision]);
          return status === 0 ? stdout : null;
        },
      },
    );
    const options = Object.entries(config).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    expect(mapPerson(map, contact('A U Thor <author@example.com>')).name).toBe(
      repository.git(...options, 'log', '-1', '--format=%aN', commit),
    );
  }

  it('is read from the work tree, a blob and a file, in this order', async () => {
    const line = (name: string) => `${name} <author@example.com>\n`;
    repository.write('.mailmap', line('Committed'));
    repository.write('elsewhere', line('Elsewhere'));
    const commit = repository.commit('first');
    await nameIn({}, commit);
    await nameIn({ 'mailmap.blob': 'HEAD:elsewhere' }, commit);
    await nameIn({ 'mailmap.blob': 'HEAD:missing' }, commit);
    repository.write('own', line('Own'));
    await nameIn({ 'mailmap.blob': 'HEAD:elsewhere', 'mailmap.file': 'own' }, commit);
    await nameIn({ 'mailmap.file': '~/own' }, commit);
    await nameIn({ 'mailmap.file': 'missing' }, commit);
    rmSync(join(repository.directory, '.mailmap'));
    await nameIn({}, commit);
    symlinkSync('own', join(repository.directory, '.mailmap'));
    await nameIn({}, commit);
    repository.git('config', 'core.bare', 'true');
    await nameIn({ 'core.bare': 'true' }, commit);
  });
});

it('leaves the person who could not be read alone', () => {
  const map = parseMailmap([Buffer.from('X <x> <(unknown)>\n')]);
  const unknown = { name: '(unknown)', email: '(unknown)', time: 0, timezone: '(unknown)' };
  expect(mapPerson(map, unknown)).toBe(unknown);
});
