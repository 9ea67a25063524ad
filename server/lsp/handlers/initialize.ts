/** `initialize`: gets to know the client and makes the session. */
import type { InitializeResult } from 'vscode-languageserver-protocol';
import type { Log } from '../../base/log.ts';
import type { BlameService } from '../../service/blameService.ts';
import { Activity } from '../../service/documents/activity.ts';
import { Documents } from '../../service/documents/documents.ts';
import { EditLog } from '../../service/documents/edits.ts';
import { type MakeOutline, Outlines } from '../../service/documents/outlines.ts';
import { Shown } from '../../service/documents/shown.ts';
import type { Views } from '../../service/documents/views.ts';
import { Handles } from '../../service/handles.ts';
import { type Refreshable, Refreshes } from '../../service/order/refreshes.ts';
import type { Clock } from '../../service/order/storms.ts';
import { Superseding } from '../../service/order/supersede.ts';
import { optionsOf } from '../../service/settings/asked.ts';
import type { Settings } from '../../service/settings/settings.ts';
import { Walks } from '../../service/walks.ts';
import type { WatchHooks } from '../../service/watch/systemWatches.ts';
import type { RepositoryChange, Watches } from '../../service/watch/watches.ts';
import { introduce } from '../introduction.ts';
import type { Session } from '../session.ts';
import { complain, foldersOf } from './configuration.ts';

/** What a session is made of, apart from what the client says. */
export interface SessionParts {
  readonly createService: (settings: Settings) => BlameService;
  readonly createWatches: (hooks: WatchHooks) => Watches;
  readonly makeOutline: MakeOutline;
  readonly log: Log;
  readonly version: string;
  readonly createViews: (settings: Settings) => Views;
  readonly windows: boolean;
  readonly now: () => number;
  readonly clock: Clock;
  /** Asks the client to ask about a surface anew. */
  readonly sendRefresh: (surface: Refreshable) => void;
}

/** Never waits for anything: readiness does not depend on the client's answers. */
export function initialize(
  parts: SessionParts,
  params: Readonly<Record<string, unknown>>,
  onChange: (session: Session, change: RepositoryChange) => void,
): { session: Session; result: InitializeResult } {
  const { client, settings, complaints, result } = introduce(params, parts.version);
  const service = parts.createService(settings);
  const watches = parts.createWatches({
    service,
    clock: parts.clock,
    options: () => optionsOf(session.settings),
    onChange: (change) => onChange(session, change),
    warn: (message) => parts.log.warning(message),
    debug: (message) => parts.log.debug(message),
  });
  const session: Session = {
    service,
    watches,
    documents: new Documents(),
    superseding: new Superseding(),
    activity: new Activity(parts.clock),
    edits: new EditLog(),
    shown: new Shown(),
    settling: new Set(),
    handles: new Handles(),
    outlines: new Outlines(parts.makeOutline),
    views: parts.createViews(settings),
    walks: new Walks(),
    refreshes: new Refreshes({
      able: client.refreshes,
      drained: () => service.drained(),
      send: parts.sendRefresh,
    }),
    client,
    log: parts.log,
    windows: parts.windows,
    settings,
    folders: new Map(foldersOf(params).map((uri) => [uri, null])),
    complained: new Set(),
    baseSettings: settings,
    now: parts.now,
  };
  complain(session, complaints);
  return { session, result };
}
