/** Watching by this system's means: its directory watches, its file systems, git's files. */
import { statSync, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { threadTurns } from '../../base/nextTurn.ts';
import type { Oid } from '../../git/oid.ts';
import { listRefs } from '../../git/refs.ts';
import type { Repository } from '../../git/repository.ts';
import type { AskedOptions } from '../../worker/messages.ts';
import type { BlameService } from '../blameService.ts';
import { stampOf } from '../repository/disk.ts';
import { isFar } from '../repository/farDisks.ts';
import { nodeWatch } from './nodeWatch.ts';
import { digestOf } from './repositoryState.ts';
import { Watches, type WatchesParts } from './watches.ts';

/** Milliseconds after which it has been asked about a document that was opened, if a program asks, */
const ASKED_WITHIN = 20;
/** and those after which it is watched all the same: what it waits for is a blame of the whole history. */
const ANSWERED_WITHIN = 150;

/** What a session wants of its watches. */
export interface WatchHooks extends Pick<WatchesParts, 'onChange' | 'warn' | 'debug' | 'clock'> {
  readonly service: BlameService;
  /** Options of every blame that does not ask for its own. */
  readonly options: () => AskedOptions;
}

/** What the process knows of repositories. */
export interface RepositoryReading {
  readonly head: (repository: Repository) => Promise<{ commit: Oid | null; branch: string | null }>;
  readonly mergeHeads: (repository: Repository) => Promise<readonly Oid[]>;
}

export function systemWatches(hooks: WatchHooks, reading: RepositoryReading): Watches {
  const { service, options, clock } = hooks;
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  const watches = new Watches({
    ...hooks,
    turns: threadTurns,
    watchDirectory: nodeWatch(watch),
    identityOf,
    isSilent: isFar,
    stampOf,
    locate: (fsPath) => service.placeOf(fsPath),
    onLook: () => service.forgetFaults(),
    whenAnswered: async () => {
      await pause(ASKED_WITHIN);
      await Promise.race([service.drained(), pause(ANSWERED_WITHIN)]);
    },
    eyes: {
      ...reading,
      branches,
      options: (repository) => service.optionsIn(repository, options()),
      lastOptions: (repository) => service.lastOptionsIn(repository, options()),
    },
  });
  service.whenHeadMoves((gitDir) => watches.headMoved(gitDir));
  return watches;
}

/** The birth tells directories apart where a new one gets the number of the old. */
function identityOf(path: string): string | null {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isDirectory() ? `${stats.dev}:${stats.ino}:${stats.birthtimeMs}` : null;
  } catch {
    return null;
  }
}

/** Larger lists of packed references are not read only to find out whether a branch nobody is on has moved. */
const MAX_PACKED_REFS = 1 << 20;

async function branches(repository: Repository): Promise<string | null> {
  if (repository.refFormat !== 'files') return null;
  const packed = await stat(join(repository.commonDir, 'packed-refs')).catch(() => null);
  if (packed !== null && packed.size > MAX_PACKED_REFS) return null;
  return digestOf(await listRefs(repository, 'refs/heads/'));
}
