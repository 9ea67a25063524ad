/** What a picture shows: an editor, what is done in it, and what must be on the screen before the next thing is done. */
import type { Terminal } from './terminal.ts';

interface Stage {
  /** The demo's work tree. */
  readonly directory: string;
  /** For configuration and for what the editor writes. */
  readonly home: string;
  /** The project's top. */
  readonly top: string;
}

export interface Scene {
  readonly name: string;
  readonly title: string;
  /** From the project's top. */
  readonly file: string;
  readonly columns: number;
  readonly rows: number;
  /** Writes what the editor needs and gives the command that starts it. */
  command(stage: Stage): readonly string[];
  /** Each waits for the pattern, then acts. The picture is taken when the last one's pattern is there. */
  readonly steps: readonly (readonly [RegExp, (terminal: Terminal) => void])[];
}

const PATIENCE = 30_000;
/** What comes with the last pattern, such as colours, may be drawn a moment later: the screen must stand still. */
const STILL = 600;

/** Plays a scene; gives the screen with its styles. Throws with what is on the screen when a pattern does not come. */
export async function play(scene: Scene, terminal: Terminal): Promise<string> {
  for (const [pattern, act] of scene.steps) {
    await waitFor(pattern, terminal);
    act(terminal);
  }
  for (let before = ''; ; ) {
    await sleep(STILL);
    const now = terminal.screen(true);
    if (now === before) return now;
    before = now;
  }
}

async function waitFor(pattern: RegExp, terminal: Terminal): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!pattern.test(terminal.screen())) {
    if (Date.now() > end) throw new Error(`${pattern} is not on the screen:\n${terminal.screen()}`);
    await sleep(50);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
