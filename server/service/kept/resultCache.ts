/** Finished results, bounded in bytes. Keys name immutable things, so nothing here ever goes stale; they are kept as their hashes. */
import { LRUCache } from 'lru-cache';
import { shortKey } from '../keys.ts';

export class ResultCache<Value extends object> {
  private readonly values: LRUCache<string, Value>;

  /** `bytesOf` says what a value takes in memory, near enough. */
  constructor(maxBytes: number, bytesOf: (value: Value) => number) {
    this.values = new LRUCache({ maxSize: maxBytes, sizeCalculation: (value) => bytesOf(value) });
  }

  get(key: string): Value | null {
    return this.values.get(shortKey(key)) ?? null;
  }

  /** The same by the name of a key, which is `shortKey` of it. */
  named(name: string): Value | null {
    return this.values.get(name) ?? null;
  }

  set(key: string, value: Value): void {
    this.values.set(shortKey(key), value);
  }

  get bytes(): number {
    return this.values.calculatedSize;
  }
}
