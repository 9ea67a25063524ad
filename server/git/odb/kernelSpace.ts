/** How a reader divides the memory that it shares with the kernels. */
import { createKernel, type Kernel, PADDING, prepareKernels } from '../../kernel/kernel.ts';
import type { ReadLimits } from './readContext.ts';
import { INPUT, INPUT_BYTES, SPACE_START } from './smallObjects.ts';

/** Deltas of one object lie all over a pack that was never repacked: many small windows serve them, few large ones do not. */
export const ONE_WINDOW: number = 64 * 1024;
const LEAST_OBJECT_SPACE = 1 << 20;

interface Space {
  readonly kernel: Kernel;
  /** For windows. */
  readonly frames: readonly Buffer[];
  /** For compressed bytes that lie in several windows. */
  readonly scratch: Buffer;
  /** For objects. */
  readonly start: number;
  readonly end: number;
}

/** Windows and small objects share one memory with the kernels, so that nothing has to be copied to reach them. */
export function layOut({ windowBytes, objectBytes }: ReadLimits): Space {
  const count = Math.max(4, Math.floor(windowBytes / ONE_WINDOW)) + 1;
  const start = SPACE_START + count * (ONE_WINDOW + PADDING);
  const end = start + Math.max(objectBytes, LEAST_OBJECT_SPACE);
  const kernel = createKernel(end + PADDING);
  const frames = Array.from({ length: count }, (_, i) => {
    const from = SPACE_START + i * (ONE_WINDOW + PADDING);
    return kernel.bytes.subarray(from, from + ONE_WINDOW);
  });
  const scratch = kernel.bytes.subarray(INPUT, INPUT + INPUT_BYTES);
  return { kernel, frames, scratch, start, end };
}

/** What the first reader would have to wait for, for a thread that has nothing to read yet. */
export function prepareReading(): void {
  prepareKernels();
}
