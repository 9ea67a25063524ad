/** One memory for what engine threads make of large tables: the main thread gives it out, by key, and takes it back. */
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type DigestSecret, type TableMemory, TableRoom } from '../git/odb/tableMemory.ts';

/** What a thread is given to take part. */
export interface TableShare {
  readonly port: MessagePort;
  readonly secret: DigestSecret;
}

/** A thread wants memory, or, without a number of bytes, gives back what it wanted under that id. */
interface TableRequest {
  readonly id: number;
  readonly key: string;
  readonly bytes?: number;
}

interface TableGrant {
  readonly id: number;
  readonly key: string;
  readonly memory: ArrayBufferLike | null;
}

/** The main thread's end. */
export class SharedTables {
  readonly #room: TableRoom;

  /** Of all threads together, at most so many bytes. */
  constructor(most: number) {
    this.#room = new TableRoom(most, (bytes) => new SharedArrayBuffer(bytes));
  }

  get bytes(): number {
    return this.#room.bytes;
  }

  /** For one thread. What it has not given back when it ends is given back then. */
  share(): TableShare {
    const { port1, port2 } = new MessageChannel();
    const used = new Map<number, string>();
    const giveBack = (id: number) => {
      const key = used.get(id);
      if (used.delete(id) && key !== undefined) this.#room.giveBack(key);
    };
    port1.on('message', ({ id, key, bytes }: TableRequest) => {
      if (bytes === undefined) return giveBack(id);
      this.#room.want(key, bytes);
      used.set(id, key);
      port1.postMessage({ id, key, memory: this.#room.get(key) } satisfies TableGrant);
    });
    port1.on('close', () => {
      for (const id of used.keys()) giveBack(id);
    });
    port1.unref();
    return { port: port2, secret: this.#room.secret };
  }
}

interface Wanted {
  readonly id: number;
  users: number;
  /** Undefined until the main thread has answered. */
  memory: ArrayBufferLike | null | undefined;
}

/** A thread's end. Nothing waits: until memory is there, tables are read in their files. */
export function sharedMemory({ port, secret }: TableShare): TableMemory {
  const tables = new Map<string, Wanted>();
  let last = 0;
  const takeIn = () => {
    for (;;) {
      const received = receiveMessageOnPort(port) as { readonly message: TableGrant } | undefined;
      if (received === undefined) return;
      const { id, key, memory } = received.message;
      const table = tables.get(key);
      // What was given back before it came is of no use.
      if (table?.id === id) table.memory = memory;
    }
  };
  return {
    secret,
    /** They are counted in the main thread. */
    bytes: 0,
    want(key, bytes) {
      const known = tables.get(key);
      if (known !== undefined) {
        known.users++;
        return;
      }
      const id = ++last;
      tables.set(key, { id, users: 1, memory: undefined });
      port.postMessage({ id, key, bytes } satisfies TableRequest);
    },
    get(key) {
      const table = tables.get(key);
      if (table !== undefined && table.memory === undefined) takeIn();
      return table?.memory;
    },
    giveBack(key) {
      const table = tables.get(key);
      if (table === undefined || --table.users > 0) return;
      tables.delete(key);
      port.postMessage({ id: table.id, key } satisfies TableRequest);
    },
  };
}
