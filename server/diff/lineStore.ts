/** What a table of lines is made on: distinct lines by number, kept in plain arrays or in the memory of kernels. */
import type { Cancel } from '../base/cancel.ts';
import type { Hunks } from './hunks.ts';
import type { LineList } from './lineList.ts';
import type { Lines } from './lines.ts';

/** A delta whose instructions have been checked. */
export interface DeltaOfLines {
  /** The instructions: bytes [start, end) of a buffer. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Size of what they make. */
  readonly resultSize: number;
  /** Reports them one by one: copies of the base, or new bytes [start, end) of a buffer that is good during the call. */
  readonly run: (sink: DeltaSteps) => void;
}

interface DeltaSteps {
  readonly copy: (offset: number, size: number) => void;
  readonly add: (bytes: Uint8Array, start: number, end: number) => void;
}

/** Memory for so many numbers, whatever they are before. */
export type Room = (numbers: number) => Int32Array;

/** Ids of the lines of two versions, their common end cut off. */
export interface VersionPair {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** How Myers' comparison is made. */
export interface MyersOptions {
  readonly minimal: boolean;
  readonly indentHeuristic: boolean;
  /** Lines are equal when they differ only in space bytes. */
  readonly ignoreWhitespace: boolean;
  readonly cancel: Cancel;
}

/** Lines count up from 0 in the order in which they were met first. */
export interface LineStore {
  readonly count: number;
  /** Bytes held. */
  readonly byteSize: number;
  /** Length of a line in bytes, its newline included. */
  lengthOf(id: number): number;
  /** The bytes of a line; valid until the next line is interned. */
  bytesOf(id: number): Uint8Array;
  /** Width of the indentation as git's indent heuristic measures it: at most 200, -1 for a blank line. */
  indentOf(id: number): number;
  /** Number of ASCII letters and digits in a line. */
  alnumOf(id: number): number;
  /** Appends the lines of bytes [start, end) of a text to the list, the last one whether it ends there or not. */
  addText(text: Uint8Array, span: { readonly start: number; readonly end: number }, list: LineList): void;
  /** The version that the delta makes of another one, its numbers in what `room` gives for them. */
  version(base: Lines, delta: DeltaOfLines, room: Room): Lines;
  /** Ids that are equal when the lines are equal apart from space bytes; null where the store can't tell. */
  withoutSpace(ids: Int32Array): Int32Array | null;
  /** The hunks between two versions by Myers' comparison; null where the store can't compare. */
  compare(pair: VersionPair, options: MyersOptions): Hunks | null;
  /** To be called when none of it is used any more. */
  release(): void;
}

/** Bytes that are looked at one by one between two polls. */
export const POLL_BYTES: number = 1 << 16;
