/** Divides the memory that the server may take among what holds some: one sum for all threads. */
import type { Settings } from '../settings/settings.ts';

/** What one engine thread may hold, in bytes where nothing else is said. */
export interface ThreadRoom {
  /** Of one repository's objects. */
  readonly objects: number;
  /** What comparing files has shown. */
  readonly hunks: number;
  /** Lines of texts that are laid over committed files. */
  readonly texts: number;
  /** Most memory of its heap, and of that for what has just been made; in megabytes. */
  readonly heap: { readonly old: number; readonly young: number };
}

export interface MemoryPlan {
  /** For finished blames in the main thread. */
  readonly finished: number;
  /** For each of the threads that are at work. */
  readonly thread: ThreadRoom;
  /** For each of those that are started to put others aside. */
  readonly spare: ThreadRoom;
  /** Of one repository's objects, for whichever thread makes a new index of history, until it is made. */
  readonly indexing: number;
  /** For what is made of large tables, where each object is one row: all threads share it. */
  readonly tables: number;
}

type Wanted = Pick<
  Settings,
  'memoryMegabytes' | 'cacheMegabytes' | 'objectCacheMegabytes' | 'hunkCacheMegabytes'
>;

const MEGABYTE = 1024 * 1024;
/** The program, the main thread with the texts that are open, and a thread for messages and one for symbols now and then. */
const MAIN = 120;
/** An engine thread without anything it could do without. */
const THREAD = 30;
/** Spare threads that are there most of the time there is much to do, and what they hold of what others hold. */
const SPARES = 1;
const SPARE_SHARE = 1 / 3;
/** Of everything, for finished blames. */
const FINISHED_SHARE = 1 / 12;
/** Of what a thread holds, for hunks and for objects; the rest is for texts. */
const HUNK_SHARE = 1 / 24;
const OBJECT_SHARE = 3 / 4;
/** More makes nothing faster. */
const MOST_OBJECTS = 30;
const MOST_TEXTS = 16;
const MOST_HUNKS = 4;
/** With less nothing works well, whatever the sum comes to. */
const LEAST_OBJECTS = 8;
const LEAST_TEXTS = 3;
const LEAST_HUNKS = 1;
/**
 * Of everything, and at least, for tables. Ten bytes a row: with too little, threads read at random places, ten times as long. It comes on
 * top in repositories so large, and is not taken in others.
 */
const TABLE_SHARE = 1 / 4;
const LEAST_TABLES = 64;
/**
 * Limits of heaps, in megabytes. The smaller the limit, the sooner V8 looks for garbage: with one of 2 GB and more it waits for four
 * times what is in use, with these for 1.8 and 1.5 times that. What has just been made takes a third of its limit, rounded up to a
 * power of two, and that twice: with 6 it is 4 MB, with 16 it was 16. The engine makes little that lasts for a while and then goes, so collecting
 * it more often takes no longer; with 2 MB and less it does, some hundredths.
 */
export const usualHeap = { old: 1536, young: 6 } as const;
const heapOfMany = { old: 768, young: 6 };
const FEW = 2;

/** What is set for a part by itself is taken from nobody. */
export function planMemory(wanted: Wanted, threads: number): MemoryPlan {
  const all = wanted.memoryMegabytes;
  const finished = wanted.cacheMegabytes ?? Math.floor(all * FINISHED_SHARE);
  const left = all - MAIN - finished - THREAD * (threads + SPARES);
  const each = left / (threads + SPARES * SPARE_SHARE);
  const heap = threads > FEW ? heapOfMany : usualHeap;
  const objects = wanted.objectCacheMegabytes ?? within(each * OBJECT_SHARE, LEAST_OBJECTS, MOST_OBJECTS);
  const texts = within(each * (1 - OBJECT_SHARE - HUNK_SHARE), LEAST_TEXTS, MOST_TEXTS);
  const hunks = wanted.hunkCacheMegabytes ?? within(each * HUNK_SHARE, LEAST_HUNKS, MOST_HUNKS);
  const thread = { objects, texts, hunks };
  return {
    finished: finished * MEGABYTE,
    thread: room(thread, 1, heap),
    spare: room(thread, SPARE_SHARE, heapOfMany),
    indexing: (wanted.objectCacheMegabytes ?? MOST_OBJECTS) * MEGABYTE,
    tables: Math.floor(Math.max(all * TABLE_SHARE, LEAST_TABLES)) * MEGABYTE,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** What a thread gets that takes this share of the megabytes named. */
function room(
  { objects, texts, hunks }: Omit<ThreadRoom, 'heap'>,
  share: number,
  heap: ThreadRoom['heap'],
): ThreadRoom {
  const bytes = (megabytes: number) => Math.floor(megabytes * share * MEGABYTE);
  return { objects: bytes(objects), texts: bytes(texts), hunks: bytes(hunks), heap };
}
