/** `workspace/didChangeWatchedFiles`: passes on what may change blame, once for a storm of it; the rest starts nothing. */
import { join } from 'node:path';
import { isTurnSpent, nextTurn } from '../base/nextTurn.ts';
import { type Effect, effectOfFile } from '../service/order/triggers.ts';
import { pathOfUri } from './convert.ts';
import { asFields, asText } from './params.ts';
import type { Session } from './session.ts';

/** Files looked at before it is asked whether there is time for more. */
const FEW = 100;

/** A checkout, or a build, is one message with thousands of files. */
export async function didChangeWatchedFiles(session: Session, params: unknown): Promise<void> {
  const { changes } = asFields(params, 'params');
  const all: unknown[] = Array.isArray(changes) ? changes : [];
  for (const [at, change] of all.entries()) {
    if (at > 0 && at % FEW === 0 && isTurnSpent()) await nextTurn();
    const fsPath = pathOfUri(asText(asFields(change, 'changes[]')['uri'], 'changes[].uri'), session.windows);
    if (fsPath === null) continue;
    const effect = effectOfFile(fsPath);
    if (effect === 'nothing') continue;
    session.watches.fileChanged(fsPath);
    session.activity.files.trigger(`${effect} ${topOf(fsPath)}`, () => apply(session, effect, fsPath));
  }
}

/** Where the git directory lies; changes in one are one storm. */
function topOf(fsPath: string): string {
  const at = fsPath.replaceAll('\\', '/').lastIndexOf('.git/');
  return at < 0 ? fsPath : fsPath.slice(0, at);
}

function apply(session: Session, effect: Effect, fsPath: string): void {
  session.service.forgetFaults();
  if (effect !== 'head') return;
  // Any path beside the git directory, there or not, leads to its work tree.
  session.service
    .lookAtHead(join(topOf(fsPath), 'HEAD'))
    .catch((error: unknown) => session.log.debug(String(error)));
}
