/** Waiting for what must come true, without knowing how busy the machine is. */

/** What `look` gives as soon as it is neither false, null nor undefined. Throws after `milliseconds`, with what `describe` says. */
export async function until<Value>(
  look: () => Promise<Value> | Value,
  describe: () => Promise<string> | string = () => '',
  milliseconds = 30_000,
): Promise<Exclude<Value, false | null | undefined>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await look();
    if (value !== false && value !== null && value !== undefined)
      return value as Exclude<Value, false | null | undefined>;
    if (Date.now() > end) throw new Error(`it did not come true in ${milliseconds} ms\n${await describe()}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
