/** Directories that several want. */
import { expect, it } from 'vitest';
import { DirectoryWatches, type OnEntry } from '../../../../server/service/watch/directoryWatches.ts';

function stage() {
  const open: { directory: string; onEntry: OnEntry; onLost: () => void }[] = [];
  const closed: string[] = [];
  const watches = new DirectoryWatches((directory, onEntry, onLost) => {
    open.push({ directory, onEntry, onLost });
    return { close: () => void closed.push(directory) };
  });
  const heard: string[] = [];
  const listener = (who: string) => ({
    onEntry: (name: string | null) => void heard.push(`${who} ${name}`),
    onLost: () => void heard.push(`${who} lost`),
  });
  return { watches, open, closed, heard, listener };
}

it('are watched once for all', () => {
  const { watches, open, closed, heard, listener } = stage();
  const home = { directory: '/home', identity: '1' };
  const [a, b] = [watches.add(home, listener('a')), watches.add(home, listener('b'))];
  expect([open.length, watches.count]).toEqual([1, 1]);
  open[0]?.onEntry('x');
  a.close();
  a.close();
  open[0]?.onEntry(null);
  expect(heard).toEqual(['a x', 'b x', 'b null']);
  expect(closed).toEqual([]);
  b.close();
  expect([closed, watches.count]).toEqual([['/home'], 0]);
});

it('are told apart from others of the same name', () => {
  const { watches, open, listener } = stage();
  watches.add({ directory: '/d', identity: '1' }, listener('a'));
  watches.add({ directory: '/d', identity: '2' }, listener('b'));
  expect(open.length).toBe(2);
});

it('that are lost are told to all and can be watched again', () => {
  const { watches, open, heard, listener, closed } = stage();
  const place = { directory: '/d', identity: '1' };
  const handle = watches.add(place, listener('a'));
  open[0]?.onLost();
  expect([heard, watches.count]).toEqual([['a lost'], 0]);
  watches.add(place, listener('b'));
  handle.close();
  expect([watches.count, closed]).toEqual([1, ['/d']]);
});
