/** Which changes on disk count. */
import { expect, it } from 'vitest';
import { type Effect, effectOfFile } from '../../../../server/service/order/triggers.ts';

it.each<[string, Effect]>([
  ['/top/.git/HEAD', 'head'],
  ['/top/.git/MERGE_HEAD', 'head'],
  ['/top/.git/worktrees/other/HEAD', 'head'],
  ['/top/.git/refs/heads/main', 'head'],
  ['/top/.git/packed-refs', 'head'],
  ['/bare.git/refs/heads/main', 'head'],
  ['C:\\top\\.git\\HEAD', 'head'],
  ['/top/.git/reftable/tables.list', 'head'],
  ['/top/.git/HEAD.lock', 'nothing'],
  ['/top/.git/refs/heads/main.lock', 'nothing'],
  ['/top/.git/packed-refs.lock', 'nothing'],
  ['/top/.git/index', 'nothing'],
  ['/top/.git/index.lock', 'nothing'],
  ['/top/.git/lfs/tmp/abc', 'nothing'],
  ['/top/.git/refs/remotes/origin/main', 'nothing'],
  ['/top/.git/FETCH_HEAD', 'nothing'],
  ['/top/.git/ORIG_HEAD', 'nothing'],
  ['/top/.git/logs/HEAD', 'nothing'],
  ['/top/.git/COMMIT_EDITMSG', 'nothing'],
  ['/top/.git/objects/ab/cdef', 'nothing'],
  ['/top/.git/objects/pack/tmp_pack_x', 'nothing'],
  ['/top/.git/objects/pack/pack-1.pack', 'objects'],
  ['/top/.git/objects/pack/multi-pack-index', 'objects'],
  ['/top/.git/refs/replace/abc', 'objects'],
  ['/top/.git/shallow', 'objects'],
  ['/top/.git/config', 'config'],
  ['/top/.mailmap', 'config'],
  ['/top/src/.gitattributes', 'config'],
  ['/top/.git-blame-ignore-revs', 'config'],
  ['/top/src/a.c', 'nothing'],
  ['/top/src/HEAD', 'nothing'],
])('%s: %s', (path, effect) => {
  expect(effectOfFile(path)).toBe(effect);
});
