/** Understands what `git blame --incremental` prints, line by line, and makes batches of it. */

import { unescapeC } from '../git/cEscapes.ts';
import type { Person } from '../git/commitText.ts';
import type { Oid } from '../git/oid.ts';
import { type CommitRecord, type EntryBatch, type OriginRecord, ROW } from './messages.ts';

interface Header {
  readonly commit: Oid;
  readonly sourceLine: number;
  readonly line: number;
  readonly count: number;
}

interface MutablePerson {
  name: string;
  email: string;
  time: number;
  timezone: string;
}

interface MutableRecord {
  summary: string;
  author: MutablePerson;
  committer: MutablePerson;
  boundary: boolean;
}

const NOT_COMMITTED = /^0+$/;

export class IncrementalOutput {
  /** Lines of the text up to the last one that is settled. */
  lineCount = 0;
  private readonly records = new Map<Oid, MutableRecord>();
  private readonly places = new Map<string, number>();
  private header: Header | null = null;
  private previous: { commit: Oid; path: string } | null = null;
  private rows: number[] = [];
  private origins: OriginRecord[] = [];
  private commits: Record<Oid, CommitRecord> = {};
  private rest = '';

  /** Takes the next bytes, as latin1, in. */
  add(bytes: string): void {
    const lines = (this.rest + bytes).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.take(line);
  }

  /** What has been settled since the last batch; null when nothing has. */
  takeBatch(): EntryBatch | null {
    if (this.rows.length === 0) return null;
    const batch = { rows: Int32Array.from(this.rows), origins: this.origins, commits: this.commits };
    this.rows = [];
    this.origins = [];
    this.commits = {};
    return batch;
  }

  get pending(): number {
    return this.rows.length / ROW;
  }

  private take(line: string): void {
    const header = /^([0-9a-f]{40,64}) (\d+) (\d+) (\d+)$/.exec(line);
    if (header) {
      const [, commit = '', source, final, count] = header;
      this.header = { commit, sourceLine: Number(source) - 1, line: Number(final) - 1, count: Number(count) };
      this.previous = null;
      return;
    }
    if (!this.header) return;
    const space = line.indexOf(' ');
    const name = space < 0 ? line : line.slice(0, space);
    this.takeField(this.header, name, space < 0 ? '' : line.slice(space + 1));
  }

  private takeField(header: Header, name: string, value: string): void {
    const record = this.recordOf(header.commit);
    const [, role, part] = /^(author|committer)(?:-(mail|time|tz))?$/.exec(name) ?? [];
    if (role === 'author' || role === 'committer') setPart(record[role], part, decoded(value));
    else if (name === 'summary') record.summary = decoded(value);
    else if (name === 'boundary') record.boundary = true;
    else if (name === 'previous') {
      const space = value.indexOf(' ');
      this.previous = { commit: value.slice(0, space), path: unquoted(value.slice(space + 1)) };
    } else if (name === 'filename') this.settle(header, unquoted(value));
  }

  private recordOf(commit: Oid): MutableRecord {
    const known = this.records.get(commit);
    if (known) return known;
    const nobody = () => ({ name: '', email: '', time: 0, timezone: '+0000' });
    const record = { summary: '', author: nobody(), committer: nobody(), boundary: false };
    this.records.set(commit, record);
    return record;
  }

  /** The file's name is the last line of an entry. */
  private settle({ commit, sourceLine, line, count }: Header, path: string): void {
    const key = `${commit} ${path}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.places.size;
      this.places.set(key, place);
      const { boundary, ...record } = this.recordOf(commit);
      this.origins.push({ commit, path, previous: this.previous, boundary });
      if (!NOT_COMMITTED.test(commit)) this.commits[commit] = record;
    }
    this.rows.push(line, count, sourceLine, place, 0);
    this.lineCount = Math.max(this.lineCount, line + count);
    this.header = null;
  }
}

function setPart(person: MutablePerson, part: string | undefined, value: string): void {
  if (part === undefined) person.name = value;
  else if (part === 'mail') person.email = value.replace(/^<|>$/g, '');
  else if (part === 'time') person.time = Number(value);
  else person.timezone = value;
}

/** git was asked for UTF-8. */
function decoded(text: string): Person['name'] {
  return Buffer.from(text, 'latin1').toString();
}

/** Paths with unusual bytes come in quotes, as in C. */
function unquoted(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"')) return path;
  return unescapeC(path.slice(1, -1));
}
