/** Batches on their way from a thread. */
import { beforeEach, describe, expect, it } from 'vitest';
import { packBatch, takeBatches, unpackBatch } from '../../../server/worker/batchTaking.ts';
import type { EntryBatch } from '../../../server/worker/messages.ts';

const person = { name: 'Zoë \ud800 "x"', email: 'z@example.org', time: 1, timezone: '+0100' };
const oid = 'a'.repeat(40);

function batch(line: number, named = true): EntryBatch {
  const rows = Int32Array.of(line, 1, 0, 0, 0);
  if (!named) return { rows, origins: [], commits: {} };
  const previous = line % 2 === 0 ? null : { commit: 'b'.repeat(40), path: '\xe9' };
  const origins = [{ commit: oid, path: 'f', previous, boundary: line === 0 }];
  return {
    rows,
    origins,
    commits: { [oid]: { summary: 'line\u2028 <&>', author: person, committer: person } },
  };
}

/** Holds the thread for as long as a turn lasts. */
function spendTurn(): void {
  for (const until = performance.now() + 5; performance.now() < until; );
}

describe('a batch', () => {
  it('is what it was when it has arrived', () => {
    for (const each of [batch(0), batch(1), batch(2, false)]) {
      expect(unpackBatch(structuredClone(packBatch(each)))).toEqual(each);
    }
  });
});

describe('batches are taken in', () => {
  // Each begins with a turn in which nothing has been done.
  beforeEach(() => new Promise<void>((resolve) => void setTimeout(resolve, 5)));

  it('in their order, at once while the turn is short and later when it is not', async () => {
    const lines: number[] = [];
    const turns = new Set<number>();
    let turn = 0;
    const counting = setInterval(() => turn++, 0);
    const taking = takeBatches(({ rows }) => {
      lines.push(rows[0] as number);
      turns.add(turn);
      spendTurn();
    });
    for (let line = 0; line < 6; line++) taking.add(packBatch(batch(line)));
    expect(lines).toEqual([0]);
    await taking.over();
    clearInterval(counting);
    expect(lines).toEqual([0, 1, 2, 3, 4, 5]);
    expect(turns.size).toBeGreaterThan(3);
  });

  it('no more once nobody wants them', async () => {
    const lines: number[] = [];
    const taking = takeBatches(({ rows }) => {
      lines.push(rows[0] as number);
      spendTurn();
    });
    for (let line = 0; line < 3; line++) taking.add(packBatch(batch(line)));
    taking.stop();
    await taking.over();
    expect(lines).toEqual([0]);
  });

  it('and what goes wrong then is told to who asks whether it is over', async () => {
    const taking = takeBatches(({ rows }) => {
      if (rows[0] === 1) throw new Error('no room');
      spendTurn();
    });
    taking.add(packBatch(batch(0)));
    taking.add(packBatch(batch(1)));
    await expect(taking.over()).rejects.toThrow('no room');
  });
});
