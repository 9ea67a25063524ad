/** The packs of one object directory: listing them, following changes on disk, finding an id in them. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from '../errors.ts';
import { listNames } from '../filesSync.ts';
import type { Oid } from '../oid.ts';
import { type MultiPackIndex, openMultiPackIndexes } from './multiPackIndex.ts';
import { Pack } from './pack.ts';
import type { PackIndex } from './packIndex.ts';
import { FileVanished, type WindowCache } from './windows.ts';

/** Where an object was found; filled in by `locate` so that no search allocates. */
export interface Place {
  pack: Pack | null;
  offset: number;
}

export class PackDirectory {
  readonly #dir: string;
  readonly #windows: WindowCache;
  readonly #idBytes: number;
  readonly #warnings: string[];
  #signature = '';
  #byName = new Map<string, Pack>();
  #multi: MultiPackIndex[] = [];
  /** Packs that no multi-pack-index covers, the one hit last in front. */
  #single: Pack[] = [];

  constructor(objectsDir: string, shared: { windows: WindowCache; idBytes: number; warnings: string[] }) {
    this.#dir = join(objectsDir, 'pack');
    this.#windows = shared.windows;
    this.#idBytes = shared.idBytes;
    this.#warnings = shared.warnings;
    this.rescan();
  }

  /** Lists the directory again; false when nothing changed. Packs that are still there stay open. */
  rescan(): boolean {
    const names = listNames(this.#dir).filter((name) => /^[\w.-]+\.(pack|idx)$/.test(name));
    const vanished = [...this.#byName.values()].some((pack) => pack.gone);
    const signature = `${names.join('/')} ${stamp(join(this.#dir, 'multi-pack-index'))} ${stamp(
      join(this.#dir, 'multi-pack-index.d', 'multi-pack-index-chain'),
    )}`;
    if (signature === this.#signature && !vanished) return false;
    this.#signature = signature;
    this.#reopen(names);
    return true;
  }

  /** Fills in `place` and returns true when an index names the id. */
  locate(id: Uint8Array, place: Place): boolean {
    for (const multi of this.#multi) {
      const position = multi.ids.find(id);
      if (position < 0) continue;
      const pack = this.#byName.get(multi.packNames[multi.packNumber(position)] ?? '');
      if (pack === undefined || pack.gone) continue;
      place.pack = pack;
      place.offset = multi.offset(position);
      return true;
    }
    return this.#locateSingle(id, place);
  }

  /** Every pack whose own index names the id, whatever a multi-pack-index says. */
  locateAll(id: Uint8Array): { readonly pack: Pack; readonly offset: number }[] {
    const places: { pack: Pack; offset: number }[] = [];
    for (const pack of this.#byName.values()) {
      const index = this.#index(pack);
      const position = index === null ? -1 : index.ids.find(id);
      if (index !== null && position >= 0) places.push({ pack, offset: index.offset(position) });
    }
    return places;
  }

  /** Objects the indexes name; duplicates between packs count twice. */
  objectCount(): number {
    let count = 0;
    for (const table of this.#tables()) count += table.count;
    return count;
  }

  collect(prefix: string, limit: number, found: Set<Oid>): void {
    for (const table of this.#tables()) table.collect(prefix, limit, found);
  }

  close(): void {
    for (const pack of this.#byName.values()) pack.close();
    for (const multi of this.#multi) multi.file.close();
  }

  #locateSingle(id: Uint8Array, place: Place): boolean {
    const packs = this.#single;
    for (let i = 0; i < packs.length; i++) {
      const pack = packs[i]!;
      const index = this.#index(pack);
      if (index === null) continue;
      const position = index.ids.find(id);
      if (position < 0) continue;
      if (i > 0) {
        packs.copyWithin(1, 0, i);
        packs[0] = pack;
      }
      place.pack = pack;
      place.offset = index.offset(position);
      return true;
    }
    return false;
  }

  *#tables(): Generator<PackIndex['ids']> {
    for (const multi of this.#multi) yield multi.ids;
    for (const pack of this.#single) {
      const index = this.#index(pack);
      if (index !== null) yield index.ids;
    }
  }

  /** Null, with a warning the first time, when the pack's index is unusable. */
  #index(pack: Pack): PackIndex | null {
    if (pack.gone || pack.broken) return null;
    try {
      return pack.index();
    } catch (error) {
      if (error instanceof FileVanished) pack.gone = true;
      else if (error instanceof GitError) pack.broken = true;
      else throw error;
      this.#warnings.push(`pack left out: ${error.message}`);
      return null;
    }
  }

  #reopen(names: readonly string[]): void {
    for (const multi of this.#multi) multi.file.close();
    this.#multi = this.#openMulti();
    const before = this.#byName;
    this.#byName = new Map();
    const present = new Set(names);
    for (const name of names) {
      if (!name.endsWith('.pack')) continue;
      const base = name.slice(0, -'.pack'.length);
      const known = before.get(base);
      const pack =
        known === undefined || known.gone
          ? new Pack(this.#windows, join(this.#dir, base), this.#idBytes)
          : known;
      this.#byName.set(base, pack);
    }
    for (const [base, pack] of before) if (this.#byName.get(base) !== pack) pack.close();
    const covered = new Set(this.#multi.flatMap((multi) => multi.packNames));
    const single = [...this.#byName].filter(([base]) => !covered.has(base) && present.has(`${base}.idx`));
    this.#single = single.map(([, pack]) => pack);
  }

  #openMulti(): MultiPackIndex[] {
    if (
      !existsSync(join(this.#dir, 'multi-pack-index')) &&
      !existsSync(join(this.#dir, 'multi-pack-index.d'))
    ) {
      return [];
    }
    try {
      return openMultiPackIndexes(this.#windows, this.#dir, this.#idBytes);
    } catch (error) {
      if (error instanceof GitError) this.#warnings.push(`multi-pack-index left out: ${error.message}`);
      else if (!(error instanceof FileVanished)) throw error;
      return [];
    }
  }
}

function stamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '-' : `${stat.mtimeMs}:${stat.size}:${stat.ino}`;
}
