/**
 * Directory watches by node's `fs.watch`, as it is on each system.
 *
 * - Linux (inotify) names the entry; a directory that is removed is told as an entry with the directory's own name, and no more comes.
 * - macOS (FSEvents) may tell late, of what was before the watch, and of the directory itself by its own name; names come decomposed
 *   on some volumes.
 * - Windows (ReadDirectoryChangesW) names no entry when its buffer overflows; for a directory that is removed it fails with EPERM, and
 *   until the watch is closed nothing of that name can be made.
 */
import type { FSWatcher, WatchListener, WatchOptions } from 'node:fs';
import { basename } from 'node:path';
import type { WatchDirectory } from './directoryWatches.ts';

/** As `fs.watch` for one directory. */
export type NodeWatch = (
  directory: string,
  options: WatchOptions & { readonly encoding: 'utf8' },
  listener: WatchListener<string>,
) => Pick<FSWatcher, 'close' | 'on'>;

/** Never keeps the process alive. A removed directory is lost; so is one of which the system says that something is wrong. */
export function nodeWatch(watch: NodeWatch): WatchDirectory {
  return (directory, onEntry, onLost) => {
    let lost = false;
    const options = { persistent: false, encoding: 'utf8' } as const;
    const watcher = watch(directory, options, (event, name) => {
      if (lost) return;
      // The directory itself, or an entry of the same name: which, a look will show.
      onEntry(event === 'rename' && name === basename(directory) ? null : name);
    });
    watcher.on('error', () => {
      if (lost) return;
      lost = true;
      onLost();
    });
    return { close: () => watcher.close() };
  };
}
