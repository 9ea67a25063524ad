/** Long work on the main thread is done in slices; between them everything else has its turn. */

/** Resolves when what waited before has been looked at; rejects with the signal's reason when it has aborted by then. */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
