/** Writes messages to a byte stream: those of one moment together. */
import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-jsonrpc/node';

/** What waits to be written, and who waits for that. */
interface Waiting {
  readonly bytes: Uint8Array[];
  readonly message: Message;
  readonly settle: (error?: Error | null) => void;
}

/** Longer bodies are written as they are: putting them together with others would copy them. */
const LARGE = 1 << 16;

export class FramedWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly output: Writable;
  private readonly encode: (message: Message) => Uint8Array;
  private waiting: Waiting[] = [];
  private count = 0;

  constructor(output: Writable, encode: (message: Message) => Uint8Array) {
    super();
    this.output = output;
    this.encode = encode;
    output.on('error', (error: Error) => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  /** Resolves when the system has taken the message; rejects for one that can't be written. */
  async write(message: Message): Promise<void> {
    const body = this.encode(message);
    const header = Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1');
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null) => (error ? reject(error) : resolve());
      this.waiting.push({ bytes: [header, body], message, settle });
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
    let together: Waiting[] = [];
    for (const each of all) {
      together.push(each);
      if ((each.bytes[1]?.length ?? 0) < LARGE) continue;
      this.send(together);
      together = [];
    }
    if (together.length > 0) this.send(together);
  }

  private send(all: readonly Waiting[]): void {
    const pieces = all.flatMap(({ bytes }) => bytes);
    const last = pieces.at(-1);
    const isLarge = last !== undefined && last.length >= LARGE;
    const done = (error?: Error | null) => {
      for (const { message, settle } of all) {
        if (error) this.fireError(error, message, ++this.count);
        settle(error);
      }
    };
    if (isLarge) {
      this.output.write(Buffer.concat(pieces.slice(0, -1)));
      this.output.write(last, done);
    } else this.output.write(Buffer.concat(pieces), done);
  }
}
