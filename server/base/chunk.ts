/** A stretch of some thousand characters of a text: what is counted in it, and where its bytes lie for other threads. */
import { createHash } from 'node:crypto';
import type { Place, TextMemory } from './textMemory.ts';

/** What is known of a chunk without looking at it again. */
export interface ChunkFacts {
  /** In UTF-16 units. */
  readonly length: number;
  /** Ends of lines as LSP has them: `\n`, `\r\n` and `\r`. */
  readonly breaks: number;
  /** Ends of lines as git has them: `\n`. */
  readonly feeds: number;
  /** Whether git could change it on the way into a repository: it has a carriage return or may have an expanded `$Id:`. */
  readonly convertible: boolean;
}

/** A chunk that another thread has made; see `PreparedText`. */
export interface PreparedChunk extends ChunkFacts {
  readonly place: Place;
  readonly digest: string;
}

/** No chunk ends within `\r\n` or within a character; most end with `\n`. Immutable but for what is found out late. */
export class Chunk implements ChunkFacts {
  readonly length: number;
  readonly breaks: number;
  readonly feeds: number;
  readonly convertible: boolean;
  private known: string | null;
  private hash: string | null = null;
  private bytes: Place | null = null;

  constructor(text: string | PreparedChunk, exact: string | null = null) {
    const { length, breaks, feeds, convertible } = typeof text === 'string' ? factsOf(text) : text;
    this.length = length;
    this.breaks = breaks;
    this.feeds = feeds;
    this.convertible = convertible;
    this.known = typeof text === 'string' ? text : exact;
    if (typeof text === 'string') return;
    this.hash = text.digest;
    this.bytes = text.place;
  }

  get text(): string {
    if (this.known === null) {
      const { memory, block, offset, size } = this.bytes as Place;
      this.known = memory.read(block).toString('utf8', offset, offset + size);
    }
    return this.known;
  }

  /** A hash of its bytes. */
  get digest(): string {
    this.hash ??= digestOf(this.text);
    return this.hash;
  }

  /** Where its bytes are in a memory; null while they are not there. */
  placeIn(memory: TextMemory): Place | null {
    return this.bytes?.memory === memory ? this.bytes : null;
  }

  /** Whether the hash is known. */
  get isHashed(): boolean {
    return this.hash !== null;
  }

  /** Has its bytes put into a memory; where they are then. */
  moveTo(memory: TextMemory): Place {
    this.bytes = memory.write(this.text);
    return this.bytes;
  }
}

/** The hash of a chunk's bytes, in any form that is equal for equal bytes alone. */
export function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export function factsOf(text: string): ChunkFacts {
  // Hardly any text has one, and without them there is only one thing to look for: this runs cold, when a file is opened.
  const { feeds, breaks, returns } = text.includes('\r') ? lineEndsOf(text) : feedsOf(text);
  // What a chunk ends with may be the start of an id.
  const convertible = returns > 0 || text.includes('$Id:') || /\$(?:Id?)?$/.test(text.slice(-3));
  return { length: text.length, breaks: breaks + feeds, feeds, convertible };
}

/** How many line feeds there are, carriage returns, and those of them that end a line by themselves. */
interface LineEnds {
  readonly feeds: number;
  readonly returns: number;
  readonly breaks: number;
}

function feedsOf(text: string): LineEnds {
  let feeds = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) feeds++;
  return { feeds, returns: 0, breaks: 0 };
}

function lineEndsOf(text: string): LineEnds {
  let feeds = 0;
  let breaks = 0;
  let returns = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > CARRIAGE_RETURN) continue;
    if (code === LINE_FEED) feeds++;
    else if (code === CARRIAGE_RETURN) {
      returns++;
      if (text.charCodeAt(at + 1) !== LINE_FEED) breaks++;
    }
  }
  return { feeds, returns, breaks };
}

/** Chunks are about that long, in UTF-16 units. */
const LENGTH = 1 << 13;
/** How far back a line's end is looked for. */
const REACH = 1 << 10;

/** Where a text is cut: the ends of its chunks, in order. */
export function* cutsOf(text: string): Generator<number> {
  let start = 0;
  while (text.length - start > LENGTH + REACH) {
    start = cutBefore(text, start + LENGTH);
    yield start;
  }
  if (start < text.length) yield text.length;
}

function cutBefore(text: string, target: number): number {
  for (let at = target; at > target - REACH; at--) if (text.charCodeAt(at - 1) === LINE_FEED) return at;
  return belongTogether(text.charCodeAt(target - 1), text.charCodeAt(target)) ? target + 1 : target;
}

/** Whether there is no cut between two units: `\r\n`, halves of a character. */
export function belongTogether(before: number, after: number): boolean {
  if (before === CARRIAGE_RETURN) return after === LINE_FEED;
  return (before & 0xfc00) === 0xd800 && (after & 0xfc00) === 0xdc00;
}
