/** Finished results, bounded in bytes. Keys name immutable things, so nothing here ever goes stale. */
import { LRUCache } from 'lru-cache';

export class ResultCache<Value extends object> {
  private readonly values: LRUCache<string, Value>;

  /** `bytesOf` says what a value takes in memory, near enough. */
  constructor(maxBytes: number, bytesOf: (value: Value) => number) {
    this.values = new LRUCache({ maxSize: maxBytes, sizeCalculation: (value) => bytesOf(value) });
  }

  get(key: string): Value | null {
    return this.values.get(key) ?? null;
  }

  set(key: string, value: Value): void {
    this.values.set(key, value);
  }

  get bytes(): number {
    return this.values.calculatedSize;
  }
}
