/** The first moments of the server: `initialize` is answered, and the rest is loaded while the client thinks about the answer. */
import type { Worker } from 'node:worker_threads';
import { isTurnSpent, nextTurn } from './base/nextTurn.ts';
import { hasAnswers } from './cache/cacheRoot.ts';
import type { PartLoader } from './cache/partLoader.ts';
import type { CommandLine } from './lsp/commandLine.ts';
import { answerFirst } from './lsp/firstAnswer.ts';
import { usualHeap } from './service/kept/memoryPlan.ts';
import type { Program } from './startServer.ts';
import { fitting, startThread } from './worker/startedThread.ts';

type ServeCommand = Extract<CommandLine, { kind: 'serve' }>;

/** A client that starts a server has something to say at once; if not, the server is loaded before it does. In milliseconds. */
const PATIENCE = 10;

/** Serves a client by the transport of the command line, and ends the process when the client is gone. */
export async function beginServing(
  command: ServeCommand,
  program: Omit<Program, 'answered' | 'takeEngine' | 'ServiceFactory'>,
): Promise<void> {
  await nextTurn();
  // In a trace the first request is to be seen as well.
  const early = command.transport.kind === 'stdio' && command.traceFile === null;
  const answered = early
    ? await answerFirst({
        input: process.stdin,
        output: process.stdout,
        version: program.version,
        patience: PATIENCE,
        // Nobody has said `shutdown`.
        onGone: () => process.exit(1),
      })
    : null;
  await nextTurn();
  // What earlier processes were asked needs none as a rule, and is answered sooner while none starts.
  const takeEngine = hasAnswers(program.caches) ? null : firstEngine(program.code);
  await pause();
  const { ServiceFactory } = await load<typeof import('./composeService.ts')>(
    program.parts,
    'composeService.js',
  );
  const { startServer } = await load<typeof import('./startServer.ts')>(program.parts, 'startServer.js');
  await nextTurn();
  startServer(command, { ...program, answered, takeEngine, ServiceFactory });
}

async function load<Part>(parts: PartLoader, name: string): Promise<Part> {
  return (await parts.loadSlowly(name, pause)) as Part;
}

/** Lets go of the thread where loading has kept it for long enough. */
async function pause(): Promise<void> {
  if (isTurnSpent()) await nextTurn();
}

/** It loads its modules while the main thread loads its own: the first file is about to be opened. */
function firstEngine(code: string): () => Worker | null {
  const entry = new URL('./engineThread.js', import.meta.url);
  let first: Worker | null = startThread(entry, fitting(usualHeap), { code, keepsCode: true });
  const gone = () => {
    first = null;
  };
  // The next one says why.
  first.once('error', gone).once('exit', gone);
  return () => {
    const worker = first;
    first = null;
    return worker;
  };
}
