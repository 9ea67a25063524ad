/** Byte streams to the client and back, by whichever way the command line says. */
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import {
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import type { Trace } from '../base/trace.ts';
import type { TransportChoice } from './commandLine.ts';
import { FramedReader, type ReadingTurns } from './framedReader.ts';
import { FramedWriter } from './framedWriter.ts';
import { encodeMessage } from './rawJson.ts';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** What a transport reports to. */
export interface TransportEars {
  /** Called when the client can't say anything any more; it may be called more than once. */
  readonly onEnd: () => void;
  /** Called for what was no message and has been answered. */
  readonly onRefused: (message: string) => void;
  readonly trace: Trace | null;
  /** Parses a message so large that this thread must not. */
  readonly parseLarge: (body: SharedArrayBuffer) => Promise<Parsed>;
}

/** What JSON says, or what is wrong with it. */
type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

export function openTransport(choice: TransportChoice, ears: TransportEars): Transport {
  const { onEnd } = ears;
  switch (choice.kind) {
    case 'stdio':
      return overStreams(process.stdin, process.stdout, ears);
    case 'socket':
    case 'pipe': {
      const socket = choice.kind === 'socket' ? connect(choice.port, '127.0.0.1') : connect(choice.name);
      return overStreams(socket, socket, ears);
    }
    case 'node-ipc':
      process.on('disconnect', onEnd);
      return { reader: new IPCMessageReader(process), writer: new IPCMessageWriter(process) };
  }
}

const turns: ReadingTurns = {
  now: () => performance.now(),
  nextTurn: (action) => void setImmediate(action),
};

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

/** A body that is no message is answered as JSON-RPC wants, and the next message is read as if nothing had been. */
function overStreams(input: Readable, output: Writable, ears: TransportEars): Transport {
  const { onEnd, trace } = ears;
  for (const event of ['end', 'close', 'error']) input.on(event, onEnd);
  output.on('error', onEnd);
  const writer = new FramedWriter(output, encoder(trace));
  const refuse = (code: number, message: string): null => {
    const answer = { jsonrpc: '2.0', id: null, error: { code, message } };
    void writer.write(answer as Message);
    ears.onRefused(message);
    return null;
  };
  const messageOf = (parsed: Parsed): Message | null => {
    if (!parsed.ok) return refuse(PARSE_ERROR, `malformed JSON: ${parsed.reason}`);
    const { value } = parsed;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Message;
    return refuse(INVALID_REQUEST, 'a message must be an object');
  };
  const small = (body: Buffer) => {
    const read = () => parse(body.toString());
    return messageOf(trace ? trace.work('parse', { bytes: body.length }, read) : read());
  };
  const large = async (body: SharedArrayBuffer) => messageOf(await ears.parseLarge(body));
  return { reader: new FramedReader(input, { small, large }, turns), writer };
}

/** With a trace it says how long it took. */
function encoder(trace: Trace | null) {
  const encode = (message: Message) => encodeMessage(message);
  return (message: Message) => (trace ? trace.work('serialize', {}, () => encode(message)) : encode(message));
}

function parse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: String(error) };
  }
}
