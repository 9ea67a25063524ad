/** A stand-in language server for client tests: a program on standard streams that answers from a script. */

/** What the stand-in does when it is asked for a blame. */
export interface FakeAnswers {
  /** Sent as partial results, in this order. */
  readonly parts?: readonly unknown[];
  /** The final result, or the error of the answer. */
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  /** Ends with this exit code instead of answering, after a last word on standard error. */
  readonly die?: number;
  /** Does not leave when told to. */
  readonly stubborn?: boolean;
}

/** The command line of such a server; every message it gets is appended to `log` as a line of JSON. */
export function fakeServer(answers: FakeAnswers, log: string): string[] {
  return [
    process.execPath,
    '-e',
    `(${serve.toString()})(${JSON.stringify(answers)}, ${JSON.stringify(log)})`,
  ];
}

/** Runs in the child process: it may use nothing from outside. */
function serve(answers: FakeAnswers, log: string): void {
  const { appendFileSync } = require('node:fs') as typeof import('node:fs');
  const send = (message: object) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    process.stdout.write(`Content-Length: ${body.length}\r\n\r\n${body.toString()}`);
  };
  type Message = { id?: number; method?: string; params?: { partialResultToken?: unknown } };
  const reply = ({ id, params, method }: Message) => {
    if (method === 'initialize') {
      send({
        id: 'configuration',
        method: 'workspace/configuration',
        params: { items: [{ section: 'blame' }] },
      });
      send({ id, result: { capabilities: {} } });
    } else if (method === 'blame/file') {
      if (answers.die !== undefined) {
        process.stderr.write('a last word\n');
        process.exit(answers.die);
      }
      for (const value of answers.parts ?? []) {
        send({ method: '$/progress', params: { token: params?.partialResultToken, value } });
      }
      send({ id, ...(answers.error ? { error: answers.error } : { result: answers.result }) });
    } else if (method === 'blame/stats') send({ id, result: { engine: { commitsVisited: 42 } } });
    else if (method === 'exit' && !answers.stubborn) process.exit(0);
    else if (method !== undefined && id !== undefined) send({ id, result: null });
  };
  let pending = Buffer.alloc(0);
  process.stdin.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const head = pending.indexOf('\r\n\r\n');
      const length = Number(
        /Content-Length: (\d+)/i.exec(pending.subarray(0, Math.max(head, 0)).toString())?.[1],
      );
      if (head < 0 || pending.length < head + 4 + length) return;
      const body = pending.subarray(head + 4, head + 4 + length).toString();
      pending = pending.subarray(head + 4 + length);
      appendFileSync(log, `${body}\n`);
      reply(JSON.parse(body) as Message);
    }
  });
}
