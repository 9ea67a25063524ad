/** Collects output into large writes: a blame prints hundreds of thousands of short strings. */

const FLUSH_AT = 1 << 16;

export interface Output {
  /** Takes bytes as latin1. */
  readonly write: (latin1: string) => void;
  readonly flush: () => void;
}

export function bufferedOutput(sink: (chunk: Uint8Array) => void): Output {
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    if (size === 0) return;
    const chunk = Buffer.from(pending.join(''), 'latin1');
    pending = [];
    size = 0;
    sink(chunk);
  };
  const write = (latin1: string) => {
    pending.push(latin1);
    size += latin1.length;
    if (size >= FLUSH_AT) flush();
  };
  return { write, flush };
}
