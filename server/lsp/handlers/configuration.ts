/** Configuration after the start: asked of the client or pushed by it, never waited for. */
import { parseSettings } from '../../service/settings.ts';
import type { Session } from '../session.ts';

/** Asks the client for the section; resolves to null where it has none or can't say. */
export type AskConfiguration = () => Promise<unknown>;

/** `initialized` and an empty `workspace/didChangeConfiguration`: ask the client, if it can be asked. */
export async function pullConfiguration(session: Session, ask: AskConfiguration): Promise<void> {
  if (!session.client.configuration) return;
  try {
    applyConfiguration(session, await ask());
  } catch (error) {
    session.log.warning(`the client did not tell its configuration: ${String(error)}`);
  }
}

/** Lays a configuration over what `initialize` found. */
function applyConfiguration(session: Session, section: unknown): void {
  const { settings, complaints } = parseSettings(section, session.baseSettings);
  for (const complaint of complaints) session.log.warning(complaint);
  session.settings = settings;
}

/** `workspace/didChangeConfiguration`: pushed settings are taken if they hold the section; else they are pulled. */
export async function didChangeConfiguration(
  session: Session,
  params: unknown,
  ask: AskConfiguration,
): Promise<void> {
  const pushed = (params as { settings?: { blame?: unknown } | null } | null)?.settings?.blame;
  if (pushed !== undefined && pushed !== null) applyConfiguration(session, pushed);
  else await pullConfiguration(session, ask);
}
