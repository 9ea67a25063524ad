/** Large messages as values. */
import { expect, it } from 'vitest';
import { chunkedFrom, isPrepared } from '../../../server/base/preparedText.ts';
import { parseBody } from '../../../server/worker/parseBody.ts';

const parsed = (value: unknown) => {
  const outcome = parseBody(Buffer.from(JSON.stringify(value)));
  return outcome.ok ? (outcome.value as Record<string, never>) : null;
};

it('prepares what is long, wherever it is, and nothing else', () => {
  const text = 'é\n'.repeat(40_000);
  const value = parsed({ method: 'm', params: { all: [1, null, { text }], short: 'text' } });
  expect(value).toMatchObject({ method: 'm', params: { all: [1, null, {}], short: 'text' } });
  const params = value?.['params'] as { all: { text: unknown }[] } | undefined;
  const long = params?.all[2]?.text;
  expect(isPrepared(long) && chunkedFrom(long).toString()).toBe(text);
});

it.each([[null], [[]], ['text'], [7]])('takes %j for what it is', (value) => {
  expect(parsed(value)).toEqual(value);
});

it('says what is wrong', () => {
  expect(parseBody(Buffer.from('{"a":'))).toMatchObject({ ok: false, reason: /JSON/ });
});

it('does not mind how deep a value is', () => {
  const depth = 100_000;
  const outcome = parseBody(Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`));
  // Either the parser itself refuses, or it is taken apart.
  expect(typeof outcome.ok).toBe('boolean');
});
