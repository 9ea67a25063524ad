/** Lets an answer go without what takes too long: it is made all the same, and is there the next time. */

/** The value, or null after so many milliseconds and where it can't be had. */
export function within<Value>(
  milliseconds: number,
  work: Promise<Value>,
  onFault: (error: unknown) => void,
): Promise<Value | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    work.then(resolve, (error: unknown) => {
      onFault(error);
      resolve(null);
    });
    work.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
  });
}
