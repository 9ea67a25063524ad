/** Work that pauses now and then, done in one go. */
export function resultOf<Result>(work: Generator<undefined, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}
