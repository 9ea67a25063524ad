/** A blame service over a runner that the test scripts: one repository at /top, HEAD at `head`, files of numbered lines. */
import { textOf } from '../../server/base/sharedText.ts';
import { type BlameOptions, defaultOptions } from '../../server/blame/types.ts';
import { Scheduler } from '../../server/scheduler/scheduler.ts';
import { BlameService } from '../../server/service/blameService.ts';
import type { ServiceParts } from '../../server/service/contract.ts';
import { Leisure } from '../../server/service/order/leisure.ts';
import type { Sight } from '../../server/service/repository/quickDisk.ts';
import { Workspace } from '../../server/service/repository/workspace.ts';
import type { LineHunk } from '../../server/worker/lineHunk.ts';
import type {
  AskedOptions,
  BlameJob,
  CallOptions,
  CommitDetails,
  ConfiguredTextconv,
  EngineMethod,
  EntryBatch,
  Overlay,
  OverlayJob,
  ResolvedOptions,
  Runner,
  UserIdentity,
} from '../../server/worker/messages.ts';
import type { FileVersion, RemoteFacts } from '../../server/worker/versionMessages.ts';
import { fakeRepository } from './fakeRepository.ts';
import { type FakeTurns, fakeTurns } from './fakeTurns.ts';

export const fakePerson = { name: 'Ada', email: 'ada@example.com', time: 1_700_000_000, timezone: '+0000' };

/** What the fake repository holds and what was asked of it; the test changes it at will. */
export interface FakeWorld {
  head: string | null;
  mergeHeads: string[];
  /** What is on disk; missing files are not there. */
  files: Record<string, string>;
  /** How the text lies over the committed file; null: as if nothing were changed. */
  overlay: Partial<Overlay> | null;
  /** Lines of the committed file. */
  lineCount: number;
  mailmap: string;
  /** What history is overridden by. */
  overrides: string;
  /** What comes of every question for the history of lines. */
  lineHistory: EntryBatch[];
  /** Symbols of every text. */
  outline: number[];
  /** Who the user is. */
  identity: UserIdentity;
  /** What could be run where conversion is asked for. */
  textconv: ConfiguredTextconv | null;
  /** What the options asked for come to, apart from the defaults. */
  resolved: Partial<BlameOptions>;
  readonly warned: string[];
  readonly calls: { method: EngineMethod; params: unknown; signal: AbortSignal }[];
  /** Set by the test: lets blames stand still until they are released. */
  hold: Promise<void> | null;
  fail: Error | null;
  /** What blames alone fail with. */
  failBlame: Error | null;
  headsRead: number;
  /** Whether the disk can be looked at without waiting. */
  isNear: boolean;
  /** What is known of remotes. */
  remotes: RemoteFacts;
  /** What engine threads say of the line before; null at the end of history. */
  stepBack: { commit: string; path: string; line: number } | null;
  /** The hunk of every line. */
  lineHunk: LineHunk;
  /** What becomes of the fields of a commit. */
  details: Partial<CommitDetails>;
  readonly turns: FakeTurns;
  /** Milliseconds. */
  time: number;
  readonly timers: { readonly at: number; readonly action: () => void }[];
}

export interface FakeService {
  readonly service: BlameService;
  readonly world: FakeWorld;
}

/** Every file is blamed on two commits, `aa` for the first line and `bb` for the rest, in two batches. */
export function fakeService(): FakeService {
  const world: FakeWorld = {
    head: 'c0ffee',
    mergeHeads: [],
    files: {},
    overlay: null,
    lineCount: 3,
    mailmap: '',
    overrides: '',
    outline: [],
    lineHistory: [],
    identity: { name: null, email: null },
    textconv: null,
    resolved: {},
    warned: [],
    calls: [],
    hold: null,
    fail: null,
    failBlame: null,
    headsRead: 0,
    isNear: true,
    remotes: { remotes: [], rewrites: [], branchRemote: null, files: ['refs'] },
    stepBack: { commit: 'dad', path: 'old', line: 5 },
    lineHunk: { diff: '@@ -1 +1 @@\n-a\n+b\n', lineBefore: 0, sameDiff: { start: 0, end: 2 } },
    details: {},
    turns: fakeTurns(),
    time: 0,
    timers: [],
  };
  const scheduler = new Scheduler<Runner>({
    lanes: [fakeRunner(world)],
    atWork: 1,
    unseenAtWork: 1,
    queueLimit: 10,
    now: () => 0,
    after: () => undefined,
    pause: async () => undefined,
    resume: () => undefined,
    prepare: () => undefined,
  });
  const repository = fakeRepository;
  const workspace = new Workspace({
    discover: async (path) => (path.startsWith('/top') ? repository : null),
    isPlainlyBelow: async () => false,
    pathIn: async (_, path) => path.slice('/top/'.length),
    physicalPath: async (path) => path,
    followLink: async (path) => path,
    now: () => 0,
    after: () => undefined,
  });
  const parts: ServiceParts = {
    scheduler,
    workspace,
    maxCacheBytes: 1_000_000,
    leisure: new Leisure({ now: () => 0, after: () => undefined }, world.turns),
    engineBytes: () => ({ engineObjects: 0 }),
    keptBlames: null,
    answers: null,
    readHead: async () => {
      world.headsRead++;
      return world.head;
    },
    readMergeHeads: async () => world.mergeHeads,
    glance: (_, look) => (world.isNear ? look(sightOf(world)) : undefined),
    workTree: {
      read: async (path) =>
        path in world.files ? textOf(Buffer.from(world.files[path] ?? ''), world.files[path]) : null,
      bytes: 0,
    },
    stampOf: async () => world.mailmap + world.overrides,
    warn: (message) => void world.warned.push(message),
    wallClock: () => new Date(1_700_000_000_000),
    historyIndex: false,
    keepsComparisons: false,
    turns: world.turns,
    now: () => world.time,
    after: () => undefined,
  };
  return { service: new BlameService(parts), world };
}

function sightOf(world: FakeWorld): Sight {
  return {
    physicalPath: (path) => path,
    isLink: () => false,
    isPlain: () => true,
    stampOf: () => world.mailmap + world.overrides,
    head: () => world.head,
    isMerging: () => world.mergeHeads.length > 0,
  };
}

function fakeRunner(world: FakeWorld): Runner {
  return {
    async call(method, params, { signal, onBatch }: CallOptions) {
      // For the sake of later questions, at any time.
      if (method !== 'committed') world.calls.push({ method, params, signal });
      if (world.fail) throw world.fail;
      const job = params as BlameJob & OverlayJob;
      const answers = {
        revision: async () => (params as { revision: string }).revision,
        options: async () => resolved(world, (params as { asked: AskedOptions }).asked),
        overlay: async (): Promise<Overlay> => ({
          blob: 'b10b',
          tracked: true,
          quads: new Int32Array(),
          lineCount: world.lineCount,
          files: [],
          ...world.overlay,
        }),
        commit: async (): Promise<CommitDetails> => ({
          commit: (params as { commit: string }).commit,
          parents: ['dad'],
          message: 'Count notes\n\nAll.',
          summary: 'Count notes',
          author: fakePerson,
          committer: fakePerson,
          change: null,
          ...world.details,
        }),
        committed: async () => null,
        content: async () => `${(params as FileVersion).path} in ${(params as FileVersion).commit}\n`,
        lineHistory: async () => {
          for (const batch of world.lineHistory) onBatch?.(batch);
          return { complete: true };
        },
        lineHunk: async () => world.lineHunk,
        patch: async () => ({ text: 'diff --git a/f b/f\n', filesLeftOut: 0 }),
        remotes: async () => world.remotes,
        stepBack: async () => world.stepBack,
        history: async () => null,
        longFiles: async () => null,
        keepComparisons: async () => ({ pairs: 0, worked: 0 }),
        blame: () => blame(world, job, { signal, ...(onBatch && { onBatch }) }),
      };
      return (await answers[method]()) as never;
    },
    pause: async () => undefined,
    resume: () => undefined,
    prepare: () => undefined,
    close: () => undefined,
  };
}

/** Revisions are commits by themselves; everything else comes from the world. */
function resolved(
  { mailmap, overrides, identity, ...world }: FakeWorld,
  { revision, ...asked }: AskedOptions,
): ResolvedOptions {
  const start = revision === undefined ? null : String(revision);
  const options = { ...defaultOptions, ...world.resolved };
  const lines = asked.lines === undefined ? null : [asked.lines].flat();
  const textconv = asked.textconv ? world.textconv : null;
  const sources = { config: ['config'], ignoreRevs: [], mailmap: [] };
  const files = start === null ? ['config'] : null;
  const said = { mailmap, config: '', overrides, warnings: [], identity };
  return { options, start, textconv, grafts: null, lines, files, sources, ...said };
}

async function blame(world: FakeWorld, job: BlameJob, { signal, onBatch }: CallOptions) {
  if (world.failBlame) throw world.failBlame;
  const batch = (commit: string, row: number[]): EntryBatch => ({
    rows: Int32Array.from(row),
    origins: [{ commit, path: job.path, previous: null, boundary: commit === 'aa' }],
    commits: { [commit]: { summary: `Summary of ${commit}`, author: fakePerson, committer: fakePerson } },
  });
  onBatch?.(batch('aa', [0, 1, 0, 0, 0]));
  if (world.hold) await Promise.race([world.hold, rejection(signal)]);
  onBatch?.(batch('bb', [1, world.lineCount - 1, 4, 1, 0]));
  const stats = { commitsVisited: 2, treesRead: 0, blobsRead: 0, diffs: 1, hunksKnown: 0, bytesInflated: 0 };
  return { lineCount: world.lineCount, stats, anchor: null };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
