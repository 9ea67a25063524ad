/** What the command makes text of files with: `diff.<driver>.textconv`, unless it was told not to. */
import { hasTextconv } from '../git/diffDriver.ts';
import { runHere, type TextconvRunner, textconvRunner } from '../textconv/textconv.ts';
import { attributeSource } from './attributeSource.ts';
import { systemReason } from './faults.ts';
import type { Session } from './session.ts';

/** Null where nothing is to be run. */
export async function sessionTextconv(session: Session): Promise<TextconvRunner | null> {
  const { args, config, io } = session;
  if (!args.textconv || !hasTextconv(config)) return null;
  return textconvRunner({
    source: await attributeSource(session),
    environment: io.environment,
    cwd: io.cwd,
    execute: runHere,
    complain: (command, error) => {
      const what = command.includes('/') ? `fatal: cannot exec '${command}'` : `error: cannot run ${command}`;
      io.stderr(`${what}: ${systemReason(error)}\n`);
    },
  });
}
