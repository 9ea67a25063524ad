/** Watches directories for the system's word that an entry has changed; each directory once, whoever wants it. */

/** One watched directory. */
export interface WatchHandle {
  close(): void;
}

/** Called with the name of the entry that changed; null when the system does not say which. */
export type OnEntry = (name: string | null) => void;

/**
 * Begins to watch one directory, not what is below it. `onLost` is called once when it can be watched no longer. Throws what
 * the system says.
 */
export type WatchDirectory = (directory: string, onEntry: OnEntry, onLost: () => void) => WatchHandle;

interface Watched {
  readonly handle: WatchHandle;
  readonly listeners: Set<Listener>;
}

/** A directory, and which one of that name. */
interface WatchedDirectory {
  readonly directory: string;
  readonly identity: string;
}

interface Listener {
  readonly onEntry: OnEntry;
  readonly onLost: () => void;
}

/** Home and system directories are wanted by every repository. */
export class DirectoryWatches {
  private readonly watchDirectory: WatchDirectory;
  private readonly watched = new Map<string, Watched>();

  constructor(watchDirectory: WatchDirectory) {
    this.watchDirectory = watchDirectory;
  }

  get count(): number {
    return this.watched.size;
  }

  /** Throws what the system says when the directory can't be watched. */
  add({ directory, identity }: WatchedDirectory, listener: Listener): WatchHandle {
    const key = `${directory}\0${identity}`;
    const watched = this.watched.get(key) ?? this.begin(key, directory);
    watched.listeners.add(listener);
    return { close: () => this.leave(key, listener) };
  }

  private begin(key: string, directory: string): Watched {
    const listeners = new Set<Listener>();
    const onEntry = (name: string | null) => {
      for (const listener of listeners) listener.onEntry(name);
    };
    const onLost = () => {
      this.end(key, listeners);
      for (const listener of listeners) listener.onLost();
    };
    const watched = { handle: this.watchDirectory(directory, onEntry, onLost), listeners };
    this.watched.set(key, watched);
    return watched;
  }

  private leave(key: string, listener: Listener): void {
    const watched = this.watched.get(key);
    if (watched?.listeners.delete(listener) && watched.listeners.size === 0) this.end(key, watched.listeners);
  }

  private end(key: string, listeners: ReadonlySet<Listener>): void {
    const watched = this.watched.get(key);
    if (watched?.listeners !== listeners) return;
    this.watched.delete(key);
    watched.handle.close();
  }
}
