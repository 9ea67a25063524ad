/** A new index of history is made by a reader of its own, which is gone afterwards. */
import { expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { GitError } from '../../../server/git/errors.ts';
import type { PathHistory } from '../../../server/git/history/pathHistory.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import type { HistoryUpkeep } from '../../../server/worker/engine.ts';
import { updateHistory } from '../../../server/worker/newIndex.ts';
import { OpenReaders } from '../../../server/worker/openReaders.ts';

const repository = {
  gitDir: '/r',
  commonDir: '/r',
  workTree: null,
  objectFormat: 'sha1' as const,
  refFormat: 'files' as const,
};
const job = { repository, commit: 'c' };
const outcome = { commits: 1, added: 1, bytes: 1, warnings: [] };

/** Readers that are told apart by their number; `updates` are what the upkeep does one time after the other. */
function stage(index: PathHistory | null, updates: readonly (() => typeof outcome)[]) {
  const log: string[] = [];
  const names = new Map<ObjectReader, string>();
  const readers = new OpenReaders({
    openReader: (_, cancel, purpose) => {
      const name = `${purpose} ${names.size}`;
      const reader = {
        cancel,
        refresh: () => {},
        close: () => void log.push(`close ${name}`),
      } as ObjectReader;
      names.set(reader, name);
      return reader;
    },
    objectStamp: () => '',
  });
  const left = [...updates];
  const upkeep: HistoryUpkeep = {
    history: () => index,
    update: (reader) => {
      log.push(`update by ${names.get(reader)}`);
      return (left.shift() ?? (() => outcome))();
    },
    longest: () => null,
    comparisons: null,
    cachedBytes: 0,
    close: () => {},
  };
  const update = (cancel = neverCancelled) =>
    updateHistory(upkeep, job, { reader: readers.open(repository, cancel), readers });
  return { update, log, readers };
}

const stops = () => {
  throw new Cancelled();
};
const fails = () => {
  throw new GitError('corruptObject', 'broken');
};

it('is closed when the index is there', () => {
  const { update, log } = stage(null, []);
  expect(update()).toEqual(outcome);
  expect(log).toEqual(['update by newIndex 1', 'close newIndex 1']);
});

it('is not needed for what comes on top of an index', () => {
  const { update, log } = stage({} as PathHistory, []);
  update();
  expect(log).toEqual(['update by files 0']);
});

it('stays for work that was stopped, which goes on with it and hears who asks now', () => {
  const { update, log, readers } = stage(null, [stops]);
  expect(() => update()).toThrow(Cancelled);
  const cancel = { check: () => {} };
  update(cancel);
  expect(log).toEqual(['update by newIndex 1', 'update by newIndex 1', 'close newIndex 1']);
  expect(readers.has(repository, 'newIndex')).toBe(false);
});

it('is closed when there can be no index', () => {
  const { update, log } = stage(null, [fails]);
  expect(() => update()).toThrow(GitError);
  expect(log).toEqual(['update by newIndex 1', 'close newIndex 1']);
});
