/** What is said of commits, with a mailmap and for text that is not committed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitDescriber, type DescriptionOptions } from '../../../server/cli/describeCommits.ts';
import { parseMailmap } from '../../../server/git/mailmap.ts';
import { type CommitIds, writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

describe('commitDescriber', () => {
  const scratch = useScratch('describe');
  let ids: CommitIds;
  let opened: ReturnType<typeof openRepository>;

  beforeAll(() => {
    ids = writeHistory(scratch.path, [
      { id: 'one', author: 'Ann <ann@old>', zone: '+0130', message: 'first\n\nbody' },
      { id: 'silent', text: ({ tree }) => `tree ${tree}\nauthor broken\ncommitter C <c@d> 5 +0000\n\n` },
    ]);
    opened = openRepository(scratch.path);
  });
  afterAll(() => opened.close());

  function check(oid: string, options: Partial<DescriptionOptions> = {}) {
    const mailmap = parseMailmap([]);
    return commitDescriber(opened.reader, { mailmap, encoding: 'UTF-8', pseudo: null, ...options })(oid);
  }

  const id = (name: string) => ids.get(name) ?? '';

  it('reads people and the summary', () => {
    expect(check(id('one'))).toEqual({
      author: { name: 'Ann', email: 'ann@old', time: 1_700_000_000, timezone: '+0130' },
      committer: {
        name: 'C O Mitter',
        email: 'committer@example.com',
        time: 1_700_000_000,
        timezone: '+0130',
      },
      summary: 'first',
    });
  });

  it('maps people', () => {
    const mailmap = parseMailmap([Buffer.from('Anna <anna@new> <ann@old>\n')]);
    expect(check(id('one'), { mailmap }).author).toMatchObject({ name: 'Anna', email: 'anna@new' });
  });

  it('takes the id for a message that is empty', () => {
    const { author, summary } = check(id('silent'));
    expect(summary).toBe(`(${id('silent')})`);
    expect(author.name).toBe('(unknown)');
  });

  it('lets the pseudo commit stand for what is not committed', () => {
    const pseudo = { name: 'Not Yet', email: 'not.yet', summary: 'text', time: 9 };
    const described = check('0'.repeat(40), { pseudo });
    expect(described).toMatchObject({
      author: { name: 'Not Yet', email: 'not.yet', time: 9 },
      summary: 'text',
    });
    expect(described.committer).toBe(described.author);
    expect(() => check('0'.repeat(40))).toThrow();
  });

  it('reads a commit once', () => {
    const mailmap = parseMailmap([]);
    const describeCommit = commitDescriber(opened.reader, { mailmap, encoding: 'UTF-8', pseudo: null });
    expect(describeCommit(id('one'))).toBe(describeCommit(id('one')));
  });
});
