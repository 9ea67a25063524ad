/** Looks at a process from outside, again and again: threads, children, memory, processor time. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

interface ProcessPeaks {
  /** Most threads beyond those it had when the watch began. */
  threads: number;
  children: number;
  /** Bytes, the process alone. */
  rss: number;
}

export interface ProcessWatch {
  readonly peaks: ProcessPeaks;
  stop(): void;
}

const EVERY = 10;
/** Of `/proc/<id>/stat`: Linux counts in hundredths of a second on every architecture that Node runs on. */
const TICKS = 100;
const PAGE = 4096;

/** All figures stay 0 where there is no `/proc`. */
export function watchProcess(processId: number): ProcessWatch {
  const atFirst = threadsOf(processId).length;
  const peaks: ProcessPeaks = { threads: 0, children: 0, rss: 0 };
  const look = () => {
    const threads = threadsOf(processId);
    peaks.threads = Math.max(peaks.threads, threads.length - atFirst);
    peaks.children = Math.max(peaks.children, childrenOf(processId, threads).length);
    peaks.rss = Math.max(peaks.rss, rssOf(processId));
  };
  const timer = setInterval(look, EVERY);
  timer.unref();
  return { peaks, stop: () => clearInterval(timer) };
}

/** Seconds of processor time of a process and of its children that have ended. */
export function processorSeconds(processId: number): number {
  const fields = read(`/proc/${processId}/stat`)
    .replace(/^.*\) /, '')
    .split(' ');
  const ticks = [11, 12, 13, 14].map((place) => Number(fields[place] ?? 0));
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS;
}

/** The most memory that a process has had at any time, in bytes; 0 where there is no `/proc`. */
export function peakMemory(processId: number): number {
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${processId}/status`))?.[1] ?? 0) * 1024;
}

/** Milliseconds for which threads of a process that live now were ready to run and had no processor, added up; 0 where nobody counts. */
export function processorWait(processId: number): number {
  const waits = threadsOf(processId).map((thread) =>
    Number(read(`/proc/${processId}/task/${thread}/schedstat`).split(' ')[1] ?? 0),
  );
  return waits.reduce((sum, each) => sum + each, 0) / 1e6;
}

/** Milliseconds of processor time of a process's main thread; 0 where nobody counts. */
export function mainThreadTime(processId: number): number {
  return Number(read(`/proc/${processId}/task/${processId}/schedstat`).split(' ')[0] ?? 0) / 1e6;
}

function threadsOf(processId: number): string[] {
  try {
    return readdirSync(`/proc/${processId}/task`);
  } catch {
    return [];
  }
}

function childrenOf(processId: number, threads: readonly string[]): string[] {
  return threads.flatMap((thread) =>
    read(`/proc/${processId}/task/${thread}/children`)
      .split(' ')
      .filter((word) => word !== ''),
  );
}

function rssOf(processId: number): number {
  return Number(read(`/proc/${processId}/statm`).split(' ')[1] ?? 0) * PAGE;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // The process or the thread has just gone.
    return '';
  }
}
