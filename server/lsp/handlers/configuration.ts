/** Configuration after the start: asked of the client or pushed by it, for all files and for folders, never waited for. */
import { parseSettings } from '../../service/settings/parseSettings.ts';
import { isObject } from '../../service/settings/valueKinds.ts';
import type { Session } from '../session.ts';

interface ConfigurationItem {
  readonly section: 'blame';
  readonly scopeUri?: string;
}

/** Asks the client for the section in some places; it answers with null where it has none. */
export type AskConfiguration = (items: readonly ConfigurationItem[]) => Promise<unknown>;

/** `initialized` and an empty `workspace/didChangeConfiguration`: ask the client, if it can be asked. */
export async function pullConfiguration(session: Session, ask: AskConfiguration): Promise<void> {
  const [everywhere, ...scoped] = await answers(session, ask, [{ section: 'blame' }, ...itemsOf(session)]);
  if (everywhere === undefined) return;
  applyConfiguration(session, everywhere);
  applyToFolders(session, scoped);
}

/** `workspace/didChangeConfiguration`: pushed settings are taken if they hold the section; else they are pulled. */
export async function didChangeConfiguration(
  session: Session,
  params: unknown,
  ask: AskConfiguration,
): Promise<void> {
  const pushed = (params as { settings?: { blame?: unknown } | null } | null)?.settings?.blame;
  if (pushed === undefined || pushed === null) {
    await pullConfiguration(session, ask);
    return;
  }
  applyConfiguration(session, pushed);
  const items = itemsOf(session);
  if (items.length > 0) applyToFolders(session, await answers(session, ask, items));
}

/** `workspace/didChangeWorkspaceFolders`: what is set for the new ones is asked for. */
export async function didChangeWorkspaceFolders(
  session: Session,
  params: unknown,
  ask: AskConfiguration,
): Promise<void> {
  const event = isObject(params) && isObject(params['event']) ? params['event'] : {};
  for (const uri of urisOf(event['removed'])) session.folders.delete(uri);
  for (const uri of urisOf(event['added'])) session.folders.set(uri, null);
  const items = itemsOf(session);
  if (items.length > 0) applyToFolders(session, await answers(session, ask, items));
}

/** The URIs of the folders that `initialize` names. */
export function foldersOf(params: Readonly<Record<string, unknown>>): string[] {
  return urisOf(params['workspaceFolders']);
}

/** Each complaint is made once. */
export function complain({ log, complained }: Session, complaints: readonly string[]): void {
  for (const complaint of complaints) {
    if (complained.has(complaint)) continue;
    complained.add(complaint);
    log.warning(complaint);
  }
}

/** Empty where the client can't be asked or fails to answer. */
async function answers(
  session: Session,
  ask: AskConfiguration,
  items: readonly ConfigurationItem[],
): Promise<readonly unknown[]> {
  if (!session.client.configuration) return [];
  try {
    const list = await ask(items);
    return Array.isArray(list) ? list : [];
  } catch (error) {
    session.log.warning(`the client did not tell its configuration: ${String(error)}`);
    return [];
  }
}

/** Lays a configuration over what `initialize` found. */
function applyConfiguration(session: Session, section: unknown): void {
  const { settings, complaints } = parseSettings(section, session.baseSettings);
  complain(session, complaints);
  session.settings = settings;
}

/** Answers in the order of the folders; a folder without settings of its own has those for all. */
function applyToFolders(session: Session, sections: readonly unknown[]): void {
  [...session.folders.keys()].forEach((uri, index) => {
    const section = sections[index];
    if (!isObject(section) || Object.keys(section).length === 0) {
      session.folders.set(uri, null);
      return;
    }
    const { settings, complaints } = parseSettings(section, session.baseSettings);
    complain(session, complaints);
    session.folders.set(uri, settings);
  });
}

function itemsOf({ folders }: Session): ConfigurationItem[] {
  return [...folders.keys()].map((scopeUri) => ({ section: 'blame', scopeUri }));
}

function urisOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const uri = isObject(each) ? each['uri'] : undefined;
    return typeof uri === 'string' ? [uri] : [];
  });
}
