/** Where repositories are at the moment: read for each question, and once for questions that come together. */
import type { Oid } from '../../git/oid.ts';
import type { Repository } from '../../git/repository.ts';
import type { ServiceParts } from '../contract.ts';
import type { LookedAt } from '../overlay/ahead.ts';
import { type Moment, SharedReadings } from './sharedReadings.ts';

type HeadReadingsParts = Pick<ServiceParts, 'readHead' | 'readMergeHeads' | 'now'>;

export class HeadReadings {
  private readonly parts: HeadReadingsParts;
  private readonly commits: SharedReadings<Oid | null>;
  private readonly merges: SharedReadings<readonly Oid[]>;

  constructor(parts: HeadReadingsParts) {
    this.parts = parts;
    this.commits = new SharedReadings(parts.now);
    this.merges = new SharedReadings(parts.now);
  }

  /** The commit that HEAD named at some time after `since`; null before the first commit. */
  head(repository: Repository, since: Moment): Promise<Oid | null> {
    return this.commits.after(since, repository.gitDir, () => this.parts.readHead(repository));
  }

  /** The same with the other parents of the commit to be. */
  async heads(repository: Repository, since: Moment): Promise<LookedAt> {
    const [commit, mergeHeads] = await Promise.all([
      this.head(repository, since),
      this.merges.after(since, repository.gitDir, () => this.parts.readMergeHeads(repository)),
    ]);
    return { commit, mergeHeads };
  }
}
