/** What is made of an object once. */
import { expect, it } from 'vitest';
import { madeOnce } from '../../../server/base/madeOnce.ts';

it('is made again for another object alone, whatever it is', () => {
  let count = 0;
  const nameOf = madeOnce(({ name }: { readonly name: string | undefined }) => {
    count++;
    return name;
  });
  const [a, b, none] = [{ name: 'a' }, { name: 'a' }, { name: undefined }];
  expect([a, b, none, a, b, none].map(nameOf)).toEqual(['a', 'a', undefined, 'a', 'a', undefined]);
  expect(count).toBe(3);
});
