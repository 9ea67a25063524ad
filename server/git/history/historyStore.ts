/** The index of one repository's history on disk: opened when there is one, replaced when somebody writes a newer one. */
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Cancel, neverCancelled } from '../../base/cancel.ts';
import { inOneGo } from '../../base/nextTurn.ts';
import { markUsed, sweep, USED } from '../../cache/cacheDirectory.ts';
import { checkCacheFile, readCacheFile, writeCacheFile } from '../../cache/cacheFile.ts';
import { GitError } from '../errors.ts';
import { FileVanished, WindowCache } from '../odb/windows.ts';
import { HistoryIndex } from './historyIndex.ts';
import { HistoryLayer } from './layer.ts';
import type { LayerContent } from './layerFormat.ts';
import { layerBytes } from './layerWriter.ts';
import { mergeLayers } from './mergeLayers.ts';

export interface HistoryStoreOptions {
  /** Where the index is kept; nothing else is. */
  readonly directory: string;
  /** Told what was found corrupt and given up. */
  readonly warn: (message: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The layers of an index, the oldest first, and what it holds for. */
interface Manifest {
  readonly overrides: string;
  readonly layers: readonly string[];
}

const MANIFEST = 'layers.json';
const LAYER_NAME = /^[0-9a-f]{24}\.layer$/;
const MAX_MANIFEST_BYTES = 1 << 16;
const MAX_LAYERS = 64;
/** Another process may be about to refer to a file that is younger. */
const ORPHAN_AGE = 3_600_000;
const WINDOW_BYTES = 1 << 16;
const WINDOWS_BYTES = 8 << 20;
/** Somebody may replace the index while it is being opened, but not for ever. */
const MAX_TRIES = 3;

interface Opened {
  readonly stamp: string;
  readonly manifest: Manifest;
  readonly index: HistoryIndex;
}

/** Safe with several processes: files are never changed, only replaced, and what is open stays readable. */
export class HistoryStore {
  readonly #options: HistoryStoreOptions;
  readonly #windows = new WindowCache(WINDOWS_BYTES, WINDOW_BYTES);
  /** Open layers by name; what a name stands for never changes. */
  #layers = new Map<string, HistoryLayer>();
  #opened: Opened | null = null;
  /** Stamp of a manifest that could not be used; it is not tried again. */
  #rejected: string | null = null;

  constructor(options: HistoryStoreOptions) {
    this.#options = options;
  }

  /** The index as it is now; null when there is none for a repository with these overrides (see `ObjectReader`). */
  current(overrides: string, cancel: Cancel = neverCancelled): HistoryIndex | null {
    const stamp = this.#stamp();
    if (this.#opened === null || this.#opened.stamp !== stamp) this.#reopen(stamp, cancel);
    return this.#opened?.manifest.overrides === overrides ? this.#opened.index : null;
  }

  /**
   * Puts a layer on top of the index, if it is still for the same overrides; else begins a new one with it. Stopped after that, it leaves
   * layers as they are which the next one may be merged with.
   */
  add(content: LayerContent, overrides: string, cancel: Cancel = neverCancelled): void {
    const base = this.current(overrides, cancel) === null ? null : this.#opened;
    const layer = newName();
    writeCacheFile(join(this.#options.directory, layer), layerBytes(content, cancel), cancel);
    const layers = [...(base?.manifest.layers ?? []), layer];
    this.#write({ overrides, layers });
    while (this.#mergeNewest(overrides, cancel));
    this.#sweep();
  }

  /** Bytes in memory now. */
  get cachedBytes(): number {
    return this.#windows.bytes + (this.#opened?.index.cachedBytes ?? 0);
  }

  close(): void {
    this.#opened = null;
    this.#layers.clear();
    this.#windows.close();
  }

  /**
   * Two neighbours become one while the newer is at least half as long: so layers are few, and few are written again. False when there are
   * none such any more.
   */
  #mergeNewest(overrides: string, cancel: Cancel): boolean {
    const layers = this.current(overrides, cancel)?.layers ?? [];
    const lengthOf = (at: number) => layers[at]?.counts.commits ?? 0;
    // The newest, as a rule: others are left where a merge was stopped.
    const at = layers.findLastIndex((_, newer) => newer > 0 && lengthOf(newer) * 2 >= lengthOf(newer - 1));
    const [older, newer] = [layers[at - 1], layers[at]];
    if (older === undefined || newer === undefined || this.#opened === null) return false;
    const merged = newName();
    const content = mergeLayers(older, newer, cancel);
    writeCacheFile(join(this.#options.directory, merged), layerBytes(content, cancel), cancel);
    const names = this.#opened.manifest.layers;
    this.#write({ overrides, layers: [...names.slice(0, at - 1), merged, ...names.slice(at + 1)] });
    return true;
  }

  #write(manifest: Manifest): void {
    const { directory, now } = this.#options;
    writeCacheFile(join(directory, USED), []);
    writeCacheFile(join(directory, MANIFEST), [Buffer.from(JSON.stringify(manifest))]);
    markUsed(directory, new Date(now()));
  }

  #sweep(): void {
    const wanted = new Set([MANIFEST, ...(this.#opened?.manifest.layers ?? [])]);
    const { directory, now } = this.#options;
    inOneGo(sweep(directory, (name) => wanted.has(name), new Date(now() - ORPHAN_AGE)));
  }

  /** Differs whenever the manifest was replaced; null when there is none, or none that can be looked at. */
  #stamp(): string | null {
    try {
      const stat = statSync(join(this.#options.directory, MANIFEST), { bigint: true });
      return `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
    } catch {
      return null;
    }
  }

  #reopen(stamp: string | null, cancel: Cancel): void {
    this.#opened = null;
    let now = stamp;
    for (let tries = 0; now !== null && now !== this.#rejected && tries < MAX_TRIES; tries++) {
      const manifest = readManifest(join(this.#options.directory, MANIFEST));
      const index =
        manifest === null ? 'its list of layers is unreadable' : this.#openLayers(manifest, cancel);
      if (manifest !== null && typeof index !== 'string') {
        this.#opened = { stamp: now, manifest, index };
        markUsed(this.#options.directory, new Date(this.#options.now()));
        return;
      }
      const again = this.#stamp();
      if (again === now) this.#reject(now, typeof index === 'string' ? index : 'it is unreadable');
      now = again;
    }
  }

  #reject(stamp: string | null, reason: string): void {
    this.#rejected = stamp;
    this.#options.warn(`the index of history in ${this.#options.directory} is left out: ${reason}`);
  }

  /** What is wrong, in words, when it can't be opened. */
  #openLayers({ layers }: Manifest, cancel: Cancel): HistoryIndex | string {
    try {
      const opened = new Map<string, HistoryLayer>();
      for (const name of layers) {
        const layer = this.#layers.get(name) ?? this.#openLayer(name, cancel);
        // Given up after that, it is there for the next time.
        this.#layers.set(name, layer);
        opened.set(name, layer);
      }
      for (const [name, layer] of this.#layers) if (!opened.has(name)) layer.close();
      this.#layers = opened;
      return new HistoryIndex([...opened.values()], (error) => this.#giveUp(error));
    } catch (error) {
      if (error instanceof GitError || error instanceof FileVanished) return error.message;
      throw error;
    }
  }

  #openLayer(name: string, cancel: Cancel): HistoryLayer {
    const path = join(this.#options.directory, name);
    const size = checkCacheFile(path, cancel);
    if (size === null) throw new GitError('corruptObject', `${name} is missing or damaged`);
    return new HistoryLayer(this.#windows.open(path), size);
  }

  #giveUp(error: Error): void {
    this.#reject(this.#opened?.stamp ?? null, error.message);
    this.close();
  }
}

function newName(): string {
  return `${randomBytes(12).toString('hex')}.layer`;
}

/** Null when there is none or it is not one of ours. */
function readManifest(path: string): Manifest | null {
  const bytes = readCacheFile(path, MAX_MANIFEST_BYTES);
  if (bytes === null) return null;
  try {
    const { overrides, layers } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    if (typeof overrides !== 'string' || !Array.isArray(layers) || layers.length > MAX_LAYERS) return null;
    if (!layers.every((name): name is string => typeof name === 'string' && LAYER_NAME.test(name)))
      return null;
    return { overrides, layers };
  } catch {
    return null;
  }
}
