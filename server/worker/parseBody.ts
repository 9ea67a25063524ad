/** Turns the JSON of a large message into a value whose long texts are prepared for the main thread. */
import { prepare } from '../base/preparedText.ts';

/** Shorter texts stay strings. In UTF-16 units. */
const LONG = 1 << 16;

export type ParsedBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };

/** `reason`: what is wrong with the JSON. */
export function parseBody(body: Uint8Array): ParsedBody {
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString();
    return { ok: true, value: withPrepared(JSON.parse(text)) };
  } catch (error) {
    return { ok: false, reason: String(error) };
  }
}

/** By a list of what is left to look at: hostile input is nested deeper than any stack. */
function withPrepared(root: unknown): unknown {
  const top: Record<string, unknown> = { root };
  const left: Record<string, unknown>[] = [top];
  for (let fields = left.pop(); fields !== undefined; fields = left.pop()) {
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string' && value.length > LONG) fields[name] = prepare(value);
      else if (typeof value === 'object' && value !== null) left.push(value as Record<string, unknown>);
    }
  }
  return top['root'];
}
