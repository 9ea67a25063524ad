/** Read-only files: where they are, what they know, and that no name leads out of their directory. */
import { mkdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ViewShelf, Views } from '../../../../server/service/documents/views.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('views', () => {
  const scratch = useScratch('views');
  const version = { fsPath: '/top/a.c', commit: 'aa' };
  const viewsIn = (root: string, trim: ViewShelf['trim'] = () => undefined) =>
    new Views({ directoryOf: (owner) => join(root, owner), trim });

  it('are written, remembered and written anew', async () => {
    const views = viewsIn(scratch.path);
    const view = { owner: 'one', key: 'k', name: 'a.c', text: 'text\n', version };
    const path = await views.write(view);
    expect(await views.write({ ...view, text: 'newer\n' })).toBe(path);
    expect([readFileSync(path, 'utf8'), basename(path), statSync(path).mode & 0o777]).toEqual([
      'newer\n',
      'a.c',
      0o444,
    ]);
    expect(views.versionAt(path)).toEqual(version);
    expect(views.versionAt('/top/a.c')).toBeNull();
  });

  it.each(['..', '.', '', '../../x', '/etc/passwd', 'C:\\x', 'a\nb', 'x'.repeat(400)])(
    'keep %j in their place',
    async (name) => {
      const root = join(scratch.path, 'two');
      const path = await viewsIn(scratch.path).write({
        owner: 'two',
        key: name,
        name,
        text: '',
        version: null,
      });
      expect(path.startsWith(`${root}/`)).toBe(true);
      expect(path.slice(root.length).split('/').length).toBe(3);
    },
  );

  it('remove what is old', async () => {
    const root = join(scratch.path, 'three');
    for (const name of ['old', 'new']) mkdirSync(join(root, name), { recursive: true });
    utimesSync(join(root, 'old'), 1, 1);
    await viewsIn(scratch.path).write({ owner: 'three', key: 'k', name: 'n', text: '', version: null });
    expect(statSync(join(root, 'old'), { throwIfNoEntry: false })).toBeUndefined();
    expect(statSync(join(root, 'new')).isDirectory()).toBe(true);
  });

  it('are kept within bounds: looked at first, and again when much was written', async () => {
    const trimmed: string[] = [];
    const views = viewsIn(scratch.path, (directory) => void trimmed.push(directory));
    const write = (owner: string, text: string) =>
      views.write({ owner, key: text.slice(0, 1), name: 'n', text, version: null });
    for (const text of ['a', 'b', 'c'.repeat(3 << 20), 'd'.repeat(1 << 20), 'e']) await write('four', text);
    expect(trimmed).toEqual([join(scratch.path, 'four'), join(scratch.path, 'four')]);
  });
});
