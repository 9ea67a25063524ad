/** Writes messages to a byte stream: those of one moment together. */
import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-jsonrpc/node';

/** What waits to be written, and who waits for that. */
interface Waiting {
  readonly pieces: readonly Buffer[];
  readonly message: Message;
  readonly settle: (error?: Error | null) => void;
}

/** Longer pieces are written as they are: putting them together with others would copy them. */
const LARGE = 1 << 16;

export class FramedWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly output: Writable;
  private readonly encode: (message: Message) => readonly Buffer[];
  private waiting: Waiting[] = [];
  private count = 0;

  constructor(output: Writable, encode: (message: Message) => readonly Buffer[]) {
    super();
    this.output = output;
    this.encode = encode;
    output.on('error', (error: Error) => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  /** Resolves when the system has taken the message; rejects for one that can't be written. */
  async write(message: Message): Promise<void> {
    const body = this.encode(message);
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const header = Buffer.from(`Content-Length: ${length}\r\n\r\n`, 'latin1');
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null) => (error ? reject(error) : resolve());
      this.waiting.push({ pieces: [header, ...body], message, settle });
      // Each write is a call of the system, which takes longer than all else that is done for a short answer.
      if (this.waiting.length === 1) process.nextTick(() => this.flush());
    });
  }

  end(): void {
    this.flush();
    this.output.end();
  }

  private flush(): void {
    const all = this.waiting;
    this.waiting = [];
    if (all.length === 0) return;
    const done = (error?: Error | null) => {
      for (const { message, settle } of all) {
        if (error) this.fireError(error, message, ++this.count);
        settle(error);
      }
    };
    const chunks = [...gathered(all.flatMap(({ pieces }) => pieces))];
    const last = chunks.pop();
    // All of them in one call, where the stream can do that.
    this.output.cork();
    for (const chunk of chunks) this.output.write(chunk);
    this.output.write(last, done);
    this.output.uncork();
  }
}

/** Neighbours that are short put together, long ones as they are. */
function* gathered(pieces: readonly Buffer[]): Generator<Buffer> {
  let short: Buffer[] = [];
  for (const piece of pieces) {
    if (piece.length < LARGE) short.push(piece);
    else {
      if (short.length > 0) yield Buffer.concat(short);
      short = [];
      yield piece;
    }
  }
  if (short.length > 0) yield Buffer.concat(short);
}
