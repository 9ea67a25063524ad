/** Tells the client what has changed on disk, and has it ask again where something else would be shown. */
import type { RepositoryChange } from '../service/watch/watches.ts';
import { type BlameDidChange, blameNotifications } from './protocol.ts';
import { refreshIfDifferent } from './refresh.ts';
import type { Session } from './session.ts';

/** The way to the client. */
export interface ClientEnd {
  notify(method: string, params: unknown): void;
  /** The answer may never come; nothing waits for it. */
  request(method: string, params?: unknown): Promise<unknown>;
}

/** One notification for each reason; refreshes as far as the client can. */
export function tellChange(session: Session, { uris, reasons }: RepositoryChange, client: ClientEnd): void {
  for (const reason of reasons) {
    client.notify(blameNotifications.didChange, { uris, reason } satisfies BlameDidChange);
  }
  void refreshIfDifferent(session, uris, client);
}

/** What the client is asked to watch. Plain patterns: some clients refuse relative ones, or take them and forget them. */
const patterns = [
  '**/.git/{HEAD,MERGE_HEAD,packed-refs,config,config.worktree,shallow}',
  '**/.git/refs/heads/**',
  '**/.git/{worktrees,modules}/**/{HEAD,MERGE_HEAD}',
  '**/{.mailmap,.gitattributes,.git-blame-ignore-revs}',
];

/** Asks the client to watch, where it can: on file systems of other machines it may see what we don't. */
export function registerWatching(session: Session, client: ClientEnd): void {
  if (!session.client.watchesFiles) return;
  const watchers = patterns.map((globPattern) => ({ globPattern }));
  const method = 'workspace/didChangeWatchedFiles';
  const registration = { id: method, method, registerOptions: { watchers } };
  client
    .request('client/registerCapability', { registrations: [registration] })
    .catch((error: unknown) => session.log.debug(`the client does not watch files: ${String(error)}`));
}
