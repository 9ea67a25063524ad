/** Readers are kept between calls, one for each purpose, and look again where a repository has changed. */
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import { OpenReaders } from '../../../server/worker/openReaders.ts';

const repositoryAt = (gitDir: string) => ({
  gitDir,
  commonDir: gitDir,
  workTree: null,
  objectFormat: 'sha1' as const,
  refFormat: 'files' as const,
});

function stage() {
  const log: string[] = [];
  const now = { stamp: '', refresh: () => {} };
  const readers = new OpenReaders({
    openReader: ({ gitDir }, cancel, purpose) => {
      const name = `${purpose} ${gitDir}`;
      log.push(`open ${name}`);
      const reader: Partial<ObjectReader> = {
        cancel,
        refresh: () => {
          log.push(`refresh ${name}`);
          now.refresh();
        },
        cacheBytes: () => ({ windows: 1, objects: 2, commits: 4 }),
        close: () => void log.push(`close ${name}`),
      };
      return reader as ObjectReader;
    },
    objectStamp: () => now.stamp,
  });
  return { readers, log, now };
}

describe('open readers', () => {
  it('are one for each repository and purpose, and ask whoever called last', () => {
    const { readers, log } = stage();
    const reader = readers.open(repositoryAt('/a'), neverCancelled);
    const cancel = { check: () => {} };
    expect(readers.open(repositoryAt('/a'), cancel)).toBe(reader);
    expect(reader.cancel).toBe(cancel);
    expect(readers.has(repositoryAt('/a'), 'newIndex')).toBe(false);
    expect(readers.open(repositoryAt('/a'), cancel, 'newIndex')).not.toBe(reader);
    expect(readers.bytes).toBe(14);
    readers.closeOne(repositoryAt('/a'), 'newIndex');
    expect(log).toEqual(['open files /a', 'open newIndex /a', 'close newIndex /a']);
  });

  it('look again once where something has changed, and once more where that was given up', () => {
    const { readers, log, now } = stage();
    const open = () => readers.open(repositoryAt('/a'), neverCancelled);
    open();
    now.stamp = 'changed';
    now.refresh = () => {
      throw new Error('given up');
    };
    expect(open).toThrow('given up');
    now.refresh = () => {};
    open();
    open();
    expect(log).toEqual(['open files /a', 'refresh files /a', 'refresh files /a']);
  });

  it('are few', () => {
    const { readers, log } = stage();
    for (const gitDir of ['/a', '/b', '/c', '/d', '/e']) readers.open(repositoryAt(gitDir), neverCancelled);
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close files /a']);
    readers.close();
    expect(log.filter((line) => line.startsWith('close'))).toHaveLength(5);
  });
});
