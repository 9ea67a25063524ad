/** What is known of the client, and everything a handler may use. Made by `initialize`, dropped at the end. */
import type { Log } from '../base/log.ts';
import type { BlameService } from '../service/blameService.ts';
import type { Activity } from '../service/documents/activity.ts';
import type { Documents } from '../service/documents/documents.ts';
import type { EditLog } from '../service/documents/edits.ts';
import type { Outlines } from '../service/documents/outlines.ts';
import type { Shown } from '../service/documents/shown.ts';
import type { Views } from '../service/documents/views.ts';
import type { Handles } from '../service/handles.ts';
import type { Refreshable, Refreshes } from '../service/order/refreshes.ts';
import type { Superseding } from '../service/order/supersede.ts';
import type { Moment } from '../service/repository/sharedReadings.ts';
import type { Settings } from '../service/settings/settings.ts';
import type { Walks } from '../service/walks.ts';
import type { Watches } from '../service/watch/watches.ts';
import type { PositionEncoding } from './encoding.ts';
import type { ClientEnd } from './following.ts';
import type { ProgressToken } from './protocol.ts';

/** What the client can do, as far as it matters here. */
export interface ClientAbilities {
  readonly encoding: PositionEncoding;
  readonly configuration: boolean;
  /** Whether it can be asked to watch files. */
  readonly watchesFiles: boolean;
  readonly markdownHover: boolean;
  /** Whether it shows work of ours that goes on for a while. */
  readonly showsProgress: boolean;
  /** Whether a hint's tooltip may come later. */
  readonly hintTooltip: boolean;
  /** Whether what a hint does when it is clicked may come later. */
  readonly hintCommand: boolean;
  /** Whether it shows documents and web pages when it is asked to. */
  readonly showsDocuments: boolean;
  /** Whether it can show what `git-blame:` URIs stand for. */
  readonly showsVersions: boolean;
  /** Whether it puts texts on the user's clipboard. */
  readonly copies: boolean;
  /** Whether code actions may be more than commands, and whether it shows why some can't be taken. */
  readonly actionLiterals: boolean;
  readonly disabledActions: boolean;
  /** Whether a code action's edit may come when the action is taken, and may make a file. */
  readonly lateEdits: boolean;
  /** Null: it takes no edits. */
  readonly edits: { readonly documentChanges: boolean; readonly createsFiles: boolean } | null;
  /** Surfaces that the client asks about anew when it is told to. */
  readonly refreshes: ReadonlySet<Refreshable>;
}

export interface Session {
  readonly service: BlameService;
  readonly documents: Documents;
  readonly superseding: Superseding;
  readonly activity: Activity;
  readonly edits: EditLog;
  readonly shown: Shown;
  /** Documents whose answers wait for edits to calm down. */
  readonly settling: Set<string>;
  readonly watches: Watches;
  readonly refreshes: Refreshes;
  /** Where functions and classes are. */
  readonly outlines: Outlines;
  /** What numbers in hints stand for. */
  readonly handles: Handles;
  readonly client: ClientAbilities;
  readonly log: Log;
  readonly views: Views;
  /** Where users came from when they walked back, by what is shown to them. */
  readonly walks: Walks;
  /** The kind of the system's paths. */
  readonly windows: boolean;
  /** Replaced when the client's configuration changes. */
  settings: Settings;
  /** The workspace's folders by URI, with what is set for each; null: the same as for all. */
  readonly folders: Map<string, Settings | null>;
  /** What `initialize` found: later configuration is laid over this. */
  readonly baseSettings: Settings;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Complaints about settings that were made; each is made once. */
  readonly complained: Set<string>;
}

/** One request on its way. */
export interface RequestContext {
  /** Aborts when the client cancels, when the server stops, and for implicit requests when they are superseded. */
  readonly signal: AbortSignal;
  /** When the request came, where it has waited since: what others have read since then holds for it as well. */
  readonly since?: Moment;
  /** Resolves when the storm of edits that the document may be in is over; for explicit requests at once. */
  readonly calm: () => Promise<void>;
  readonly sendProgress: (token: ProgressToken, value: unknown) => void;
  readonly client: ClientEnd;
  /** The answer just given may not be the last word: it is looked into, and the client is told if need be. */
  readonly refreshLater: (uri: string) => void;
  /** Does work of the main thread that may take long, under a name that the trace shows. */
  readonly named: <Result>(name: string, work: () => Result) => Result;
}
