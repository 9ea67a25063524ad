/** Answers `initialize` as soon as the process runs, before the rest of the server is loaded; whatever else comes first is left to that. */
import type { Readable, Writable } from 'node:stream';
import { isObject } from '../service/settings/valueKinds.ts';
import { introduce } from './introduction.ts';

export interface Opening {
  readonly input: Readable;
  readonly output: Writable;
  /** Of the program. */
  readonly version: string;
  /** How long a first message is waited for, in milliseconds: who starts a server has something to say at once. */
  readonly patience: number;
  /** Called when the client has gone; nothing is resolved then. */
  readonly onGone: () => void;
}

/** A body of this size or more is for a thread of its own to parse. */
const LARGE = 1 << 19;
const HEADER_END = '\r\n\r\n';
const ENDINGS = ['end', 'close', 'error'] as const;

/**
 * Resolves with the id of the request that was answered, null if none was. All bytes that came are put back into the input, which is
 * left paused: who reads it next finds that request as if it were still to be answered.
 */
export function answerFirst({ input, output, version, patience, onGone }: Opening): Promise<FirstId | null> {
  return new Promise((resolve) => {
    let bytes: Buffer = Buffer.alloc(0);
    const finish = (id: FirstId | null) => {
      clearTimeout(timer);
      input.off('data', onData);
      for (const event of ENDINGS) input.off(event, onGone);
      input.pause();
      if (bytes.length > 0) input.unshift(bytes);
      resolve(id);
    };
    const onData = (data: Buffer) => {
      bytes = bytes.length === 0 ? data : Buffer.concat([bytes, data]);
      const body = firstBody(bytes);
      if (body !== null) finish(body.length === 0 ? null : answer(body, { output, version }));
    };
    const timer = setTimeout(finish, patience, null);
    for (const event of ENDINGS) input.on(event, onGone);
    input.on('data', onData);
  });
}

/** What a request is known by. */
export type FirstId = string | number;

/** Null while more has to come; empty if it is none for us. */
function firstBody(bytes: Buffer): Buffer | null {
  const end = bytes.indexOf(HEADER_END);
  if (end < 0) return bytes.length < LARGE ? null : Buffer.alloc(0);
  const header = bytes.toString('latin1', 0, end);
  const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(header)?.[1] ?? Number.NaN);
  if (!(length < LARGE)) return Buffer.alloc(0);
  const start = end + HEADER_END.length;
  return bytes.length < start + length ? null : bytes.subarray(start, start + length);
}

function answer(body: Buffer, { output, version }: Pick<Opening, 'output' | 'version'>): FirstId | null {
  const message = parse(body);
  if (!isObject(message) || message['method'] !== 'initialize') return null;
  const { id, params } = message;
  if (typeof id !== 'string' && typeof id !== 'number') return null;
  const { result } = introduce(isObject(params) ? params : {}, version);
  const text = JSON.stringify({ jsonrpc: '2.0', id, result });
  output.write(`Content-Length: ${Buffer.byteLength(text)}${HEADER_END}${text}`);
  return id;
}

/** Null also for what is no JSON: it is answered by who reads it next. */
function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}
