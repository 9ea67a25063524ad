/**
 * Says whether an expression matches somewhere in a line, in time that grows with the line alone: the lines come from
 * repositories, so nothing may backtrack. An automaton whose states are made when they are first reached.
 */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { type Assertion, isWordByte, PatternFault, type PatternTree } from './posixSyntax.ts';

/** The line is bytes as latin1; a long one is looked at with polls in between. */
export type LineMatcher = (line: string, cancel?: Cancel) => boolean;

/** Throws `PatternFault` for an expression that is too large. */
export function lineMatcher(tree: PatternTree): LineMatcher {
  const program: Node[] = [];
  const start = compile(program, tree, append(program, { kind: 'match' }));
  let automaton = new Automaton(program, start);
  return (line, cancel = neverCancelled) => {
    if (automaton.size > MAX_STATES) automaton = new Automaton(program, start);
    for (let from = 0, state = 0; from <= line.length; from += POLL_BYTES) {
      if (from > 0) cancel.check();
      state = automaton.follow(line, { state, from, end: Math.min(line.length + 1, from + POLL_BYTES) });
      if (state === ACCEPT) return true;
    }
    return false;
  };
}

/** Nodes of one program: more than the longest built-in expression needs, by far. */
const MAX_NODES = 20_000;
/** Bytes of a line between two polls. */
const POLL_BYTES = 1 << 17;
/** States kept between lines. */
const MAX_STATES = 2000;

/** `next` counts in the program. */
type Node =
  | { readonly kind: 'match' }
  | { readonly kind: 'byte'; readonly members: Uint8Array; readonly next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: 'split'; readonly next: number[] };

function append(program: Node[], node: Node): number {
  if (program.length >= MAX_NODES) throw new PatternFault('Regular expression too big');
  return program.push(node) - 1;
}

/** Puts the tree in front of `next`; returns where it begins. */
function compile(program: Node[], tree: PatternTree, next: number): number {
  switch (tree.kind) {
    case 'bytes':
      return append(program, { kind: 'byte', members: tree.members, next });
    case 'assertion':
      return append(program, { kind: 'assertion', assertion: tree.assertion, next });
    case 'sequence':
      return tree.parts.reduceRight((after, part) => compile(program, part, after), next);
    case 'choice':
      return append(program, {
        kind: 'split',
        next: tree.parts.map((part) => compile(program, part, next)),
      });
    case 'repeat':
      return compileRepeat(program, tree, next);
  }
}

function compileRepeat(
  program: Node[],
  { part, least, most }: Extract<PatternTree, { kind: 'repeat' }>,
  next: number,
): number {
  let start = next;
  if (most === Number.POSITIVE_INFINITY) {
    const ways = [next];
    start = append(program, { kind: 'split', next: ways });
    ways.push(compile(program, part, start));
  }
  for (let count = least; count < most && most !== Number.POSITIVE_INFINITY; count++)
    start = append(program, { kind: 'split', next: [next, compile(program, part, start)] });
  for (let count = 0; count < least; count++) start = compile(program, part, start);
  return start;
}

/** What stands before a place in the line. */
type Before = 'nothing' | 'word' | 'other';

/** The end of the line, as if it were a byte. */
const END = 256;
const UNKNOWN = -1;
const ACCEPT = -2;

interface State {
  /** Program nodes reached, before those that cost nothing are followed: which of them hold is up to the next byte. */
  readonly kernel: readonly number[];
  readonly before: Before;
  /** By next byte: a state, `ACCEPT`, or `UNKNOWN`. After the end nothing is left but to accept or not. */
  readonly next: Int32Array;
}

/** No state: the end was reached and nothing matched. */
const REFUSE = -3;

class Automaton {
  readonly #program: readonly Node[];
  readonly #start: number;
  readonly #states: State[] = [];
  readonly #known = new Map<string, number>();

  constructor(program: readonly Node[], start: number) {
    this.#program = program;
    this.#start = start;
    this.#stateOf([start], 'nothing');
  }

  get size(): number {
    return this.#states.length;
  }

  /** From a state on along a part of the line, of which the end is one: the state after it, or `ACCEPT`. */
  follow(
    line: string,
    part: { readonly state: number; readonly from: number; readonly end: number },
  ): number {
    let { state } = part;
    for (let at = part.from; at < part.end; at++) {
      const byte = at < line.length ? line.charCodeAt(at) & 0xff : END;
      const { next } = this.#states[state] as State;
      let target = next[byte] as number;
      if (target === UNKNOWN) {
        target = this.#step(state, byte);
        next[byte] = target;
      }
      if (target === ACCEPT) return ACCEPT;
      state = target;
    }
    return state;
  }

  #stateOf(kernel: readonly number[], before: Before): number {
    const key = `${before}:${kernel.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const added = this.#states.push({ kernel, before, next: new Int32Array(END + 1).fill(UNKNOWN) }) - 1;
    this.#known.set(key, added);
    return added;
  }

  /** A match may begin at every byte, so the start joins every kernel. */
  #step(state: number, byte: number): number {
    const { kernel, before } = this.#states[state] as State;
    const reached = new Set<number>();
    const seen = new Set<number>();
    const pending = [...kernel];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const node = this.#program[at] as Node;
      if (node.kind === 'match') return ACCEPT;
      if (node.kind === 'split') pending.push(...node.next);
      else if (node.kind === 'byte') {
        if (byte !== END && node.members[byte] === 1) reached.add(node.next);
      } else if (holds(node.assertion, before, byte)) pending.push(node.next);
    }
    if (byte === END) return REFUSE;
    reached.add(this.#start);
    return this.#stateOf(
      [...reached].sort((a, b) => a - b),
      isWordByte(byte) ? 'word' : 'other',
    );
  }
}

function holds(assertion: Assertion, before: Before, byte: number): boolean {
  const inWord = before === 'word';
  const wordFollows = byte !== END && isWordByte(byte);
  switch (assertion) {
    case 'start':
      return before === 'nothing';
    case 'end':
      return byte === END;
    case 'wordStart':
      return !inWord && wordFollows;
    case 'wordEnd':
      return inWord && !wordFollows;
    case 'boundary':
      return inWord !== wordFollows;
    case 'inside':
      return inWord === wordFollows;
  }
}
