/** Finds those hunks of a unified diff that changed certain lines. */

/** Lines are 0-based, `end` exclusive. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The diff with those hunks alone that changed lines of the spans, in the text after, or took lines out between them; null for none. */
export function hunksAt(diff: string, spans: readonly LineSpan[]): string | null {
  const [names = '', ...hunks] = diff.split(/\n(?=@@ )/);
  const touching = hunks
    .map((hunk, index) => (index < hunks.length - 1 ? `${hunk}\n` : hunk))
    .filter((hunk) => touches(hunk, spans));
  return touching.length === 0 ? null : `${names}\n${touching.join('')}`;
}

function touches(hunk: string, spans: readonly LineSpan[]): boolean {
  const [head = '', ...lines] = hunk.split('\n');
  const [, first = '1', count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
  // An empty span is named by the line before it.
  let at = Number(first) - (count === '0' ? 0 : 1);
  for (const line of lines) {
    const mark = line.charAt(0);
    if (mark === '+' && spans.some(({ start, end }) => start <= at && at < end)) return true;
    if (mark === '-' && spans.some(({ start, end }) => start < at && at < end)) return true;
    if (mark === '+' || mark === ' ') at++;
  }
  return false;
}
