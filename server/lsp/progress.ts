/** Progress of one `blame/file`: hunks as they are settled, and how many lines are. */

import type { BlameBatch } from '../service/contract.ts';
import { type FileBlame, ROW } from '../service/fileBlame.ts';
import { toWireLines } from './convert.ts';
import type { BlamePart, ProgressToken, WireRange } from './protocol.ts';
import type { RequestContext } from './session.ts';

export interface ProgressTokens {
  readonly partial: ProgressToken | null;
  readonly workDone: ProgressToken | null;
}

/** Sends `$/progress` while a blame runs. With neither token it sends nothing. */
export class BlameProgress {
  private readonly tokens: ProgressTokens;
  private readonly range: WireRange | null;
  private readonly send: RequestContext['sendProgress'];
  private readonly origins: FileBlame['origins'][number][] = [];
  private readonly sent = new Set<string>();
  private readonly commits: Record<string, FileBlame['commits'][string]> = {};
  private lines = 0;

  constructor(tokens: ProgressTokens, range: WireRange | null, send: RequestContext['sendProgress']) {
    this.tokens = tokens;
    this.range = range;
    this.send = send;
  }

  /** Whether the client is to be told of anything. */
  get isAwaited(): boolean {
    return this.tokens.partial !== null || this.tokens.workDone !== null;
  }

  /** Whether the client has been told of lines. */
  get hasSent(): boolean {
    return this.lines > 0;
  }

  begin(): void {
    this.report({ kind: 'begin', title: 'Blame', cancellable: true });
  }

  add(batch: BlameBatch): void {
    for (const origin of batch.origins) this.origins.push(origin);
    Object.assign(this.commits, batch.commits);
    for (let at = 1; at < batch.rows.length; at += ROW) this.lines += batch.rows[at] ?? 0;
    this.report({ kind: 'report', message: `${this.lines} lines` });
    if (this.tokens.partial !== null) this.sendPart(this.tokens.partial, batch.rows);
  }

  end(): void {
    this.report({ kind: 'end' });
  }

  private report(value: object): void {
    if (this.tokens.workDone !== null) this.send(this.tokens.workDone, value);
  }

  private sendPart(token: ProgressToken, rows: Int32Array): void {
    const range = this.range;
    const span = {
      start: range?.start.line ?? 0,
      end: range ? range.end.line + (range.end.character > 0 ? 1 : 0) : Number.MAX_SAFE_INTEGER,
    };
    const { origins, commits: told } = this;
    const { hunks, commits } = toWireLines({ rows, origins, commits: told, uncommitted: null }, span);
    if (hunks.length === 0) return;
    const fresh = Object.entries(commits).filter(([oid]) => !this.sent.has(oid));
    for (const [oid] of fresh) this.sent.add(oid);
    const part: BlamePart = { hunks, commits: Object.fromEntries(fresh) };
    this.send(token, part);
  }
}
