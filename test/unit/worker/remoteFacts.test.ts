/** Remotes as git has set them up, and the commits they lack. */
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Cancel, Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { loadConfig } from '../../../server/git/config.ts';
import { openReader } from '../../../server/git/reader.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { remoteFacts } from '../../../server/worker/remoteFacts.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const repositories: GitRepository[] = [];
afterEach(() => {
  for (const made of repositories.splice(0)) made.remove();
});

async function factsOf(made: GitRepository, cancel: Cancel = neverCancelled) {
  const repository = await discoverRepository(made.directory);
  if (!repository) throw new Error('no repository');
  const reader = openReader(repository);
  reader.cancel = cancel;
  const config = await loadConfig(repository, { HOME: made.directory, GIT_CONFIG_NOSYSTEM: '1' });
  try {
    return await remoteFacts(repository, reader, config);
  } finally {
    reader.close();
  }
}

function make(): GitRepository {
  const made = createRepository();
  repositories.push(made);
  return made;
}

describe('remotes', () => {
  it('are read with addresses, rewriting and the branch they belong to', async () => {
    const made = make();
    made.commit('One');
    made.git('remote', 'add', 'origin', 'gh:ada/engine');
    made.git('remote', 'set-url', '--push', 'origin', 'git@github.com:ada/engine.git');
    made.git('config', 'url.https://github.com/.insteadOf', 'gh:');
    made.git('config', 'url.git@github.com:.pushInsteadOf', 'gh:');
    made.git('config', 'branch.main.remote', 'origin');
    const facts = await factsOf(made);
    expect(facts).toMatchObject({
      remotes: [
        {
          name: 'origin',
          urls: ['gh:ada/engine'],
          pushUrls: ['git@github.com:ada/engine.git'],
          lacks: 'everything',
        },
      ],
      rewrites: [
        { base: 'https://github.com/', prefix: 'gh:', push: false },
        { base: 'git@github.com:', prefix: 'gh:', push: true },
      ],
      branchRemote: 'origin',
    });
    expect(facts.files).toContain(`${made.gitDir}/config`);
    expect(facts.files).toContain(`${made.gitDir}/refs/heads`);
  });

  it('lack what is on no branch of theirs', async () => {
    const made = make();
    const one = made.commit('One');
    const two = made.commit('Two');
    made.git('checkout', '--quiet', '-b', 'topic');
    const three = made.commit('Three');
    for (const name of ['origin', 'upstream', 'mirror']) made.git('remote', 'add', name, `/srv/${name}`);
    made.git('update-ref', 'refs/remotes/origin/topic', two);
    made.git('update-ref', 'refs/remotes/upstream/a/b', one);
    made.git('pack-refs', '--all');
    made.git('config', 'remote.mirror.fetch', '+refs/*:refs/*');
    const { remotes, files } = await factsOf(made);
    const lacks = Object.fromEntries(remotes.map((remote) => [remote.name, remote.lacks]));
    expect(lacks['origin']).toEqual([three]);
    expect(lacks['upstream']).toEqual(expect.arrayContaining([two, three]));
    expect(lacks['mirror']).toEqual([]);
    expect(files).toContain(`${made.gitDir}/packed-refs`);
  });

  it('can be given up between any two looks at a disk', async () => {
    const made = make();
    const one = made.commit('One');
    for (let n = 0; n < 30; n++) made.git('update-ref', `refs/heads/topic${n}/x`, one);
    const polls = { count: 0, most: Number.POSITIVE_INFINITY };
    const cancel = {
      check() {
        if (polls.count++ >= polls.most) throw new Cancelled();
      },
    };
    const { files } = await factsOf(made, cancel);
    expect(files.length).toBeGreaterThan(30);
    // One a directory at least, beside those for each of the references.
    const all = polls.count;
    const few = make();
    few.commit('One');
    polls.count = 0;
    await factsOf(few, cancel);
    expect(all - polls.count).toBeGreaterThanOrEqual(4 * 30);
    for (const most of [0, 5, all - 1]) {
      Object.assign(polls, { count: 0, most });
      await expect(factsOf(made, cancel)).rejects.toBeInstanceOf(Cancelled);
    }
  });

  it('are none, without harm, in a repository without commits', async () => {
    expect(await factsOf(make())).toMatchObject({ remotes: [], branchRemote: null });
  });

  it('can not be told about where history is incomplete', async () => {
    const made = make();
    const one = made.commit('One');
    made.commit('Two');
    made.commit('Three');
    made.git('remote', 'add', 'origin', '/srv/x');
    made.git('update-ref', 'refs/remotes/origin/main', one);
    const path = made.git('rev-parse', 'HEAD~1');
    rmSync(`${made.gitDir}/objects/${path.slice(0, 2)}/${path.slice(2)}`, { force: true });
    expect((await factsOf(made)).remotes).toMatchObject([{ lacks: null }]);
  });
});
