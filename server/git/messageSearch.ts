/** `:/text` and `^{/text}`: the newest commit whose message matches. */
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { Oid } from './oid.ts';
import { extendedRegex } from './posixRegex.ts';
import type { ObjectReader } from './reader.ts';

/**
 * The newest commit, by committer date, that is reachable from the given commits and whose message matches the extended
 * regular expression (latin1 bytes); `!-` in front looks for one that does not match, `!!` for a literal `!`. Null
 * when there is none or the expression is malformed.
 */
export function findByMessage(reader: ObjectReader, from: readonly Oid[], text: string): Oid | null {
  const match = /^(!-|!(?=!))?(.*)$/s.exec(text);
  const negative = match?.[1] === '!-';
  const regex = text.startsWith('!') && match?.[1] === undefined ? null : extendedRegex(match?.[2] ?? '');
  if (regex === null) return null;
  const seen = new Set<Oid>();
  const queue = new PriorityQueue<Oid>();
  const enqueue = (oid: Oid) => {
    if (seen.has(oid)) return;
    seen.add(oid);
    queue.push(oid, reader.commit(oid).date);
  };
  from.forEach(enqueue);
  for (let oid = queue.pop(); oid !== null; oid = queue.pop()) {
    reader.cancel.check();
    if (messageMatches(reader, oid, regex) !== negative) return oid;
    reader.commit(oid).parents.forEach(enqueue);
  }
  return null;
}

function messageMatches(reader: ObjectReader, oid: Oid, regex: RegExp): boolean {
  const data = reader.data(oid, 'commit');
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
  const start = text.indexOf('\n\n');
  return start >= 0 && regex.test(text.slice(start + 2));
}
