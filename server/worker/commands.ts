/** Commands that an engine thread waits for: the main thread runs them, so that they end with their question and with the process. */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { assert } from '../base/assert.ts';
import type { Cancel } from '../base/cancel.ts';
import { GitError } from '../git/errors.ts';
import type { Command, CommandEnding } from '../textconv/textconv.ts';
import { startChild } from './childProcess.ts';

interface CommandRequest extends Command {
  readonly id: number;
  /** Becomes 1 when the answer is there. */
  readonly done: Int32Array<SharedArrayBuffer>;
}

interface CommandAnswer {
  readonly id: number;
  readonly ending: CommandEnding;
  readonly late: boolean;
}

/** How often, in milliseconds, a thread that waits looks whether anybody still wants the answer. */
const POLL = 10;
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** The thread's end: runs a command and waits. Throws `Cancelled`, and GitError 'timeout' for a command that took too long. */
export function commandRunner(port: MessagePort): (command: Command, cancel: Cancel) => CommandEnding {
  let last = 0;
  return (command, cancel) => {
    const id = ++last;
    const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    port.postMessage({ ...command, id, done } satisfies CommandRequest);
    try {
      while (Atomics.wait(done, 0, 0, POLL) === 'timed-out') cancel.check();
    } catch (error) {
      port.postMessage(id);
      throw error;
    }
    const { ending, late } = answerTo(id, port);
    if (!late) return ending;
    throw new GitError('timeout', `textconv command took too long: ${command.words.join(' ')}`);
  };
}

/** Answers to questions that were given up may lie before it. */
function answerTo(id: number, port: MessagePort): CommandAnswer {
  for (;;) {
    const received = receiveMessageOnPort(port) as { readonly message: CommandAnswer } | undefined;
    assert(received !== undefined, 'a command ended without an answer');
    if (received.message.id === id) return received.message;
  }
}

/** The main thread's end; `milliseconds` is how long a command may take. What runs ends with the port. */
export function serveCommands(port: MessagePort, milliseconds: number): void {
  const running = new Map<number, () => void>();
  port.on('message', (message: CommandRequest | number) => {
    if (typeof message === 'number') return running.get(message)?.();
    const { id, done } = message;
    const answer = (ending: CommandEnding, late: boolean) => {
      running.delete(id);
      port.postMessage({ id, ending, late } satisfies CommandAnswer);
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
    };
    running.set(id, startCommand(message, { milliseconds, answer }));
  });
  port.on('close', () => {
    for (const kill of running.values()) kill();
  });
  port.unref();
}

interface Conditions {
  readonly milliseconds: number;
  /** Called once. */
  readonly answer: (ending: CommandEnding, late: boolean) => void;
}

/** Returns what ends it with all that it has started. */
function startCommand(
  { words, cwd, environment }: Command,
  { milliseconds, answer }: Conditions,
): () => void {
  const [command = '', ...args] = words;
  const child = startChild({ command, args, cwd, environment });
  const output: Buffer[] = [];
  let size = 0;
  let late = false;
  let ended = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill();
  }, milliseconds);
  const end = (status: number | null, error: Error | null) => {
    clearTimeout(timer);
    if (!ended) answer({ status, stdout: Buffer.concat(output), error }, late);
    ended = true;
  };
  const { stdin, stdout, stderr } = child.process;
  stdin.end();
  stderr.resume();
  stdout.on('data', (bytes: Buffer) => {
    size += bytes.length;
    if (size > MAX_TEXT_BYTES) child.kill();
    else output.push(bytes);
  });
  child.process.once('close', (status) => end(status, null));
  child.process.once('error', (error) => end(null, error));
  return () => child.kill();
}
