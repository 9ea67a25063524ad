/** What tables of lines are made on: both are held to the same tests. */
import { compiledLines } from '../../server/diff/compiledLines.ts';
import { type MakeStore, plainStore } from '../../server/diff/lineTable.ts';

export const compiledStore: MakeStore = (cancel) => {
  const store = compiledLines(cancel);
  if (store === null) throw new Error('dist/parts/kernel.wasm is missing: npm run build makes it');
  return store;
};

export const lineStores: readonly (readonly [name: string, make: MakeStore])[] = [
  ['kernels', compiledStore],
  ['plain arrays', plainStore],
];
