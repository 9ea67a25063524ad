/** Finished blames, bounded in bytes. Keys name immutable things, so nothing here ever goes stale. */
import { LRUCache } from 'lru-cache';
import { bytesOf, type FileBlame } from './fileBlame.ts';

export class ResultCache {
  private readonly blames: LRUCache<string, FileBlame>;

  constructor(maxBytes: number) {
    this.blames = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  get(key: string): FileBlame | null {
    return this.blames.get(key) ?? null;
  }

  set(key: string, blame: FileBlame): void {
    this.blames.set(key, blame);
  }

  get bytes(): number {
    return this.blames.calculatedSize;
  }
}
