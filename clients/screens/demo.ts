/** A small repository with a history worth looking at, for pictures. */
import { spawnSync } from 'node:child_process';

export const DEMO_FILE = 'src/cache.ts';

const people = {
  ada: 'Ada Lovelace <ada@example.com>',
  grace: 'Grace Hopper <grace@example.com>',
  linus: 'Linus T. <linus@example.com>',
  mary: 'Mary Shaw <mary@example.com>',
} as const;

interface DemoCommit {
  readonly by: keyof typeof people;
  readonly daysAgo: number;
  readonly message: string;
}

const commits: readonly DemoCommit[] = [
  {
    by: 'ada',
    daysAgo: 1490,
    message: 'Cache what was read\n\nReading twice is slow, and files rarely change.',
  },
  { by: 'grace', daysAgo: 1130, message: 'Count hits and misses' },
  {
    by: 'linus',
    daysAgo: 700,
    message: 'Bound the cache in bytes\n\nEntries differ in size by a factor of a thousand.',
  },
  { by: 'ada', daysAgo: 410, message: 'Forget the oldest entry first' },
  {
    by: 'mary',
    daysAgo: 95,
    message:
      "Don't keep what is larger than the cache\n\nIt threw everything else out and was then\nthrown out itself.",
  },
  { by: 'grace', daysAgo: 12, message: 'Name the unit of the bound' },
];

/** Lines of the newest version: the commit that wrote them, and before that other wordings by earlier ones. */
const lines: readonly (readonly [string, number, ...(readonly [number, string])[]])[] = [
  ['/** Keeps what was read, up to a number of bytes. */', 2, [0, '/** Keeps what was read. */']],
  ['export class Cache {', 0],
  [
    '  private readonly entries = new Map<string, Entry>();',
    2,
    [0, '  private readonly entries = new Map<string, Buffer>();'],
  ],
  ['  private bytes = 0;', 2],
  ['  hits = 0;', 1],
  ['  misses = 0;', 1],
  ['', 0],
  [
    '  constructor(private readonly maxBytes: number) {}',
    5,
    [2, '  constructor(private readonly max: number) {}'],
  ],
  ['', 2],
  ['  get(key: string): Buffer | null {', 0],
  ['    const entry = this.entries.get(key);', 1, [0, '    return this.entries.get(key) ?? null;']],
  ['    if (!entry) {', 1],
  ['      this.misses += 1;', 1],
  ['      return null;', 1],
  ['    }', 1],
  ['    this.hits += 1;', 1],
  ['    this.refresh(key, entry);', 3],
  ['    return entry.content;', 2, [1, '    return entry;']],
  ['  }', 0],
  ['', 0],
  ['  set(key: string, content: Buffer): void {', 0],
  ['    if (content.length > this.maxBytes) return;', 5, [4, '    if (content.length > this.max) return;']],
  ['    this.entries.set(key, { content });', 2, [0, '    this.entries.set(key, content);']],
  ['    this.bytes += content.length;', 2],
  [
    '    while (this.bytes > this.maxBytes) this.forgetOldest();',
    5,
    [3, '    while (this.bytes > this.max) this.forgetOldest();'],
    [2, '    while (this.bytes > this.max) this.forgetOne();'],
  ],
  ['  }', 0],
  ['}', 0],
];

/** The file as a commit left it. */
function contentAt(commit: number): string {
  return lines
    .flatMap(([text, since, ...earlier]) => {
      if (since <= commit) return [`${text}\n`];
      const older = earlier.find(([from]) => from <= commit);
      return older ? [`${older[1]}\n`] : [];
    })
    .join('');
}

/** Makes it in an empty directory. Dates count back from now, so that ages in pictures stay as they are. */
export function makeDemo(directory: string, environment: Readonly<Record<string, string>>): void {
  const now = Math.floor(Date.now() / 86_400_000) * 86_400;
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits
    .map(({ by, daysAgo, message }, index) => {
      const who = `${people[by]} ${now - daysAgo * 86_400} +0100`;
      return `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n${data(message)}M 100644 inline ${DEMO_FILE}\n${data(contentAt(index))}`;
    })
    .join('');
  const git = (args: readonly string[], input = '') => {
    const { status, stderr } = spawnSync('git', args, { cwd: directory, env: environment, input });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  };
  git(['init', '--quiet', '--initial-branch=main']);
  git(['fast-import', '--quiet'], stream);
  git(['reset', '--quiet', '--hard', 'main']);
}
