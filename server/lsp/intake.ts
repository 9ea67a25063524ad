/** Takes in what the client says: in its order, as much in one turn as a few milliseconds allow, and nothing that was taken back meanwhile. */
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type RequestMessage,
} from 'vscode-jsonrpc/node';

/** Deals with a message; may throw or reject for one that makes no sense. */
export type HandleMessage = (message: Message) => void | Promise<void>;

export interface IntakeParts {
  readonly reader: MessageReader;
  /** Where requests wait that were handed over: whether one of that id did, which is answered as taken back then. */
  readonly takeBack: (id: string | number) => boolean;
  /** Answers a request that was taken back before anybody looked at it. */
  readonly refuse: (request: RequestMessage) => void;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Does something in the next turn, when what has come by then has been read. */
  readonly nextTurn: (action: () => void) => void;
}

/** Milliseconds of taking in, after which everything else has its turn; what it begins comes on top, and as much again. */
export const SLICE = 1;

/**
 * The connection deals with one message a turn, and between two of them goes everything that questions asked before have begun:
 * what comes by thousands, with what the user waits for at the end, would wait for all that. So messages wait here, and go to the
 * connection's own handler, which it hands out with the first of them.
 */
export class Intake extends AbstractMessageReader {
  private readonly parts: IntakeParts;
  /** What waits, in its order; requests by their id. */
  private readonly line = new Map<string | number, Message>();
  private unnamed = 0;
  private connection: DataCallback = () => undefined;
  /** Null until the connection has handed it out. */
  private handle: HandleMessage | null = null;
  /** Whether a turn will come: asked for, or that of the connection with the first message. */
  private awaitsTurn = false;

  constructor(parts: IntakeParts) {
    super();
    this.parts = parts;
    parts.reader.onError((error) => this.fireError(error));
    parts.reader.onClose(() => this.fireClose());
  }

  listen(callback: DataCallback): Disposable {
    this.connection = callback;
    return this.parts.reader.listen((message) => this.take(message));
  }

  /** What the connection is to do with its first message; from then on `handle` is called from here. */
  begin(message: Message, handle: HandleMessage): void | Promise<void> {
    if (this.handle === null) {
      this.handle = handle;
      this.awaitsTurn = false;
      this.goOn();
    }
    return handle(message);
  }

  private take(message: Message): void {
    const cancelled = cancelledBy(message);
    if (cancelled === null) {
      this.line.set(this.nameOf(message), message);
      this.goOn();
      return;
    }
    const waiting = this.line.get(nameOfRequest(cancelled)) as RequestMessage | undefined;
    if (waiting === undefined) {
      if (!this.parts.takeBack(cancelled)) this.toConnection(message);
    } else if (!isStep(waiting)) {
      this.line.delete(nameOfRequest(cancelled));
      this.parts.refuse(waiting);
    }
  }

  private nameOf(message: Message): string | number {
    const { id, method } = message as Partial<RequestMessage>;
    const name = method === undefined || !isId(id) ? null : nameOfRequest(id);
    // Two of one id are the client's bug; each is answered.
    return name === null || this.line.has(name) ? this.unnamed++ : name;
  }

  private goOn(): void {
    if (this.awaitsTurn || this.line.size === 0) return;
    this.awaitsTurn = true;
    this.parts.nextTurn(() => {
      this.awaitsTurn = false;
      this.handOver();
      this.goOn();
    });
  }

  private handOver(): void {
    const until = this.parts.now() + SLICE;
    let isFirst = true;
    for (const [name, message] of this.line) {
      // What was answered before must get out before the end.
      if (isEnd(message) && !isFirst) return;
      isFirst = false;
      this.line.delete(name);
      if (this.handle !== null && !isAnonymous(message)) this.toHandler(message, this.handle);
      else if (this.toConnection(message) && this.handle === null) {
        // Its turn is that of the connection.
        this.awaitsTurn = true;
        return;
      }
      if (this.parts.now() >= until) return;
    }
  }

  private toHandler(message: Message, handle: HandleMessage): void {
    try {
      const handled = handle(message);
      if (handled) handled.catch((error: unknown) => this.fireError(error));
    } catch (error) {
      this.fireError(error);
    }
  }

  /** False for a message that the connection chokes on. */
  private toConnection(message: Message): boolean {
    try {
      this.connection(message);
      return true;
    } catch (error) {
      this.fireError(error);
      return false;
    }
  }
}

/** The id of the request that a message takes back; null for every other message. */
function cancelledBy(message: Message): string | number | null {
  const { method, params } = message as {
    readonly method?: unknown;
    readonly params?: { id?: unknown } | null;
  };
  if (method !== '$/cancelRequest') return null;
  const id = params?.id;
  return isId(id) ? id : '';
}

function isId(id: unknown): id is string | number {
  return typeof id === 'string' || typeof id === 'number';
}

function nameOfRequest(id: string | number): string {
  return `${typeof id} ${id}`;
}

/** A request that can't be answered: the connection knows what to say of it. */
function isAnonymous(message: Message): boolean {
  const { id, method } = message as { readonly id?: unknown; readonly method?: unknown };
  return id === null && method !== undefined;
}

function isEnd(message: Message): boolean {
  return (message as { readonly method?: unknown }).method === 'exit';
}

/** Steps of the session's life are taken, whoever is sorry. */
function isStep({ method }: RequestMessage): boolean {
  return method === 'initialize' || method === 'shutdown';
}
