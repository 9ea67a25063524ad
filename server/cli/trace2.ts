/** Tells programs that follow git through GIT_TRACE2_EVENT when a command began and how it ended. */
import { appendFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { CommandIo } from './session.ts';

/** Version of the event format, as git counts. */
const FORMAT = '4';

/**
 * Writes what is known at the start, as one JSON object a line, to the file that the variable names by an absolute path;
 * the function returned writes the end. Other values of the variable, and files that can't be written, mean no trace.
 */
export function traceCommand(
  { environment, now }: Pick<CommandIo, 'environment' | 'now'>,
  argv: readonly string[],
): (exitCode: number) => void {
  const file = environment['GIT_TRACE2_EVENT'] ?? '';
  if (!isAbsolute(file)) return () => {};
  const began = now();
  const parent = environment['GIT_TRACE2_PARENT_SID'];
  const own = `${new Date(began).toISOString().replace(/[-:]/g, '')}-P${process.pid.toString(16).padStart(8, '0')}`;
  const sid = parent === undefined ? own : `${parent}/${own}`;
  const event = (name: string, fields: Readonly<Record<string, unknown>>) => {
    const time = new Date(now()).toISOString();
    return `${JSON.stringify({ event: name, sid, thread: 'main', time, ...fields })}\n`;
  };
  const seconds = () => (now() - began) / 1000;
  append(file, event('version', { evt: FORMAT }) + event('start', { t_abs: 0, argv }));
  return (code) =>
    append(file, event('exit', { t_abs: seconds(), code }) + event('atexit', { t_abs: seconds(), code }));
}

/** A trace that can't be written is no reason to fail. */
function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
