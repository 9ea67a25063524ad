/** Somebody types in a long file: as fast as a held key repeats, and as fast as answers come. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Disturbance, Disturbances } from './disturbance.ts';
import { blameWhole, type Editing, type Taken, textOf, typeAt, untilIdle } from './editing.ts';

/** Milliseconds between two keystrokes of a held key, as systems have it unless told otherwise; nobody types faster. */
const KEY_REPEAT = 33;
/** Milliseconds from the moment a file's blame is there: nobody types sooner. */
const LOOKING = 1000;
const WORD = 10;

/** What was measured of each keystroke that came in one manner. */
interface Typed {
  readonly line: Taken[];
  readonly screen: Taken[];
  readonly disturbed: Disturbance[];
}

/** Keys that come by themselves, and those that come as soon as the one before is answered. */
export interface Typing {
  readonly held: Typed;
  readonly rushed: Typed;
}

export function newTyping(): Typing {
  const typed = (): Typed => ({ line: [], screen: [], disturbed: [] });
  return { held: typed(), rushed: typed() };
}

/** Opens the file at `path` and types in it, `edits` keys in each manner; which one a server sees first is told by `isHeldFirst`. */
export async function type(
  { client, directory }: Editing,
  typing: Typing,
  {
    path,
    edits,
    isHeldFirst,
  }: { readonly path: string; readonly edits: number; readonly isHeldFirst: boolean },
): Promise<Editing> {
  const uri = client.open(join(directory, path), textOf({ directory, path }));
  const editing: Editing = { client, directory, path, uri, heads: [], version: 1 };
  await blameWhole(editing);
  await untilIdle(client);
  await wait(LOOKING);
  settle();
  const held = () => typeWords(editing, typing.held, { edits, first: 30, pause: KEY_REPEAT });
  const rushed = () => typeWords(editing, typing.rushed, { edits, first: 40, pause: 0 });
  for (const words of isHeldFirst ? [held, rushed] : [rushed, held]) await words();
  setFlagsFromString('--opt');
  return editing;
}

async function typeWords(
  editing: Editing,
  typed: Typed,
  { edits, first, pause }: { readonly edits: number; readonly first: number; readonly pause: number },
): Promise<void> {
  const disturbances = new Disturbances(editing.client);
  const lines = textOf(editing).split('\n').length;
  for (let edit = 0; edit < edits; edit++) {
    if (pause > 0) await wait(pause);
    // A word here, a word there. The first one shows how the server warms up, and is counted like any other.
    const line = first + ((Math.floor(edit / WORD) * 997) % Math.max(1, lines - 2 * first));
    const asked = edit % (2 * WORD) < WORD ? 'line' : 'screen';
    typed[asked].push(await disturbances.during(() => typeAt(editing, line, asked)));
  }
  disturbances.end();
  typed.disturbed.push(...disturbances.all);
}

/** An editor has been compiled before, and is not busy with what it did before: neither is this process, while it types. */
function settle(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
