/** Goes through the lines of a long text with polls in between. */
import { type Cancel, Pace } from './cancel.ts';

const LINE_FEED = 0x0a;
/** Bytes of lines between two polls: what is done with a line takes up to a tenth of a microsecond for each. */
const POLL_BYTES = 1 << 15;

/**
 * Visits the lines, bytes as latin1 and without their line feeds, in the order of the text. What follows the last line feed is one
 * too, if it is empty. None of it is decoded before its turn.
 */
export function eachLine(text: Uint8Array | string, cancel: Cancel, visit: (line: string) => void): void {
  const pace = new Pace(cancel, POLL_BYTES);
  const { endAfter, slice } = typeof text === 'string' ? inString(text) : inBytes(text);
  for (let at = 0; at <= text.length; ) {
    const end = endAfter(at);
    const stop = end < 0 ? text.length : end;
    visit(slice(at, stop));
    pace.did(stop + 1 - at);
    at = stop + 1;
  }
}

interface Lines {
  /** Where the next line feed is; negative for none. */
  readonly endAfter: (at: number) => number;
  readonly slice: (start: number, end: number) => string;
}

function inString(text: string): Lines {
  return { endAfter: (at) => text.indexOf('\n', at), slice: (start, end) => text.slice(start, end) };
}

function inBytes({ buffer, byteOffset, length }: Uint8Array): Lines {
  const bytes = Buffer.from(buffer, byteOffset, length);
  return {
    endAfter: (at) => bytes.indexOf(LINE_FEED, at),
    slice: (start, end) => bytes.toString('latin1', start, end),
  };
}
