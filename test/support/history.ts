/** Histories as plain lists of commits, written as loose objects without any git: same list, same ids, everywhere. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** What a path holds: text, bytes, something with a mode of its own, or null when the commit deletes it. */
export type Content =
  | string
  | Uint8Array
  | { readonly mode: string; readonly content: string | Uint8Array }
  | null;

/** The parts of a commit object that a history does not choose itself. */
export interface CommitParts {
  readonly tree: string;
  readonly parents: readonly string[];
}

export interface HistoryCommit {
  /** Its name in the history; a tag of this name points to it. */
  readonly id: string;
  /** Names; the commit listed just before when absent. */
  readonly parents?: readonly string[];
  /** Committer and author date, seconds; a minute after the commit listed before when absent. */
  readonly date?: number;
  /** `Name <mail>`. */
  readonly author?: string;
  readonly committer?: string;
  /** Date and zone of the author when they are not the committer's. */
  readonly authorDate?: string;
  readonly zone?: string;
  /** Its id when absent. */
  readonly message?: string;
  /** Changes against the first parent. Paths are bytes as a latin1 string; string contents are UTF-8. */
  readonly files?: Readonly<Record<string, Content>>;
  /** Takes the place of the whole commit text, as latin1. */
  readonly text?: (parts: CommitParts) => string;
}

export interface HistoryFormat {
  readonly objectFormat: 'sha1' | 'sha256';
}

/** Ids by commit name. */
export type CommitIds = ReadonlyMap<string, string>;

interface Blob {
  readonly mode: string;
  readonly id: string;
}

const FIRST_DATE = 1_700_000_000;

/** The UTF-8 bytes of a text as the latin1 string that paths are written in. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** A symbolic link. */
export function link(target: string): Content {
  return { mode: '120000', content: target };
}

/** A file with the executable bit. */
export function executable(content: string): Content {
  return { mode: '100755', content };
}

/** Numbered lines `prefix 1` to `prefix count`, each with its newline. */
export function numbered(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}\n`).join('');
}

/**
 * Makes a bare repository in `directory` (which must exist) and writes the commits, a tag for each, and `main`,
 * the current branch, at the last one.
 */
export function writeHistory(
  directory: string,
  commits: readonly HistoryCommit[],
  format: HistoryFormat = { objectFormat: 'sha1' },
): CommitIds {
  initBare(directory, format);
  const writer = new HistoryWriter(directory, format);
  for (const commit of commits) writer.add(commit);
  const last = commits.at(-1);
  if (last) writeFileSync(join(directory, 'refs/heads/main'), `${writer.ids.get(last.id)}\n`);
  return writer.ids;
}

function initBare(directory: string, { objectFormat }: HistoryFormat): void {
  for (const part of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) {
    mkdirSync(join(directory, part), { recursive: true });
  }
  writeFileSync(join(directory, 'HEAD'), 'ref: refs/heads/main\n');
  const version =
    objectFormat === 'sha1' ? '\trepositoryformatversion = 0\n' : '\trepositoryformatversion = 1\n';
  const extensions = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectformat = ${objectFormat}\n`;
  writeFileSync(
    join(directory, 'config'),
    `[core]\n${version}\tfilemode = true\n\tbare = true\n${extensions}`,
  );
}

/** Remembers what was written of each commit so that later ones can build on it. */
class HistoryWriter {
  readonly ids = new Map<string, string>();
  private readonly trees = new Map<string, ReadonlyMap<string, Blob>>();
  private readonly directory: string;
  private readonly format: HistoryFormat;
  private previous: { id: string; date: number } | null = null;

  constructor(directory: string, format: HistoryFormat) {
    this.directory = directory;
    this.format = format;
  }

  add(commit: HistoryCommit): void {
    const parentNames = commit.parents ?? (this.previous ? [this.previous.id] : []);
    const parents = parentNames.map((name) => this.known(this.ids, name));
    const files = new Map(parentNames[0] === undefined ? [] : this.known(this.trees, parentNames[0]));
    for (const [path, content] of Object.entries(commit.files ?? {})) this.apply(files, path, content);

    const date = commit.date ?? (this.previous ? this.previous.date + 60 : FIRST_DATE);
    const parts = { tree: this.writeTree(files), parents };
    const text = commit.text ? commit.text(parts) : commitText(commit, parts, date);
    const oid = this.write('commit', Buffer.from(text, 'latin1'));
    writeFileSync(join(this.directory, 'refs/tags', commit.id), `${oid}\n`);
    this.ids.set(commit.id, oid);
    this.trees.set(commit.id, files);
    this.previous = { id: commit.id, date };
  }

  private apply(files: Map<string, Blob>, path: string, content: Content): void {
    if (content === null) {
      if (!files.delete(path)) throw new Error(`history deletes ${path}, which is not there`);
      return;
    }
    const plain = typeof content === 'string' || content instanceof Uint8Array;
    const { mode, content: data } = plain ? { mode: '100644', content } : content;
    // A submodule's commit is elsewhere; its content only makes an id of the right length.
    const id = mode === '160000' ? this.hash(Buffer.from(data)) : this.write('blob', Buffer.from(data));
    files.set(path, { mode, id });
  }

  /** Writes the tree of files under `prefix` (ends in a slash, or is empty), subtrees first. */
  private writeTree(files: ReadonlyMap<string, Blob>, prefix = ''): string {
    const entries = new Map<string, Blob>();
    for (const [path, blob] of files) {
      if (!path.startsWith(prefix)) continue;
      const rest = path.slice(prefix.length);
      const slash = rest.indexOf('/');
      if (slash < 0) entries.set(rest, blob);
      else {
        const name = rest.slice(0, slash);
        if (!entries.has(name))
          entries.set(name, { mode: '40000', id: this.writeTree(files, `${prefix}${name}/`) });
      }
    }
    // Git sorts a directory as if its name ended in a slash.
    const key = (name: string, { mode }: Blob) => (mode === '40000' ? `${name}/` : name);
    const sorted = [...entries].sort(([a, x], [b, y]) => (key(a, x) < key(b, y) ? -1 : 1));
    const rows = sorted.map(([name, { mode, id }]) => [
      Buffer.from(`${mode} ${name}\0`, 'latin1'),
      Buffer.from(id, 'hex'),
    ]);
    return this.write('tree', Buffer.concat(rows.flat()));
  }

  private write(type: string, data: Uint8Array): string {
    const object = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    const oid = this.hash(object);
    const file = join(this.directory, 'objects', oid.slice(0, 2), oid.slice(2));
    if (existsSync(file)) return oid;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, deflateSync(object));
    return oid;
  }

  private hash(bytes: Uint8Array): string {
    return createHash(this.format.objectFormat).update(bytes).digest('hex');
  }

  private known<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
    const value = map.get(name);
    if (value === undefined) throw new Error(`history names ${name} before it exists`);
    return value;
  }
}

function commitText(commit: HistoryCommit, { tree, parents }: CommitParts, date: number): string {
  const { author = 'A U Thor <author@example.com>', committer = 'C O Mitter <committer@example.com>' } =
    commit;
  const when = `${date} ${commit.zone ?? '+0000'}`;
  const header = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${utf8(author)} ${commit.authorDate ?? when}`,
    `committer ${utf8(committer)} ${when}`,
  ];
  return `${header.join('\n')}\n\n${utf8(commit.message ?? commit.id)}\n`;
}
