/** Byte streams to the client and back, by whichever way the command line says. */
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import {
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Trace } from '../base/trace.ts';
import type { TransportChoice } from './commandLine.ts';
import { encodeMessage } from './rawJson.ts';

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** What a transport reports to. */
export interface TransportEars {
  /** Called when the client can't say anything any more; it may be called more than once. */
  readonly onEnd: () => void;
  readonly trace: Trace | null;
}

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

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

/** A body that is no message is answered as JSON-RPC wants, and the next message is read as if nothing had been. */
function overStreams(input: Readable, output: Writable, { onEnd, trace }: TransportEars): Transport {
  for (const event of ['end', 'close', 'error']) input.on(event, onEnd);
  output.on('error', onEnd);
  const writer = new StreamMessageWriter(output, { contentTypeEncoder: encoder(trace) });
  const refuse = (code: number, message: string) => {
    const answer = { jsonrpc: '2.0', id: null, error: { code, message } };
    void writer.write(answer as Message);
    throw new Error(message);
  };
  const decode = async (body: Uint8Array): Promise<Message> => {
    const read = () => parse(Buffer.from(body).toString());
    const parsed = trace ? trace.work('parse', { bytes: body.length }, read) : read();
    if (!parsed.ok) return refuse(PARSE_ERROR, `malformed JSON: ${parsed.reason}`);
    const { value } = parsed;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Message;
    return refuse(INVALID_REQUEST, 'a message must be an object');
  };
  const contentTypeDecoder = { name: 'application/json', decode };
  return { reader: new StreamMessageReader(input, { charset: 'utf-8', contentTypeDecoder }), writer };
}

/** With a trace it says how long it took. */
function encoder(trace: Trace | null) {
  const encode = (message: Message) => encodeMessage(message);
  return {
    name: 'application/json',
    encode: async (message: Message) =>
      trace ? trace.work('serialize', {}, () => encode(message)) : encode(message),
  };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: String(error) };
  }
}
