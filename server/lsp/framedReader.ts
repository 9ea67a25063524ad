/** Reads messages off a byte stream: small ones at once, large ones by somebody else, in the order in which they came. */
import type { Readable } from 'node:stream';
import { AbstractMessageReader, type DataCallback, type Disposable, type Message } from 'vscode-jsonrpc/node';
import type { IntakeParts } from './intake.ts';

/** What the bytes of a message are; null where it was none and has been answered. */
export interface BodyReading {
  readonly small: (body: Buffer) => Message | null;
  /** Shared memory, so that another thread can read it. */
  readonly large: (body: SharedArrayBuffer) => Promise<Message | null>;
}

/** When it has read enough for once. */
export type ReadingTurns = Pick<IntakeParts, 'now' | 'nextTurn'>;

/** Milliseconds of a turn for reading: of what came in one piece, hundreds of messages as a rule, the rest waits for the next one. */
export const READING = 1;

/** Bodies from this size on are large: parsing them would take milliseconds. */
const LARGE = 1 << 19;
/** Nobody sends more in one message but by mistake; it is passed over. */
const MOST = 1 << 30;
const HEADER_END = '\r\n\r\n';

/** A body as far as it has come; null `bytes`: it is passed over. */
interface Body {
  readonly bytes: Buffer | null;
  readonly shared: SharedArrayBuffer | null;
  readonly length: number;
  filled: number;
}

/** A message that waits for those before it; `null` message: it is none, `undefined`: it is being read. */
interface InLine {
  message: Message | null | undefined;
}

export class FramedReader extends AbstractMessageReader {
  private readonly input: Readable;
  private readonly reading: BodyReading;
  private readonly turns: ReadingTurns;
  private callback: DataCallback = () => undefined;
  private header: Buffer = Buffer.alloc(0);
  private body: Body | null = null;
  private readonly line: InLine[] = [];

  constructor(input: Readable, reading: BodyReading, turns: ReadingTurns) {
    super();
    this.input = input;
    this.reading = reading;
    this.turns = turns;
  }

  listen(callback: DataCallback): Disposable {
    this.callback = callback;
    const onData = (data: Buffer) => this.take(data);
    this.input.on('data', onData);
    this.input.on('error', (error: Error) => this.fireError(error));
    this.input.on('close', () => this.fireClose());
    // Who looked at the first message has stopped it.
    this.input.resume();
    return { dispose: () => void this.input.off('data', onData) };
  }

  private take(data: Buffer): void {
    const until = this.turns.now() + READING;
    let left = data;
    while (left.length > 0) {
      if (this.body === null) left = this.takeHeader(left);
      else left = this.takeBody(this.body, left);
      if (left.length > 0 && this.turns.now() >= until) {
        this.putOff(left);
        return;
      }
    }
  }

  /** Nothing more is read until what is left has been taken: it came before. */
  private putOff(left: Buffer): void {
    this.input.pause();
    this.turns.nextTurn(() => {
      this.input.resume();
      this.take(left);
    });
  }

  /** What is left of the bytes. */
  private takeHeader(data: Buffer): Buffer {
    const header = this.header.length === 0 ? data : Buffer.concat([this.header, data]);
    const end = header.indexOf(HEADER_END);
    if (end < 0) {
      this.header = header;
      return Buffer.alloc(0);
    }
    this.header = Buffer.alloc(0);
    const text = header.toString('latin1', 0, end);
    const length = Number(/^content-length:\s*(\d+)\s*$/im.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) this.fireError(new Error(`a header without Content-Length: ${text}`));
    else this.begin(length);
    return header.subarray(end + HEADER_END.length);
  }

  private begin(length: number): void {
    if (length > MOST) this.fireError(new Error(`a message of ${length} bytes is passed over`));
    const shared = length >= LARGE && length <= MOST ? new SharedArrayBuffer(length) : null;
    const bytes = shared ? Buffer.from(shared) : length > MOST ? null : Buffer.allocUnsafe(length);
    this.body = { bytes, shared, length, filled: 0 };
    if (length === 0) this.finish(this.body);
  }

  private takeBody(body: Body, data: Buffer): Buffer {
    const taken = data.subarray(0, body.length - body.filled);
    if (body.bytes) taken.copy(body.bytes, body.filled);
    body.filled += taken.length;
    if (body.filled === body.length) this.finish(body);
    return data.subarray(taken.length);
  }

  private finish({ bytes, shared }: Body): void {
    this.body = null;
    if (bytes === null) return;
    const place: InLine = { message: undefined };
    this.line.push(place);
    const arrived = (message: Message | null) => {
      place.message = message;
      this.deliver();
    };
    if (shared) {
      void this.reading.large(shared).then(arrived);
      return;
    }
    const message = this.reading.small(bytes);
    // Without waiting for those before it: the connection remembers it for a request that is still to come.
    if (message && isCancellation(message)) {
      this.line.pop();
      this.hand(message);
    } else arrived(message);
  }

  private deliver(): void {
    for (let first = this.line[0]; first && first.message !== undefined; first = this.line[0]) {
      this.line.shift();
      if (first.message) this.hand(first.message);
    }
  }

  /** The connection throws for some messages that make no sense; the next one is none of them. */
  private hand(message: Message): void {
    try {
      this.callback(message);
    } catch (error) {
      this.fireError(error);
    }
  }
}

function isCancellation(message: Message): boolean {
  return 'method' in message && message.method === '$/cancelRequest';
}
